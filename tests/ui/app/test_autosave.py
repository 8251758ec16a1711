"""What is unsaved is kept beside the documents, and forgotten when it is saved or not wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lab.document import files, recovery
from lab.document.commands import ChangeLayer, Rename
from lab.document.document import Document
from lab.document.recovery import About, Recovered, Slot, left_behind
from lab.document.templates import template
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.ui.app.looks import Looks
from lab.ui.app.recovering import KEY
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from lab.ui.app.windows import Windows
from lab.ui.compare import CompareWindow
from tests.ui.app import fake
from tests.ui.app.conftest import discard


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path / "data"))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.set("recovery/edits", 0.01)
    settings.set("recovery/checkpoints", 0.01)
    return settings


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: Path) -> Callable[[Callable[[Recovered], bool]], Recovered]:
    """Waits until what is kept is as wanted, and gives it."""

    def wait(wanted: Callable[[Recovered], bool]) -> Recovered:
        last: list[Recovered] = []

        def look() -> bool:
            for folder in (tmp_path / "data" / "recovery").glob("*"):
                found = Slot(folder, None).read()  # type: ignore[arg-type]
                if found is not None and wanted(found):
                    last[:] = [found]
            return bool(last)

        qtbot.waitUntil(look)
        return last[0]

    return wait


def is_empty(tmp_path: Path) -> bool:
    return not list((tmp_path / "data" / "recovery").glob("*/*.cnnlab"))


def test_edits_are_kept_without_being_saved(window: MainWindow, kept: Callable[..., Recovered]) -> None:
    window.session.do(Rename("dense1", "scores"))
    window.session.do(ChangeLayer("conv2d1", "channels", 5))
    found = kept(lambda found: found.about.edits == 2)
    assert found.document is not None
    assert found.document.graph == window.session.document.graph
    assert found.run is None
    assert window.session.unsaved


def test_a_run_is_kept_while_it_goes_on(
    qtbot: QtBot, window: MainWindow, kept: Callable[..., Recovered], trainers: fake.FakeTrainers
) -> None:
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    assert kept(lambda found: found.run is not None).run.state["step"] == 1
    window.session.runner.train()
    found = kept(lambda found: found.run is not None and found.run.state["step"] > 1)
    assert (found.run.weights["dense1/bias"] == found.run.state["step"]).all()


@pytest.mark.parametrize("verb", ["save", "undo", "discard", "close"])
def test_what_is_saved_or_not_wanted_is_forgotten(
    qtbot: QtBot, window: MainWindow, kept: Callable[..., Recovered], tmp_path: Path, verb: str
) -> None:
    window.session.do(Rename("dense1", "scores"))
    kept(lambda found: True)
    if verb == "save":
        window.session.set_path(tmp_path / "net.cnnlab")
        window.documents.save()
    elif verb == "undo":
        window.session.document.history.undo()
    elif verb == "discard":
        window.session.replace(Document())
    else:
        discard(window)
    qtbot.waitUntil(lambda: is_empty(tmp_path))


def test_a_folder_that_cannot_be_written_is_told_once_and_nothing_else_breaks(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse() -> Slot:
        asked.append(True)
        raise FileError(Message("The disk is full. Make room, or save to another place."))

    monkeypatch.setattr(recovery.Slot, "new", refuse)
    told: list[Message] = []
    window.session.message.connect(lambda message, kind: told.append(message))
    for number in (1, 2, 3):
        window.session.do(ChangeLayer("conv2d1", "channels", number))
        qtbot.waitUntil(lambda number=number: len(asked) >= number)
    assert window.session.unsaved
    assert [str(message) for message in told] == [
        "Unsaved work cannot be kept for the case of a crash. The disk is full. Make room, or save to another place."
    ]


# -- the next start


@pytest.fixture
def windows(qtbot: QtBot, settings: Settings, trainers: fake.FakeTrainers):
    made = Windows(settings, Looks(settings), None, lambda document: Session(document, make=trainers, settle=1))
    yield made
    trainers.gate.set()
    for window in list(made.windows):
        discard(window)


def leave_behind(name: str, edits: int, path: Path | None = None, *, run: int = 0, channels: int = 0) -> Slot:
    """Unsaved work of a program that is no more."""
    slot, model = Slot.new(), template("digits")
    about = About(name, str(path) if path else None, None, edits)
    if run:
        trained = template("digits")
        trained.weights = fake.weights_for(trained.graph, run)
        trained.state = {"step": run, "epoch": 0, "batch": run}
        trained.record = fake.FakeTrainers()(trained.graph, trained.setup, None, None, model=None, number=0).record
        trained.record = trained.record.to_json()
        slot.keep_run(trained, about)
    document = Document(model.graph, model.setup)
    if channels:
        document.do(ChangeLayer("conv2d1", "channels", channels))
    document.do(Rename("dense1", name))
    slot.keep_document(model, about)
    slot.release()
    return slot


def press(window: MainWindow, words: str) -> None:
    banner = window.banners.shown(KEY)
    assert banner is not None
    next(button for button in banner.findChildren(QPushButton) if button.text() == words).click()


def start(qtbot: QtBot, windows: Windows) -> MainWindow:
    window = windows.open_first()
    qtbot.waitUntil(lambda: window.banners.shown(KEY) is not None)
    return window


def test_unsaved_work_is_offered_and_recovered_as_unsaved(
    qtbot: QtBot, windows: Windows, tmp_path: Path, trainers: fake.FakeTrainers
) -> None:
    path = tmp_path / "mine.cnnlab"
    leave_behind("mine", 12, path, run=7)
    window = start(qtbot, windows)
    said = window.banners.shown(KEY).text
    assert said == "CNN Lab ended unexpectedly. Recover mine (12 edits after its last save, trained to step 7)?"
    press(window, "Recover")
    assert window.session.path == path
    assert window.session.document.graph.node("dense1").label == "mine"
    assert window.isWindowModified()
    assert window.banners.shown(KEY) is None
    qtbot.waitUntil(lambda: window.session.runner.trained)
    assert trainers.made[-1].step == 7
    assert left_behind() == []  # still kept for the next crash
    with qtbot.waitSignal(window.documents.saved):
        window.documents.save()
    assert files.load(path).state["step"] == 7
    qtbot.waitUntil(lambda: is_empty(tmp_path))


def test_several_documents_are_offered_one_after_the_other(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        leave_behind(name, 1)
    window = start(qtbot, windows)
    assert "(1 edit)? 2 more networks follow." in window.banners.shown(KEY).text
    press(window, "Recover")
    press(window, "Discard")
    press(window, "Recover")
    assert window.banners.shown(KEY) is None
    assert len(windows.windows) == 2
    labels = {each.session.document.graph.node("dense1").label for each in windows.windows}
    assert len(labels) == 2
    assert labels < {"one", "two", "three"}


def test_what_is_not_decided_is_offered_at_the_next_start(qtbot: QtBot, windows: Windows) -> None:
    leave_behind("mine", 1)
    window = start(qtbot, windows)
    window.documents.open_template("xor")
    assert window.banners.shown(KEY) is not None  # it is about more than the document
    window.banners.shown(KEY).close_banner()
    [slot] = left_behind()
    slot.remove()


def test_a_run_that_no_longer_fits_opens_in_a_window_of_its_own(
    qtbot: QtBot, windows: Windows, trainers: fake.FakeTrainers
) -> None:
    leave_behind("mine", 2, run=7, channels=5)
    window = start(qtbot, windows)
    press(window, "Recover")
    other = windows.windows[1]
    assert other.documents.name == "mine (as it was trained)"
    assert other.isWindowModified()
    assert window.session.document.graph.node("conv2d1").layer.channels == 5
    qtbot.waitUntil(lambda: other.session.runner.trained)


def test_what_cannot_be_read_is_told_and_skipped(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    slot = leave_behind("mine", 1)
    (slot.folder / recovery.DOCUMENT).write_bytes(b"PK")
    window = start(qtbot, windows)
    assert "cannot be read" in window.banners.shown(KEY).text
    press(window, "Discard")
    assert left_behind() == []


def test_nothing_is_offered_after_a_clean_end(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open_first()
    window.session.do(Rename("dense1", "scores"))
    with qtbot.waitSignal(window.autosave.kept):
        pass
    discard(window)
    assert not recovery.anything_left()


def test_what_has_changed_since_the_last_save_can_be_looked_at_first(
    qtbot: QtBot, windows: Windows, tmp_path: Path
) -> None:
    path = tmp_path / "mine.cnnlab"
    files.save(path, template("digits"))
    leave_behind("mine", 2, path, channels=5)
    window = start(qtbot, windows)
    press(window, "Show the changes")
    [compared] = window.findChildren(CompareWindow)
    assert {row.cells[2:] for row in compared.structure.rows} == {("Channels", "8", "5"), ("Name", "dense1", "mine")}
    compared.close()
    assert window.banners.shown(KEY) is not None
    press(window, "Discard")
