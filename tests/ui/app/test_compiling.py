"""Kernels are compiled ahead: only once the window is complete, with progress, and nothing is left running."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from lab.datasets.base import Samples
from lab.document.document import Document
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates import template
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

    def __init__(self, graph: Graph, setup: Setup, samples: Samples | None) -> None:
        Ahead.made = self
        self.graph = graph
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
    document = Document(template("xor").graph)
    session = SimpleNamespace(document=document, samples=None)
    windows: Any = SimpleNamespace(windows=[SimpleNamespace(status=status, session=session)])
    ahead = CompilingAhead(windows)
    ahead._look()
    assert not hasattr(Ahead, "made")  # the window is not complete yet
    status.starting = False
    qtbot.waitUntil(lambda: hasattr(Ahead, "made") and Ahead.made.running)
    assert Ahead.made.graph == document.graph
    assert Ahead.made.graph is not document.graph  # which is edited meanwhile
    Ahead.made.progress = (3, 12)
    qtbot.waitUntil(lambda: (0.25, "Preparing the engine: 3 of 12") in status.heard)
    Ahead.made.running = False
    qtbot.waitUntil(lambda: status.heard[-1] == (1.0, ""))
    ahead.stop()
    assert Ahead.made.stopped
