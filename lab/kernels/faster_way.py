"""Whether a gang of threads or one of them alone is faster: measured while they work.

The results are the same, bit for bit. Threads that have a processor each share the work. But where another program
keeps one of the processors busy, a step of a few dozen microseconds takes many times as long: the threads mostly wait
for each other. So of short steps a few are made the other way now and then, in a hundredth of the time.
"""

from __future__ import annotations

SHORT = 0.0005  # seconds of a step; longer ones are always the gang's
AT_WORST = 20  # times as long as one thread may a gang take that gets no processors
TRIAL_STEPS, TRIAL_SECONDS = 16, 0.001  # of a trial: at most so many steps, of so long as the faster way takes
TRIAL_SHARE = 0.01  # of the time that trials may take
MEMORY = 0.05  # seconds of work after which what was before hardly counts


class FasterWay:
    """Says which way the next steps are to be made: by the gang, until something else is known."""

    def __init__(self) -> None:
        self._seconds: dict[bool, float] = {}  # of a step, lately, when made by the gang (True) or by one thread
        self._until_trial = 0.0  # seconds of work
        self._waking = 0.0  # seconds that it took to wake the gang for a trial, if that has just been done

    @property
    def together(self) -> bool:
        """Whether the gang is the faster way, as far as is known."""
        return not self._are_short or len(self._seconds) < 2 or self._seconds[True] <= self._seconds[False]

    @property
    def _are_short(self) -> bool:
        """Whether steps are so short that the gang need not be the faster way."""
        known = self._seconds.values()
        return len(known) > 0 and min(known) < SHORT * (1 if len(known) == 2 else AT_WORST)

    def next(self, steps: int) -> tuple[bool, int]:
        """(whether by the gang, how many) of the next of so many steps."""
        together = self.together
        if self._until_trial > 0 or not self._are_short:
            return together, steps
        if not together and not self._waking:
            return True, 1
        return not together, max(1, min(steps, TRIAL_STEPS, int(TRIAL_SECONDS / self._seconds[together])))

    def note(self, together: bool, steps: int, seconds: float) -> None:
        """So many steps (at least one) that were made this way took so long."""
        each = seconds / steps
        if together == self.together:
            before = self._seconds.get(together, each)
            self._seconds[together] = before + (each - before) * min(1.0, seconds / MEMORY)
            self._until_trial -= seconds
        elif together and not self._waking:
            self._waking = seconds
        else:
            self._seconds[together] = each
            self._until_trial = (self._waking + seconds) / TRIAL_SHARE
            self._waking = 0.0
