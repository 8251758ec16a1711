"""Files in the window: save, open, recent, drop, unsaved changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from lab.document import files
from lab.document.commands import ChangeLayer, Rename
from lab.document.opened import Claim
from lab.document.templates import template
from lab.ui.app.runner import RunState
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from tests.ui.app import fake
from tests.ui.app.conftest import MakeWindow

Button = QMessageBox.StandardButton


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Button]:
    """What is answered to the questions to come; a question without an answer fails the test."""
    waiting: list[Button] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: waiting.pop(0))
    return waiting


@pytest.fixture
def choose_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | str], None]:
    """Which file is chosen in the dialogs to come."""

    def choose(path: Path | str) -> None:
        for verb in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, verb, staticmethod(lambda *a, **k: (str(path), "")))

    return choose


def save_to(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.session.set_path(path)
    with qtbot.waitSignal(window.documents.saved) as saved:
        window.verbs["save"].trigger()
    assert saved.args == [True]


def say(window: MainWindow) -> str:
    return " ".join(banner.text for banner in window.banners.banners())


def test_save_as_asks_for_a_file_and_adds_the_ending(
    window: MainWindow, tmp_path: Path, choose_file: Callable[..., None], settings: Settings
) -> None:
    window.session.do(Rename("dense1", "scores"))
    assert window.isWindowModified()
    choose_file(tmp_path / "mine")
    window.verbs["save"].trigger()
    assert (tmp_path / "mine.cnnlab").exists()
    assert not window.isWindowModified()
    assert window.windowTitle() == "mine[*] – CNN Lab"
    assert settings.recent_files == [tmp_path / "mine.cnnlab"]
    assert settings.last_folder == tmp_path


def test_a_file_holds_what_is_on_the_canvas_and_a_picture_of_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.session.do(ChangeLayer("conv2d1", "channels", 5))
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    model = files.load(tmp_path / "a.cnnlab")
    assert model.graph == window.session.document.graph
    assert model.setup == window.session.document.setup
    picture = QPixmap()
    assert picture.loadFromData(model.thumbnail)
    assert max(picture.width(), picture.height()) == 320


def test_saving_does_not_wait_for_the_run_and_holds_one_moment_of_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, trainers: fake.FakeTrainers
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.session.runner.train()
    path = tmp_path / "running.cnnlab"
    save_to(qtbot, window, path)
    assert window.session.runner.state in (RunState.TRAINING, RunState.FINISHED)
    model = files.load(path)
    assert model.state["step"] >= 1
    assert (model.weights["dense1/bias"] == model.state["step"]).all()


def test_reopened_training_goes_on_where_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, trainers: fake.FakeTrainers
) -> None:
    window.session.runner.step("epoch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    assert not window.session.unsaved
    assert window.documents.open_template("xor")
    assert window.documents.open(tmp_path / "a.cnnlab")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    assert trainers.made[-1].step == fake.BATCHES
    assert window.session.runner.record.steps.column("step").tolist() == list(range(1, fake.BATCHES + 1))
    assert not window.isWindowModified()


def test_an_opened_file_saved_again_before_it_is_prepared_keeps_its_weights(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, trainers: fake.FakeTrainers
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    window.documents.open(tmp_path / "a.cnnlab")
    save_to(qtbot, window, tmp_path / "b.cnnlab")
    assert files.load(tmp_path / "b.cnnlab").state["step"] == 1


def test_a_stale_run_is_saved_without_weights_and_that_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.session.do(ChangeLayer("conv2d1", "channels", 5))
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    assert not files.load(tmp_path / "a.cnnlab").trained
    assert "Saved without weights" in say(window)


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.cnnlab"
    bad.write_bytes(b"no zip at all")
    document = window.session.document
    assert not window.documents.open(bad)
    assert window.session.document is document
    assert window.session.path is None
    assert "bad.cnnlab cannot be opened" in say(window)
    assert not window.documents.open(tmp_path / "missing.cnnlab")


def test_a_file_that_cannot_be_written_says_why_and_stays_unsaved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.session.do(Rename("dense1", "scores"))
    window.session.set_path(tmp_path / "no such folder" / "a.cnnlab")
    with qtbot.waitSignal(window.documents.saved) as saved:
        window.documents.save()
    assert saved.args == [False]
    assert window.isWindowModified()
    assert "was not saved" in say(window)


@pytest.mark.parametrize("verb", ["new", "open", "template", "close"])
def test_unsaved_changes_are_asked_about_and_cancel_keeps_them(
    window: MainWindow,
    tmp_path: Path,
    answers: list[Button],
    choose_file: Callable[..., None],
    verb: str,
) -> None:
    other = tmp_path / "other.cnnlab"
    files.save(other, template("xor"))
    choose_file(other)
    window.session.do(Rename("dense1", "scores"))
    document = window.session.document
    answers.append(Button.Cancel)
    {
        "new": window.verbs["new"].trigger,
        "open": window.verbs["open"].trigger,
        "template": lambda: window.documents.open_template("xor"),
        "close": window.close,
    }[verb]()
    assert answers == []
    assert window.session.document is document
    assert window.isVisible()


def test_discard_goes_on_without_saving(window: MainWindow, answers: list[Button]) -> None:
    window.session.do(Rename("dense1", "scores"))
    answers.append(Button.Discard)
    window.verbs["new"].trigger()
    assert len(window.session.document.graph) == 0
    assert not window.isWindowModified()


def test_save_on_closing_saves_the_trained_weights_first(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    answers: list[Button],
    choose_file: Callable[..., None],
    trainers: fake.FakeTrainers,
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    choose_file(tmp_path / "last.cnnlab")
    answers.append(Button.Save)
    assert window.close()
    assert files.load(tmp_path / "last.cnnlab").state["step"] == 1
    assert trainers.made[-1].closed


def test_closing_is_called_off_when_the_save_is(
    window: MainWindow, answers: list[Button], choose_file: Callable[..., None]
) -> None:
    window.session.do(Rename("dense1", "scores"))
    answers.append(Button.Save)
    choose_file("")
    assert not window.close()
    assert window.isVisible()


def test_nothing_is_asked_when_nothing_is_unsaved(window: MainWindow, answers: list[Button]) -> None:
    assert window.close()


def test_recent_files_stand_in_the_menu(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save_to(qtbot, window, tmp_path / "one.cnnlab")
    save_to(qtbot, window, tmp_path / "two.cnnlab")
    menu = next(m for m in menus(window) if m.title() == "Open recent")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()][:2] == ["two.cnnlab", "one.cnnlab"]
    menu.actions()[1].trigger()
    assert window.session.path == tmp_path / "one.cnnlab"


def test_templates_stand_in_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    menu = next(m for m in menus(window) if m.title() == "Open template")
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "XOR").trigger()
    assert window.session.document.setup.dataset.name == "xor"
    assert window.session.path is None


def menus(window: MainWindow) -> list:
    found = []
    for top in window.menuBar().actions():
        found += [action.menu() for action in top.menu().actions() if action.menu()]
    return found


def drop(window: MainWindow, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target = window.designer.canvas.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(target, dropped)
    return dropped.isAccepted()


def test_a_file_dropped_on_the_window_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "dropped.cnnlab"
    files.save(path, template("xor"))
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.session.path == path)
    assert window.designer.document is window.session.document
    assert not drop(window, path, path)


def test_two_windows_have_documents_of_their_own(qtbot: QtBot, make_window: MakeWindow) -> None:
    first, second = make_window(), make_window()
    first.session.do(Rename("dense1", "scores"))
    assert first.isWindowModified()
    assert not second.isWindowModified()
    assert second.session.document.graph.node("dense1").label == "dense1"


# -- copies


def test_a_copy_leaves_the_document_what_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choose_file: Callable[..., None]
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    choose_file(tmp_path / "copy")
    window.verbs["save_copy"].trigger()
    qtbot.waitUntil(lambda: "The copy was saved as copy.cnnlab" in say(window))
    assert files.load(tmp_path / "copy.cnnlab").state["step"] == 1
    assert window.session.path is None
    assert window.isWindowModified()


def test_a_copy_without_weights_is_the_network_and_its_setup(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choose_file: Callable[..., None]
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    choose_file(tmp_path / "small.cnnlab")
    window.verbs["save_copy_without_weights"].trigger()
    copy = files.load(tmp_path / "small.cnnlab")
    assert (copy.graph, copy.setup, copy.trained, copy.record) == (
        window.session.document.graph,
        window.session.document.setup,
        False,
        {},
    )
    assert files.load(tmp_path / "a.cnnlab").trained


def test_a_copy_never_replaces_the_document_itself(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choose_file: Callable[..., None]
) -> None:
    save_to(qtbot, window, tmp_path / "a.cnnlab")
    before = (tmp_path / "a.cnnlab").read_bytes()
    window.session.do(Rename("dense1", "scores"))
    choose_file(tmp_path / "a.cnnlab")
    window.verbs["save_copy"].trigger()
    assert (tmp_path / "a.cnnlab").read_bytes() == before
    assert "is the document itself" in say(window)


# -- files that others have


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which button of the questions to come is pressed, by its words."""
    waiting: list[str] = []

    def clicked(box: QMessageBox) -> QAbstractButton:
        wanted = waiting.pop(0)
        return next(button for button in box.buttons() if button.text() == wanted)

    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", clicked)
    return waiting


