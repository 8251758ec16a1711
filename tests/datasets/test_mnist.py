"""Folders of IDX files, and the real MNIST where it is at hand."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from lab.datasets.base import LoadingStopped
from lab.datasets.mnist import Mnist
from lab.datasets.split import split
from lab.spec.errors import DataError
from tests.datasets.idx_files import idx, labels, pictures, write, write_set

REAL = Path(__file__).parents[3] / "shared" / "data" / "mnist"


@pytest.mark.parametrize(
    "name",
    [
        "{}-{}-idx{}-ubyte",
        "{}-{}-idx{}-ubyte.gz",
        "{}-{}.idx{}-ubyte",
        "{}-{}.idx{}-ubyte.gz",
        "emnist-letters-{}-{}-idx{}-ubyte.gz",
    ],
)
def test_reads_the_usual_names(name: str, tmp_path: Path) -> None:
    samples = Mnist(folder=str(write_set(tmp_path, name))).load()
    assert samples.inputs.dtype == np.uint8
    assert samples.inputs.flags.c_contiguous
    assert samples.shape == (1, 4, 5)
    assert samples.classes == tuple("0123456789")
    assert samples.scale == 1 / 255
    assert samples.test_from == 30
    np.testing.assert_array_equal(samples.inputs[:30, 0], pictures(30, 4, 5))
    np.testing.assert_array_equal(samples.inputs[30:, 0], pictures(10, 4, 5))
    np.testing.assert_array_equal(samples.targets, [*labels(30), *labels(10)])


def test_keeps_its_own_test_set(tmp_path: Path) -> None:
    parts = split(Mnist(folder=str(write_set(tmp_path))).load(), validation=0.2, test=0.5)
    np.testing.assert_array_equal(parts.test, np.arange(30, 40))
    assert len(parts.validation) == 6
    np.testing.assert_array_equal(np.sort([*parts.training, *parts.validation]), np.arange(30))


def test_without_a_test_set_the_split_draws_one(tmp_path: Path) -> None:
    samples = Mnist(folder=str(write_set(tmp_path, test=0))).load()
    assert samples.test_from is None
    assert len(split(samples).test) == 4


def test_features_and_real_numbers(tmp_path: Path) -> None:
    numbers = np.linspace(-1, 1, 60).reshape(20, 3)
    write(tmp_path / "train-images-idx2-double", idx(numbers))
    write(tmp_path / "train-labels-idx1-int", idx(labels(20, 3).astype(np.int32)))
    samples = Mnist(folder=str(tmp_path)).load()
    assert samples.inputs.dtype == np.float32
    assert samples.shape == (3,)
    assert samples.scale == 1
    np.testing.assert_allclose(samples.inputs, numbers, rtol=1e-6)


def test_single_numbers(tmp_path: Path) -> None:
    write(tmp_path / "train-images-idx1-ubyte", idx(pictures(20)))
    write(tmp_path / "train-labels-idx1-ubyte", idx(labels(20)))
    assert Mnist(folder=str(tmp_path)).load().shape == (1,)


def test_a_file_or_its_folder_is_recognised(tmp_path: Path) -> None:
    write_set(tmp_path)
    assert Mnist.from_path(tmp_path) == Mnist(folder=str(tmp_path))
    assert Mnist.from_path(tmp_path / "train-images-idx3-ubyte") == Mnist(folder=str(tmp_path))


def test_without_a_folder_the_usual_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path))
    with pytest.raises(DataError, match="No folder is chosen") as caught:
        Mnist().load()
    assert str(tmp_path / "mnist") in str(caught.value)
    write_set(tmp_path / "mnist")
    assert len(Mnist().load()) == 40


def test_progress_and_stop(tmp_path: Path) -> None:
    dataset = Mnist(folder=str(write_set(tmp_path)))
    heard: list[tuple[float, str]] = []
    dataset.load(lambda share, what: heard.append((share, str(what))) is None)
    assert heard == [(0.15, "Reading t10k-images-idx3-ubyte"), (1.0, "Reading train-images-idx3-ubyte")]
    with pytest.raises(LoadingStopped):
        dataset.load(lambda share, what: share < 1)


def test_no_folder() -> None:
    with pytest.raises(DataError, match="Choose the one with train-images-idx3-ubyte"):
        Mnist().load()


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        Mnist(folder=str(tmp_path / "nowhere")).load()


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("train-images-idx3-ubyte", "train-images-idx3-ubyte is missing"),
        ("train-labels-idx1-ubyte", "train-labels-idx1-ubyte is missing"),
        ("t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte is missing"),
        ("t10k-labels-idx1-ubyte", "t10k-labels-idx1-ubyte is missing"),
    ],
)
def test_missing_file_is_named(file: str, named: str, tmp_path: Path) -> None:
    (write_set(tmp_path) / file).unlink()
    with pytest.raises(DataError, match=named):
        Mnist(folder=str(tmp_path)).load()


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("train-labels-idx1-ubyte", idx(labels(29)), "holds 30 samples but train-labels-idx1-ubyte holds 29"),
        ("t10k-labels-idx1-ubyte", idx(labels(11)), "holds 10 samples but t10k-labels-idx1-ubyte holds 11"),
        ("t10k-images-idx3-ubyte", idx(pictures(10, 5, 4)), "another size or type"),
        ("t10k-images-idx3-ubyte", idx(pictures(10, 4, 5).astype("f4")), "another size or type"),
        ("train-labels-idx1-ubyte", idx(pictures(30, 1)), "one whole number for each sample"),
        ("train-labels-idx1-ubyte", idx(labels(30).astype("f4")), "one whole number for each sample"),
        ("train-labels-idx1-ubyte", idx(labels(30).astype("i1") - 1), "the label of sample 0 is -1"),
        ("train-labels-idx1-ubyte", idx(labels(30).astype("i4") * 500), "the label of sample 2 is 1000"),
        ("train-images-idx3-ubyte", b"", "not an IDX file"),
    ],
)
def test_files_that_do_not_fit(file: str, content: bytes, words: str, tmp_path: Path) -> None:
    write(write_set(tmp_path) / file, content)
    with pytest.raises(DataError, match=words):
        Mnist(folder=str(tmp_path)).load()


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300])
def test_numbers_that_are_not_finite(value: float, tmp_path: Path) -> None:
    numbers = np.zeros((20, 2))
    numbers[7, 1] = value
    write(tmp_path / "train-images-idx2-double", idx(numbers))
    write(tmp_path / "train-labels-idx1-ubyte", idx(labels(20)))
    with pytest.raises(DataError, match="Sample 7"):
        Mnist(folder=str(tmp_path)).load()


def test_several_sets_in_one_folder(tmp_path: Path) -> None:
    write_set(tmp_path)
    write_set(tmp_path, "emnist-{}-{}-idx{}-ubyte")
    with pytest.raises(DataError, match=r"several data sets: train-\.\.\., emnist-train-"):
        Mnist(folder=str(tmp_path)).load()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real MNIST is not at hand")
def test_the_real_one() -> None:
    start = time.process_time()
    samples = Mnist(folder=str(REAL)).load()
    assert time.process_time() - start < 5  # of the processor; about half a second
    assert len(samples) == 70_000
    assert samples.test_from == 60_000
    assert samples.shape == (1, 28, 28)
    assert samples.inputs.dtype == np.uint8
    assert samples.targets[:5].tolist() == [5, 0, 4, 1, 9]
    assert samples.classes == tuple("0123456789")
    assert np.bincount(samples.targets[60_000:]).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
