"""How a training step runs: at full speed, or any part of it, from one operation to the next."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from lab.engine.network import Network
from lab.engine.sizes import Sizes
from lab.kernels.state import NON_FINITE

LONG = 0.05  # seconds of a step that is run in slices, so that it can be interrupted
SLICE = 0.01  # seconds of a slice, if all rows take the same time


class Stepper:
    """Runs the rows of one network's program and knows where in a step it is.

    `row` is the next row to run; 0 lies between two steps. Where a look is wanted, the sizes of gradients, weights and
    updates are taken around the update and handed to `seen`. A guard that has stopped the program leaves its word in
    `network.stop_reason`.
    """

    def __init__(self, network: Network, seen: Callable[[dict[str, Any]], None]) -> None:
        self._network = network
        self._seen = seen
        self._sizes = Sizes(network)
        self._looks = False  # at the step at work
        self._spent = 0.0  # on the step at work, so far
        self.row = 0
        self.seconds = 0.0  # that a step takes; 0 before the first
        self.look_seconds = 0.0  # that the last look took
        self.looked_at = 0.0  # when that was

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers whose sizes are looked at."""
        return self._sizes.layers

    @property
    def is_long(self) -> bool:
        """Whether a step takes so long that somebody may not want to wait for its end."""
        return self.seconds > LONG

    def whole_steps(self, count: int, *, look: bool) -> None:
        """At most so many steps, all rows in one call; the last with a look. Fewer when interrupted or stopped."""
        started = time.perf_counter()
        done = self._network.program.run(steps=count - look) if count > look else 0
        if done:
            self._measure((time.perf_counter() - started) / done)
        if look and done == count - 1:
            self.begin(look=True)
            self.advance(len(self._network.program))

    def begin(self, *, look: bool) -> None:
        """A step is about to be run in parts."""
        self._looks, self._spent = look, 0.0

    def advance(self, end: int) -> None:
        """Run the step at work up to row `end`; at the last row it is done, and `row` is 0 again."""
        update, last = self._network.beats["update"]
        for stop in (min(end, update), end):
            if stop <= self.row:
                continue
            if self.row == update and self._looks:
                started = time.thread_time()  # its own work only, not the waiting for other threads
                self._sizes.before_update()
                self.look_seconds = time.thread_time() - started
            started = time.perf_counter()
            self._network.program.run(self.row, stop)
            self._spent += time.perf_counter() - started
            self.row = stop
            if self._network.stop_reason == NON_FINITE:
                self.row = 0
                return
        if self.row == last:
            self._finish()

    def slice_end(self) -> int:
        """Up to which row a long step may run before somebody may want something."""
        count = len(self._network.program)
        size = math.ceil(count / max(1, math.ceil(self.seconds / SLICE)))
        return min(count, (self.row // size + 1) * size)

    def _finish(self) -> None:
        self.row = 0
        self._measure(self._spent)
        if self._looks:
            started = time.thread_time()
            self._seen(self._sizes.after_update())
            self.look_seconds += time.thread_time() - started
            self.looked_at = time.perf_counter()

    def _measure(self, seconds: float) -> None:
        self.seconds = seconds if self.seconds == 0 else 0.8 * self.seconds + 0.2 * seconds
