"""Work in small pieces, one in each turn of the event loop, so that the learner is heard between two of them."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimerEvent
from shiboken6 import isValid

PIECE = 0.008  # seconds that a piece of much work may take: beside it the window still paints its frame


class Turns(QObject):
    """A queue of pieces of work, first come, first served.

    A timer takes them from it: Qt would deliver queued calls that ask for queued calls all in one turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[Callable[[], object], QObject] = {}
        self._timer = 0

    def soon(self, owner: QObject, work: Callable[[], object]) -> None:
        """Call `work` in a turn of its own, once however often it is asked for until then; never without its owner."""
        self._waiting.setdefault(work, owner)
        if not self._timer:
            self._timer = self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:
        work = next(iter(self._waiting))
        owner = self._waiting.pop(work)
        if not self._waiting:
            self.killTimer(self._timer)
            self._timer = 0
        if isValid(owner):
            work()


@functools.cache
def _turns() -> Turns:
    return Turns()


def soon(owner: QObject, work: Callable[[], object]) -> None:
    """Call `work`, a method rather than a lambda, in a coming turn of the event loop (see `Turns.soon`)."""
    _turns().soon(owner, work)
