"""Samples as pictures, and picture files as inputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from lab.datasets import picture as picture_module
from lab.datasets.digits import Digits
from lab.datasets.picture import picture, read_picture, sample_picture
from lab.spec.errors import DataError


def save(path: Path, pixels: NDArray[np.generic]) -> Path:
    Image.fromarray(pixels).save(path)
    return path


def test_a_digit_is_as_bright_as_it_is_dark() -> None:
    samples = Digits().load()
    image = sample_picture(samples, 0)
    assert image.shape == (8, 8)
    np.testing.assert_array_equal(image, (samples.inputs[0, 0] * (255 / 16)).round())


@pytest.mark.parametrize(
    ("shape", "shown"),
    [((1, 4, 5), (4, 5)), ((3, 4, 5), (4, 5, 3)), ((2, 4, 5), (4, 10)), ((2, 9), (2, 9)), ((7,), (1, 7))],
)
def test_every_shape_can_be_shown(shape: tuple[int, ...], shown: tuple[int, ...]) -> None:
    image = picture(np.ones(shape, np.float32))
    assert image.shape == shown
    assert image.dtype == np.uint8
    assert np.all(image == 255)


def test_the_scale_widens_for_values_beyond_black_and_white() -> None:
    assert picture(np.array([0, 0.5, 1])).tolist() == [[0, 128, 255]]
    assert picture(np.array([-1, 0, 1])).tolist() == [[0, 128, 255]]
    assert picture(np.array([0, 5, np.nan])).tolist() == [[0, 255, 0]]


def test_a_picture_that_fits_keeps_its_numbers(tmp_path: Path) -> None:
    pixels = np.zeros((8, 8), np.uint8)
    pixels[2:6, 3:5] = 200
    for shape in ((1, 8, 8), (64,)):
        values = read_picture(save(tmp_path / "a.png", pixels), shape)
        assert values.dtype == np.float32
        assert values.flags.c_contiguous
        np.testing.assert_array_equal(values, (pixels.astype(np.float32) / np.float32(255)).reshape(shape))


def test_black_on_white_is_inverted_where_the_data_is_white_on_black(tmp_path: Path) -> None:
    pixels = np.full((8, 8), 255, np.uint8)
    pixels[2:6, 3:5] = 0
    path = save(tmp_path / "a.png", pixels)
    dark, light, kept = (read_picture(path, (1, 8, 8), background) for background in ("dark", "light", "keep"))
    np.testing.assert_array_equal(light[0], pixels / 255)
    np.testing.assert_array_equal(dark, 1 - light)
    np.testing.assert_array_equal(kept, light)


def test_proportions_are_kept(tmp_path: Path) -> None:
    pixels = np.full((10, 40), 20, np.uint8)
    pixels[:, 18:22] = 250
    values = read_picture(save(tmp_path / "wide.png", pixels), (1, 20, 20))
    assert values[0, 9:11, 9:11].min() > 0.8
    np.testing.assert_allclose(values[0, [0, -1]], 20 / 255, rtol=1e-6)  # filled up with the background


def test_colours(tmp_path: Path) -> None:
    pixels = np.zeros((6, 6, 3), np.uint8)
    pixels[2:4, 2:4] = (255, 128, 0)
    values = read_picture(save(tmp_path / "a.png", pixels), (3, 6, 6))
    np.testing.assert_array_equal(values[:, 2, 2], np.array([255, 128, 0], np.float32) / np.float32(255))
    assert read_picture(tmp_path / "a.png", (1, 6, 6))[0, 2, 2] == pytest.approx(0.59, abs=0.01)


def test_transparent_is_white(tmp_path: Path) -> None:
    pixels = np.zeros((6, 6, 4), np.uint8)
    pixels[2:4, 2:4] = (0, 0, 0, 255)
    values = read_picture(save(tmp_path / "a.png", pixels), (1, 6, 6), "keep")
    assert values[0, 0, 0] == 1
    assert values[0, 2, 2] == 0


def test_sixteen_bits_are_scaled(tmp_path: Path) -> None:
    pixels = np.zeros((6, 6), np.uint16)
    pixels[2:4, 2:4] = 32768
    assert read_picture(save(tmp_path / "a.png", pixels), (1, 6, 6))[0, 2, 2] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif"])
def test_what_is_damaged_is_refused_in_words(suffix: str, tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 40), np.uint8)
    path = save(tmp_path / f"a.{suffix}", pixels)
    whole = path.read_bytes()
    for content in (b"", b"Dear reader", whole[:10], whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(DataError, match=path.name):
            read_picture(path, (1, 8, 8))


def test_what_is_not_there_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="does not exist"):
        read_picture(tmp_path / "a.png", (1, 8, 8))
    with pytest.raises(DataError, match="cannot be read as a picture"):
        read_picture(tmp_path, (1, 8, 8))
    monkeypatch.setattr(picture_module, "LARGEST", 99)
    with pytest.raises(DataError, match="10 × 10 pixels"):
        read_picture(save(tmp_path / "a.png", np.zeros((10, 10), np.uint8)), (1, 8, 8))


@pytest.mark.parametrize("shape", [(2, 8, 8), (65,), (1, 64), ()])
def test_shapes_that_no_picture_has(shape: tuple[int, ...], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="which no picture has"):
        read_picture(tmp_path / "a.png", shape)
