"""Files of other programs: imported, opened, dropped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from lab.document.commands import Rename
from lab.document.document import Document
from lab.document.model import parameters
from lab.document.templates import template
from lab.export import ways
from lab.export.base import Imported, Importer
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.ui.app.report import Report
from lab.ui.app.runner import RunState
from lab.ui.app.window import MainWindow
from tests.ui.app import fake
from tests.ui.app.conftest import MakeWindow, press
from tests.ui.app.test_documents import drop

CONTROL = Qt.KeyboardModifier.ControlModifier


class Strange(Importer):
    """Reads the name of a template out of a file, when it may."""

    name, title, help, suffixes = "strange", "Strange file", "For tests.", (".strange", ".odd")
    may = threading.Event()

    def read(self, path: Path) -> Imported:
        assert Strange.may.wait(60)
        name = path.read_text(encoding="utf-8")
        if name == "broken":
            raise FileError(Message("{file} is broken in line 3.\nx = 1 +\n       ^", file=path.name))
        if name == "odd":
            return Imported(template("xor"), (), (Message("line 1: what is this?"), Message("line 2: nor this")))
        return Imported(template(name), (Message("Nothing was left out."),))


@pytest.fixture(autouse=True)
def strange(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Strange]]:
    """The first of all ways in; it reads at once."""
    known = ways.importers()
    monkeypatch.setattr(ways, "importers", lambda: [Strange, *known])
    Strange.may.set()
    yield Strange
    Strange.may.set()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gate.strange"
    path.write_text("xor", encoding="utf-8")
    return path


def say(window: MainWindow) -> str:
    return " ".join(banner.text for banner in window.banners.banners())


def arrived(window: MainWindow) -> bool:
    return window.session.document.graph == template("xor").graph


def test_a_file_is_chosen_read_and_shown_with_what_became_of_it(
    qtbot: QtBot, window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(parent: object, title: str, folder: str, kinds: str) -> tuple[str, str]:
        offered.append(kinds)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    press(window, Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: arrived(window))
    every, first = offered[0].split(";;")[:2]
    assert every.startswith("Networks of other programs (*.strange *.odd *.onnx")
    assert first == "Strange file (*.strange *.odd)"
    assert say(window) == "Nothing was left out."
    assert window.windowTitle() == "gate[*] – CNN Lab"
    assert window.session.path is None
    assert window.isWindowModified()


def test_a_dropped_file_is_imported(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    assert drop(window, file)
    qtbot.waitUntil(lambda: arrived(window))


def test_open_takes_it_too(qtbot: QtBot, window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(file), ""))
    window.verbs["open"].trigger()
    qtbot.waitUntil(lambda: arrived(window))


def test_a_broken_file_is_told_and_changes_nothing(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    file.write_text("broken", encoding="utf-8")
    before = window.session.document
    window.importing.read(file)
    qtbot.waitUntil(lambda: say(window) == "gate.strange is broken in line 3.")
    assert window.session.document is before


def test_all_that_is_wrong_with_a_file_is_shown_on_demand(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    file.write_text("broken", encoding="utf-8")
    window.importing.read(file)
    qtbot.waitUntil(lambda: "line 3" in say(window))
    assert "x = 1 +\n       ^" in shown(qtbot, window)


def test_what_was_left_out_is_counted_and_shown_on_demand(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    file.write_text("odd", encoding="utf-8")
    window.importing.read(file)
    qtbot.waitUntil(lambda: "2 parts of gate.strange were not understood" in say(window))
    assert arrived(window)
    assert shown(qtbot, window) == "line 1: what is this?\n\nline 2: nor this"


def shown(qtbot: QtBot, window: MainWindow) -> str:
    """What stands in the window that the button of the latest message opens; closed again with Escape."""
    button = next(button for button in window.banners.banners()[-1].findChildren(QPushButton))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (report,) = window.findChildren(Report)
    text = report.text.toPlainText()
    assert report.text.accessibleName()
    QTest.keyClick(report.text, Qt.Key.Key_Escape)
    assert not report.isVisible()
    return text


def test_a_file_without_a_way_in_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.importing.read(tmp_path / "net.unknown")
    assert say(window).startswith("net.unknown cannot be read. Files that can: .strange, .odd, .onnx")


def test_unsaved_work_is_asked_about(
    qtbot: QtBot, window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", stay)
    window.session.do(Rename("dense1", "scores"))
    before = window.session.document
    window.importing.read(file)
    qtbot.waitUntil(lambda: bool(asked))
    assert window.session.document is before


# -- weights alone


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A file with weights for the digits network, all of them 0.5."""
    path = tmp_path / "digits.safetensors"
    shapes = {name: parameter.shape for name, parameter in parameters(template("digits").graph).items()}
    save_file({name: np.full(shape, 0.5, np.float32) for name, shape in shapes.items()}, path)
    return path


def test_weights_go_into_the_network_that_is_open(
    qtbot: QtBot, window: MainWindow, weights: Path, trainers: fake.FakeTrainers
) -> None:
    document = window.session.document
    assert drop(window, weights)
    qtbot.waitUntil(lambda: "were taken from digits.safetensors" in say(window))
    assert window.session.document is document
    qtbot.waitUntil(lambda: len(trainers.made) == 2)
    assert (trainers.made[-1].order.model.weights["dense1/bias"] == 0.5).all()
    assert window.isWindowModified()


def test_weights_of_another_network_are_refused(
    qtbot: QtBot, make_window: MakeWindow, weights: Path, trainers: fake.FakeTrainers
) -> None:
    model = template("xor")
    window = make_window(Document(model.graph, model.setup))
    window.importing.read(weights)
    qtbot.waitUntil(lambda: "do not fit this network" in say(window))
    assert not window.session.runner.trained


def test_a_run_that_is_not_saved_is_asked_about_before_other_weights_take_its_place(
    qtbot: QtBot, window: MainWindow, weights: Path, trainers: fake.FakeTrainers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.informativeText())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", stay)
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    made = len(trainers.made)
    window.importing.read(weights)
    qtbot.waitUntil(lambda: bool(asked))
    assert "trained weights" in asked[0]
    assert len(trainers.made) == made
    assert window.session.runner.trained


# -- calling off


def test_reading_can_be_called_off(qtbot: QtBot, window: MainWindow, file: Path, strange: type[Strange]) -> None:
    strange.may.clear()
    before = window.session.document
    window.importing.read(file)
    banner = window.banners.shown("import")
    assert banner is not None
    assert banner.text == "Reading gate.strange …"
    (cancel,) = banner.findChildren(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert say(window) == ""
    strange.may.set()
    qtbot.waitUntil(lambda: not any(thread.name.startswith("import") for thread in threading.enumerate()))
    assert window.session.document is before


def test_a_later_file_takes_the_place_of_an_earlier_one(
    qtbot: QtBot, window: MainWindow, file: Path, tmp_path: Path, strange: type[Strange]
) -> None:
    strange.may.clear()
    window.importing.read(file)
    other = tmp_path / "other.odd"
    other.write_text("lenet5", encoding="utf-8")
    window.importing.read(other)
    strange.may.set()
    qtbot.waitUntil(lambda: window.session.document.graph == template("lenet5").graph)
    assert window.windowTitle() == "other[*] – CNN Lab"
