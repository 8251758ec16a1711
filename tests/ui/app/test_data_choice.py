"""Choosing data: files are asked for, the network is fitted, trouble is told with what helps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer
from lab.ui.app import dropping
from lab.ui.app.setup_edits import change_kind, kinds
from lab.ui.app.window import MainWindow


def kind(name: str) -> type:
    return next(cls for cls in kinds("dataset") if cls.name == name)


@pytest.fixture
def idx_folder(tmp_path: Path) -> Path:
    """Ten pictures of 6 x 6 pixels in three classes."""
    folder = tmp_path / "idx"
    folder.mkdir()
    for group, count in (("train", 40), ("t10k", 10)):
        pictures = np.arange(count * 36, dtype=np.uint8).reshape(count, 6, 6)
        labels = (np.arange(count) % 3).astype(np.uint8)
        for name, array in (("images-idx3", pictures), ("labels-idx1", labels)):
            header = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
            (folder / f"{group}-{name}-ubyte").write_bytes(header + array.tobytes())
    return folder


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> list[str]:
    """The folder that is chosen in dialogs; gives where they began."""
    starts: list[str] = []

    def ask(_parent: object, _title: str, start: str) -> str:
        starts.append(start)
        return str(folder)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(ask))
    return starts


def test_data_from_files_asks_for_the_folder_and_remembers_it(
    qtbot: QtBot, window: MainWindow, idx_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = choose_folder(monkeypatch, idx_folder)
    change_kind(window.session, "dataset", kind("mnist"))
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "mnist")
    assert window.session.document.graph.node("input1").layer.output_shape() == (1, 6, 6)
    window.verbs["undo"].trigger()
    change_kind(window.session, "dataset", kind("mnist"))
    assert starts[1] == str(idx_folder)


def test_no_folder_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_folder(monkeypatch, "")
    change_kind(window.session, "dataset", kind("mnist"))
    assert window.session.document.setup.dataset.name == "digits"
    assert not window.session.data_loading.loading


def test_a_wrong_folder_is_told_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    with qtbot.waitSignal(window.session.message) as said:
        change_kind(window.session, "dataset", kind("mnist"))
    assert said.args[1] == "error"
    assert window.session.document.setup.dataset.name == "digits"
    assert window.session.samples is not None


def test_a_template_without_its_data_offers_to_choose_the_files(
    qtbot: QtBot, window: MainWindow, idx_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.documents.open_template("lenet5")
    qtbot.waitUntil(lambda: window.banners.shown("data") is not None)
    choose_folder(monkeypatch, idx_folder)
    banner = window.banners.shown("data")
    assert banner is not None
    button = next(b for b in banner.findChildren(object) if getattr(b, "text", str)() == "Choose the files …")
    button.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.session.samples is not None)
    qtbot.waitUntil(lambda: window.banners.shown("data") is None)


def test_a_folder_of_data_dropped_on_the_window_is_used(qtbot: QtBot, window: MainWindow, idx_folder: Path) -> None:
    dropping.use(window, idx_folder)
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "mnist")


def test_a_table_dropped_on_the_window_is_used(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    table = tmp_path / "flowers.csv"
    table.write_text("length,width,kind\n5.1,3.5,setosa\n4.9,3.0,virginica\n")
    dropping.use(window, table)
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "csv")
    assert window.session.document.graph.node("input1").layer.output_shape() == (2,)
    assert window.session.samples is not None
    assert window.session.samples.classes == ("setosa", "virginica")


def test_a_table_with_a_mistake_says_where_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    table = tmp_path / "flowers.csv"
    table.write_text("length,kind\n5.1,setosa\n,virginica\n4.7,setosa\n")
    with qtbot.waitSignal(window.session.message) as said:
        dropping.use(window, table)
    assert 'line 3: the column "length" is empty' in str(said.args[0])
    assert window.session.document.setup.dataset.name != "csv"


def test_anything_else_dropped_on_the_window_is_explained(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    dropping.use(window, tmp_path / "notes.txt")
    assert "notes.txt" in window.banners.banners()[0].text


def test_data_with_fewer_classes_offers_to_fit_the_last_layer(
    qtbot: QtBot, window: MainWindow, idx_folder: Path
) -> None:
    window.session.do(ChangeLayer("conv2d1", "padding", "same"))
    dropping.use(window, idx_folder)
    qtbot.waitUntil(lambda: window.banners.shown("obstacle") is not None)
    banner = window.banners.shown("obstacle")
    assert banner is not None
    assert "3 classes" in banner.text
    button = next(b for b in banner.findChildren(object) if getattr(b, "text", str)() == "Give dense1 3 units")
    button.click()  # type: ignore[attr-defined]
    assert window.session.runner.obstacle is None
