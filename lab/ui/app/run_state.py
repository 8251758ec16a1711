"""What a run is doing."""

from __future__ import annotations

from enum import Enum, auto


class RunState(Enum):
    """What the run is doing. EMPTY: something is missing before anything can be trained (`Runner.obstacle`)."""

    EMPTY = auto()
    PREPARING = auto()
    READY = auto()
    TRAINING = auto()
    PAUSED = auto()
    FINISHED = auto()
    FAILED = auto()
