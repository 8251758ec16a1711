"""Kernels are compiled ahead: only once the window is complete, with progress, and nothing is left running."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from lab.engine import kernel_set
from lab.ui.app import compiling
from lab.ui.app.compiling import CompilingAhead


class Status:
    """What a status bar is told."""

    def __init__(self) -> None:
        self.starting = True
        self.heard: list[tuple[float, str]] = []

    def show_starting(self, share: float, what: str) -> None:
        self.heard.append((share, what))


class Ahead:
    """Compiles nothing."""

    made: Ahead

    def __init__(self) -> None:
        Ahead.made = self
        self.progress: tuple[int, int] | None = None
        self.running = False
        self.stopped = False

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.stopped = True


def test_waits_for_the_window_then_shows_progress_until_all_is_there(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_set, "Ahead", Ahead)
    monkeypatch.setattr(compiling, "LOOK", 1)
    status = Status()
    windows: Any = SimpleNamespace(windows=[SimpleNamespace(status=status)])
    ahead = CompilingAhead(windows)
    ahead._look()
    assert not hasattr(Ahead, "made")  # the window is not complete yet
    status.starting = False
    qtbot.waitUntil(lambda: hasattr(Ahead, "made") and Ahead.made.running)
    Ahead.made.progress = (3, 12)
    qtbot.waitUntil(lambda: (0.25, "Compiling for this computer: 3 of 12") in status.heard)
    Ahead.made.running = False
    qtbot.waitUntil(lambda: status.heard[-1] == (1.0, ""))
    ahead.stop()
    assert Ahead.made.stopped
