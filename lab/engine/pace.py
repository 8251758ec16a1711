"""How many steps a run makes at a time: often enough looked at and shown, seldom enough to cost little."""

from __future__ import annotations

from lab.engine.network import CURVE
from lab.engine.stepper import Stepper

PUBLISH_SECONDS = 0.08  # between two looks of the learner: 12 a second
LOOK_SHARE = 0.02  # of the time that looking at the sizes of gradients and updates may take
EARLY = 5  # most happens early: a look comes at the latest when a fifth more steps are done


class Pace:
    """Decides from the times that a stepper has measured.

    Attributes:
        limit: most steps a second; 0 is full speed.
    """

    def __init__(self, stepper: Stepper) -> None:
        self._stepper = stepper
        self._published_at = 0.0
        self._looked_at = 0  # step
        self.limit = 0.0

    @property
    def seconds(self) -> float:
        """From one step to the next, rests included; 0 before the first at full speed."""
        return max(self._stepper.seconds, 1 / self.limit if self.limit else 0.0)

    def rest(self, steps: int, spent: float) -> float:
        """Seconds to wait after so many steps that have taken so long."""
        return max(steps / self.limit - spent, 0.0) if self.limit else 0.0

    def is_time_to_publish(self, now: float) -> bool:
        """Whether the learner shall see how far the run is; if so, the next time counts from now."""
        due = now - self._published_at >= PUBLISH_SECONDS
        if due:
            self._published_at = now
        return due

    def is_time_to_look(self, step: int, now: float) -> bool:
        """Whether the sizes of gradients and updates are taken at the next of these steps."""
        early = step - self._looked_at >= self._looked_at // EARLY
        due = early or now - self._stepper.looked_at >= self._stepper.look_seconds / LOOK_SHARE
        if due:
            self._looked_at = step
        return due

    def steps_at_once(self, step: int) -> int:
        """Steps from this one until the next look."""
        if self._stepper.seconds == 0:
            return 1
        seconds = min(PUBLISH_SECONDS / 2, self._stepper.look_seconds / LOOK_SHARE)
        return max(1, min(CURVE, step // EARLY, int(seconds / self.seconds)))
