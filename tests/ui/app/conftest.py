"""A main window with the digits network and real data, sessions without a window, and a trainer that only counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.document.document import Document
from lab.document.templates import template
from lab.ui.app.looks import Looks
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from tests.ui.app import fake

MakeWindow = Callable[..., MainWindow]
MakeSession = Callable[..., Session]


@pytest.fixture
def trainers() -> fake.FakeTrainers:
    return fake.FakeTrainers()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.ini")
    made.theme, made.language, made.last_folder = "light", "en", tmp_path
    return made


@pytest.fixture
def make_window(qtbot: QtBot, trainers: fake.FakeTrainers, settings: Settings) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []

    def make(document: Document | None = None) -> MainWindow:
        if document is None:
            model = template("digits")
            document = Document(model.graph, model.setup)
        window = MainWindow(Session(document, make=trainers, settle=1), settings, Looks(settings))
        made.append(window)
        window.destroyed.connect(lambda: made.remove(window))
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        window.session.load_data()
        return window

    yield make
    trainers.gate.set()
    for window in list(made):
        discard(window)
    QApplication.processEvents()


@pytest.fixture
def make_session(qapp: object, trainers: fake.FakeTrainers) -> Iterator[MakeSession]:
    """Sessions of a small network without a window."""
    made: list[Session] = []

    def make(**run: object) -> Session:
        session = Session(fake.small_document(**run), make=trainers, divide=fake.divide, settle=1)
        made.append(session)
        session.load_data()
        return session

    yield make
    trainers.gate.set()
    for session in made:
        session.close()


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, keys)


def discard(window: MainWindow) -> None:
    """Close a window without being asked about what is unsaved."""
    window.session.document.history.mark_saved()
    window.session.runner.mark_saved()
    window.session.runner.pause()
    while window.session.runner.unsaved:
        window.session.runner.mark_saved()
    window.close()


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    """Ready to train, the canvas in focus."""
    made = make_window()
    qtbot.waitUntil(lambda: made.session.runner.state is RunState.READY)
    made.designer.canvas.setFocus()
    return made
