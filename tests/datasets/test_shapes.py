"""Drawn shapes."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets import shapes as shapes_module
from lab.datasets.shapes import Shapes


def test_classes_come_equally_often_and_mixed() -> None:
    samples = Shapes(count=600).load()
    assert np.bincount(samples.targets).tolist() == [100] * 6
    assert len(set(samples.targets[:30])) > 3


@pytest.mark.parametrize("size", [8, 16, 33])
def test_every_shape_lies_whole_within_its_picture(size: int) -> None:
    samples = Shapes(count=120, size=size, noise=0).load()
    light = samples.inputs[:, 0].astype(float)
    assert np.all(light.max(axis=(1, 2)) > 0.2 * 255)
    edge = np.concatenate([light[:, 0], light[:, -1], light[:, :, 0], light[:, :, -1]], axis=1)
    assert (edge > 0).mean() < 0.1


def test_shapes_differ_as_their_names_say() -> None:
    samples = Shapes(count=300, size=32, noise=0).load()
    inside = samples.inputs[:, 0] > 0
    area = {
        name: inside[samples.targets == number].mean(axis=(1, 2)).mean() for number, name in enumerate(samples.classes)
    }
    assert area["circle"] > area["triangle"] > area["bar"] > 0
    # Mean place of a shape's pixels: light in all but the ring.
    for number, name in enumerate(samples.classes):
        for picture in inside[samples.targets == number]:
            row, column = (round(place.mean()) for place in np.nonzero(picture))
            assert picture[row, column] == (name != "ring")


def test_colours_differ_between_channels_only_where_the_shape_is() -> None:
    samples = Shapes(count=60, noise=0, colour=True).load()
    assert samples.shape == (3, 16, 16)
    lit = samples.inputs > 0
    assert not np.array_equal(samples.inputs[:, 0], samples.inputs[:, 1])
    assert (lit[:, 0] == lit[:, 1]).mean() > 0.99


def test_ten_classes_and_the_names_of_as_many() -> None:
    samples = Shapes(count=200, kinds=10).load()
    assert np.bincount(samples.targets).tolist() == [20] * 10
    assert len(set(samples.classes)) == 10
    assert Shapes(kinds=3).load().classes == samples.classes[:3]


def test_without_variation_the_pictures_of_a_class_differ_by_brightness_alone() -> None:
    samples = Shapes(count=40, kinds=10, variation=0, noise=0).load()
    for number in range(10):
        inside = samples.inputs[samples.targets == number] > 0
        assert (inside == inside[0]).all()
        assert 0.1 < inside[0].mean() < 0.5


def test_long_loads_report_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes_module, "CHUNK", 16 * 16 * 25)
    heard: list[float] = []
    Shapes(count=100).load(lambda share, what: heard.append(share) is None)
    assert heard == [0, 0.25, 0.5, 0.75, 1]
