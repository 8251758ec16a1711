"""Where a step that was asked for ends."""

from __future__ import annotations

from lab.engine.control import Step
from lab.engine.rows import Rows

Place = tuple[int, int, int]  # epochs done, batches done of this one, rows done of the next


class Goal:
    """The end of the step at work: worked out once, and kept while questions come in between."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: tuple[Step, Place] | None = None

    def of(self, step: Step | None, place: Place, epochs: int) -> Place:
        """Where a step ends that begins at `place`; without a step the run goes on until all epochs are done."""
        if step is None:
            self._known = None
            return epochs, 0, 0
        if self._known is None or self._known[0] is not step:
            epoch, batch, row = place
            end = self._rows.end_of(step.unit, row)
            if step.unit == "epoch":
                self._known = step, (epoch + 1, 0, 0)
            elif end == len(self._rows):
                self._known = step, (epoch, batch + 1, 0)
            else:
                self._known = step, (epoch, batch, end)
        return self._known[1]