def changed_by_another(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    save_to(qtbot, window, path)
    files.save(path, template("xor"))
    window.session.do(Rename("dense1", "scores"))


@pytest.mark.parametrize("button", ["Overwrite", "Save as …", "Open the other"])
def test_a_file_that_another_program_has_changed_is_not_overwritten_in_silence(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    press: list[str],
    choose_file: Callable[..., None],
    button: str,
) -> None:
    path, beside = tmp_path / "a.cnnlab", []
    window.documents.open_beside = lambda model, name: beside.append((model, name))
    changed_by_another(qtbot, window, path)
    choose_file(tmp_path / "b.cnnlab")
    press.append(button)
    with qtbot.waitSignal(window.documents.saved) as saved:
        window.documents.save()
    assert press == []
    assert saved.args == [button != "Open the other"]
    theirs = files.load(path).setup.dataset.name == "xor"
    assert theirs == (button != "Overwrite")
    assert window.session.path == (tmp_path / "b.cnnlab" if button == "Save as …" else path)
    assert [(model.setup.dataset.name, name) for model, name in beside] == (
        [("xor", "a (as on the disk)")] if button == "Open the other" else []
    )


def test_a_file_that_was_only_touched_or_removed_is_saved_without_a_question(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, press: list[str]
) -> None:
    path = tmp_path / "a.cnnlab"
    save_to(qtbot, window, path)
    os.utime(path, (1, 1))
    save_to(qtbot, window, path)
    path.unlink()
    save_to(qtbot, window, path)
    assert path.exists()


def test_a_file_that_another_process_has_open_is_told(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.cnnlab"
    files.save(path, template("xor"))
    theirs = Claim(path)
    window.documents.open(path)
    assert window.session.path == path
    assert "a.cnnlab is open in another CNN Lab as well" in say(window)
    theirs.release()
    window.documents.new()
    assert say(window) == ""
    window.documents.open(path)
    assert say(window) == ""
