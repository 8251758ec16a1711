"""Data sets by name and by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.datasets.catalog import datasets, find_dataset
from lab.datasets.digits import Digits
from lab.datasets.mnist import Mnist
from lab.spec.errors import DataError
from tests.datasets.idx_files import write_set


def test_digits_come_first() -> None:
    names = [kind.name for kind in datasets()]
    assert names[0] == "digits"
    assert {"mnist", "shapes", "xor", "circles", "spirals", "moons"} <= set(names)


def test_by_name() -> None:
    assert find_dataset("digits") == Digits()


def test_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "clothes")
    monkeypatch.chdir(tmp_path)
    for text in (str(tmp_path / "clothes"), "clothes", "./clothes", "clothes/train-labels-idx1-ubyte"):
        found = find_dataset(text)
        assert found == Mnist(folder=str(tmp_path / "clothes"))
        assert len(found.load()) == 40


def test_a_name_goes_before_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "digits")
    monkeypatch.chdir(tmp_path)
    assert find_dataset("digits") == Digits()
    assert find_dataset("./digits") == Mnist(folder=str(tmp_path / "digits"))


@pytest.mark.parametrize("text", ["nothing-like-it", "", "a\0b", "x" * 5000])
def test_neither_name_nor_path(text: str) -> None:
    with pytest.raises(DataError):
        find_dataset(text)


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(DataError, match=r'no data set and no file called "digit"\. Names: digits\.'):
        find_dataset("digit")


def test_a_path_that_holds_no_data(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(DataError, match=r"holds no data that can be read\. Give the path of .*IDX files"):
            find_dataset(str(path))
