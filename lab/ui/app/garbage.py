"""Garbage is collected in the interface's thread only, between two events.

Left alone, Python collects in whichever thread happens to make an object. What it destroys there may be widgets, which
Qt wants destroyed where they live, or parts of what Qt is working on at that very moment.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimerEvent

_EVERY = 500  # ms: so much garbage may gather unseen


class Collector(QObject):
    """From `begin` to `end` it collects in the thread that made it, as often as Python would; nobody else does."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = 0
        self._automatic = False  # whether Python collected by itself before

    def begin(self) -> None:
        """Take over."""
        self._automatic = gc.isenabled()
        gc.disable()
        self._timer = self.startTimer(_EVERY)

    def end(self) -> None:
        """Leave it to Python again."""
        self.killTimer(self._timer)
        if self._automatic:
            gc.enable()

    def timerEvent(self, event: QTimerEvent) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
