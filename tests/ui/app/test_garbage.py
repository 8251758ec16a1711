"""Garbage with widgets in it goes in the interface's thread, whoever makes objects elsewhere."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lab.ui.app.garbage import Collector


class Knot(QWidget):
    """Refers to itself: only the garbage collector finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.own = self


@pytest.fixture
def collector() -> Iterator[Collector]:
    automatic = gc.isenabled()
    gc.enable()
    made = Collector()
    made.begin()
    yield made
    made.end()
    assert gc.isenabled()
    if not automatic:
        gc.disable()


def test_widgets_are_collected_where_they_live(collector: Collector, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    weakref.finalize(Knot(), lambda: threads.append(threading.current_thread()))
    busy = threading.Thread(target=lambda: [[] for _ in range(100_000)])  # makes Python collect, were it left alone
    busy.start()
    busy.join()
    assert not threads
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
