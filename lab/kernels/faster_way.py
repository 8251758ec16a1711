"""Whether a gang of threads or one of them alone is faster: measured while they work.

The results are the same, bit for bit. Threads that have a processor each share the work. But where another program
keeps one of the processors busy, a step of a few dozen microseconds takes many times as long: the threads mostly wait
for each other. So of short steps a few are made the other way now and then, in a hundredth of the time.
"""

from __future__ import annotations

SHORT = 0.01  # seconds of a step; longer ones are always the gang's
TRIAL_STEPS, TRIAL_SECONDS = 16, 0.001  # of a trial: at most so many steps, of so long as the faster way takes
TRIAL_SHARE = 0.01  # of the time that trials may take


class FasterWay:
    """Says which way the next steps are to be made: by the gang, until something else is known."""

    def __init__(self) -> None:
        self._seconds: dict[bool, float] = {}  # of a step, when it was last made by the gang (True) or by one thread
        self._until_trial = 0.0  # seconds of work

    @property
    def together(self) -> bool:
        """Whether the gang is the faster way, as far as is known."""
        return len(self._seconds) < 2 or self._seconds[True] <= self._seconds[False]

    def next(self, steps: int) -> tuple[bool, int]:
        """(whether by the gang, how many) of the next of so many steps."""
        together = self.together
        each = self._seconds.get(together)
        if each is None or each >= SHORT or self._until_trial > 0:
            return together, steps
        return not together, max(1, min(steps, TRIAL_STEPS, int(TRIAL_SECONDS / each)))

    def note(self, together: bool, steps: int, seconds: float) -> None:
        """So many steps (at least one) that were made this way took so long."""
        self._until_trial = seconds / TRIAL_SHARE if together != self.together else self._until_trial - seconds
        self._seconds[together] = seconds / steps
