"""What the interface sees of a run: copies, made by the worker, of only what somebody looks at."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Interest:
    """What the open panels want to see: layers by node id. `sample` is an index into the data set.

    plane: layers whose outputs over the plane of the inputs are wanted (lab.engine.plane).
    """

    weights: frozenset[str] = frozenset()
    maps: frozenset[str] = frozenset()
    sample: int = 0
    plane: frozenset[str] = frozenset()

    def __or__(self, other: Interest) -> Interest:
        return Interest(
            self.weights | other.weights,
            self.maps | other.maps,
            self.sample or other.sample,
            self.plane | other.plane,
        )


@dataclass(frozen=True, eq=False)  # two moments are never the same; arrays cannot be compared by ==
class Snapshot:
    """Read-only copies of one moment.

    weights: node id -> parameter name -> array as a textbook shapes it, e.g. conv "weight" (out channels, in channels,
        kernel height, kernel width), "bias" (out channels).
    gradients: the same for the last step's gradients.
    maps: node id -> the layer's output for the sample, (channels, height, width), (channels, length) or (features).
    plane: node id -> the layer's outputs (point, features) over the plane, as lab.engine.plane orders them.
    """

    run: int
    step: int
    epoch: float
    weights: dict[str, dict[str, Array]] = field(default_factory=dict)
    gradients: dict[str, dict[str, Array]] = field(default_factory=dict)
    maps: dict[str, Array] = field(default_factory=dict)
    sample: int = 0
    plane: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """How far a run is. `seconds_left` is None until it can be told."""

    step: int = 0
    steps: int = 0
    epoch: float = 0.0
    epochs: int = 0
    seconds_left: float | None = None
    samples_per_second: float = 0.0


class Mailbox:
    """Holds the latest snapshot only: a slow reader never makes the trainer wait, nor falls behind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Snapshot | None = None

    def put(self, snapshot: Snapshot) -> None:
        """Replace what nobody has taken yet."""
        with self._lock:
            self._latest = snapshot

    def take(self) -> Snapshot | None:
        """The latest snapshot, once; None when there is nothing new."""
        with self._lock:
            latest, self._latest = self._latest, None
            return latest
