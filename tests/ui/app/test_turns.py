"""One piece of work in each turn of the event loop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from lab.ui.app.turns import Turns


class Worker(QObject):
    """Notes what it does in a shared diary."""

    def __init__(self, diary: list[str], name: str) -> None:
        super().__init__()
        self._diary, self._name = diary, name

    def work(self) -> None:
        self._diary.append(self._name)


@pytest.fixture
def diary() -> list[str]:
    return []


def test_first_come_first_served_and_each_once(qtbot: QtBot, diary: list[str]) -> None:
    turns, first, second = Turns(), Worker(diary, "first"), Worker(diary, "second")
    for worker in (first, second, first):
        turns.soon(worker, worker.work)
    assert diary == []
    qtbot.waitUntil(lambda: len(diary) >= 2)
    assert diary == ["first", "second"]
    turns.soon(first, first.work)
    qtbot.waitUntil(lambda: len(diary) == 3)


def test_others_have_their_turn_between_two_pieces(qtbot: QtBot, diary: list[str]) -> None:
    turns, workers = Turns(), [Worker(diary, "work") for _ in range(5)]
    tick = QTimer(interval=0)
    tick.timeout.connect(lambda: diary.append("tick"))
    tick.start()
    for worker in workers:
        turns.soon(worker, worker.work)
    qtbot.waitUntil(lambda: diary.count("work") == 5)
    tick.stop()
    assert "work, work" not in ", ".join(diary)


def test_nothing_is_done_for_what_is_gone(qtbot: QtBot, diary: list[str]) -> None:
    turns, gone, there = Turns(), Worker(diary, "gone"), Worker(diary, "there")
    turns.soon(gone, gone.work)
    turns.soon(there, there.work)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: diary != [])
    assert diary == ["there"]


def test_what_is_asked_for_during_the_work_is_done_in_a_later_turn(qtbot: QtBot, diary: list[str]) -> None:
    turns = Turns()

    class Again(Worker):
        def work(self) -> None:
            super().work()
            if len(diary) < 3:
                turns.soon(self, self.work)

    again = Again(diary, "again")
    turns.soon(again, again.work)
    qtbot.waitUntil(lambda: len(diary) == 3)
