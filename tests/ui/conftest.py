"""What holds for every test of the interface: English, light, and no timer or animation left running."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lab.ui.app import i18n, theme

PATIENCE = 60_000  # ms: a wait ends when what it waits for has come; this is for what never comes


class PatientBot(QtBot):
    """Waits as long as a slow and crowded machine may need."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="module", autouse=True)
def _garbage_goes_between_tests() -> Iterator[None]:
    """As in the program (lab/ui/app/garbage.py): never in another thread, nor while Qt is at work on what goes."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _english_and_light(qapp: QApplication) -> Iterator[None]:
    _set_plain(qapp)
    yield
    _set_plain(qapp)


def _set_plain(application: QApplication) -> None:
    if i18n.language() != "en":
        i18n.set_language("en")
    if theme.mode() != "light" or theme.scale() != 1.0 or not application.styleSheet():
        theme.apply(application, "light", projector=False)
    theme.reduce_motion(False)


@pytest.fixture(autouse=True)
def _nothing_left_running(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """Fail a test after which a timer fires, an animation moves or a thread works that it started."""
    started: list[weakref.ref[QObject]] = []

    def recording(start: Callable[..., Any]) -> Callable[..., Any]:
        def record(self: QObject, *args: Any, **kwargs: Any) -> Any:
            started.append(weakref.ref(self))
            return start(self, *args, **kwargs)

        return record

    for kind in (QTimer, QAbstractAnimation, QThread):
        monkeypatch.setattr(kind, "start", recording(kind.start))
    yield
    QThreadPool.globalInstance().waitForDone(60_000)
    for _ in range(3):  # what is deleted later may delete more
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    left = [thing for reference in started if (thing := reference()) is not None and _runs(thing)]
    names = [f"{type(thing).__name__} {thing.objectName()!r} of {thing.parent()!r}" for thing in left]
    for thing in left:
        _stop(thing)
    assert not names, f"still running after the test: {', '.join(names)}"


def _runs(thing: QObject) -> bool:
    if not isValid(thing):
        return False
    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QAbstractAnimation):
        return thing.state() == QAbstractAnimation.State.Running
    return isinstance(thing, QThread) and thing.isRunning()


def _stop(thing: QObject) -> None:
    if isinstance(thing, QTimer | QAbstractAnimation):
        thing.stop()
    elif isinstance(thing, QThread):
        thing.quit()
        thing.wait(2000)
