"""The last moment of a run at which every weight was a finite number, to go back to."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.engine.network import Network
from lab.kernels.state import BATCH, UPDATES

SHARE = 0.01  # of the time that keeping may take


class LastGood:
    """Copies of parameters and optimiser state, and at which step, epoch and batch they were taken."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._names = (*network.parameters, *network.optimizer_states())
        self._arrays: dict[str, NDArray[Any]] = {}
        self._step = self._epoch = self._batch = 0
        self._at = self._seconds = 0.0  # when they were taken, and how long that took

    def keep(self, epoch: int) -> str | None:
        """Between two steps: copy all there is, as often as it takes little time. The name of what is not finite."""
        started = time.perf_counter()
        if started - self._at < self._seconds / SHARE:
            return None
        arrays = {name: self._network.arena.read(name) for name in self._names}
        bad = next((name for name, array in arrays.items() if not np.isfinite(array).all()), None)
        if bad is None:
            state = self._network.program.state
            self._arrays, self._epoch = arrays, epoch
            self._step, self._batch = int(state[UPDATES]), int(state[BATCH])
            self._at = time.perf_counter()
            self._seconds = self._at - started
        return bad

    def restore(self) -> tuple[int, int]:
        """Put everything back as it was; the epoch and its batch that come next."""
        for name, array in self._arrays.items():
            self._network.arena.write(name, array)
        self._network.program.state[UPDATES] = self._step
        return self._epoch, self._batch
