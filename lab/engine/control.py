"""How another thread steers a run: go on, pause, so many steps, stop, another rate, a question."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from lab.engine.snapshot import Interest

Unit = Literal["operation", "layer", "beat", "batch", "epoch"]
UNITS: tuple[Unit, ...] = ("operation", "layer", "beat", "batch", "epoch")


@dataclass(frozen=True, eq=False)  # two wishes for the same are two
class Step:
    """One step asked for: an operation, the operations of one layer, a beat, a batch or an epoch."""

    unit: Unit


class Control:
    """Shared between the trainer's thread and the one that steers it. All methods may be called from any thread.

    A paused run keeps its thread: it answers questions and waits. `interrupt` is set by the trainer to a function
    that makes a long call into the kernels return after the step at work.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = False
        self._stopped = False
        self._steps: deque[Step] = deque()
        self._questions: deque[Callable[[Any], None]] = deque()
        self._settings: dict[str, float] = {}
        self._interest = Interest()
        self.interrupt: Callable[[], None] = lambda: None

    # -- for the thread that steers

    def resume(self) -> None:
        """Train until paused, stopped or finished."""
        self._change(running=True)

    def pause(self) -> None:
        """Stop after the step at work, or within it if it is a long one, and wait."""
        self._change(running=False)

    def stop(self) -> None:
        """End the run after the step at work."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self.interrupt()

    def step(self, unit: Unit) -> None:
        """One operation, layer, beat, batch or epoch, then pause. What has been begun of it is finished."""
        with self._changed:
            self._running = False
            self._steps.append(Step(unit))
            self._changed.notify_all()
        self.interrupt()

    def set(self, name: str, value: float) -> None:
        """From the next step on another "learning_rate", "clip_limit" or "pace" (most steps a second, 0: no limit)."""
        with self._changed:
            self._settings[name] = value
            self._changed.notify_all()

    def ask(self, question: Callable[[Any], None]) -> None:
        """Call `question(trainer)` on the trainer's thread between two steps."""
        with self._changed:
            self._questions.append(question)
            self._changed.notify_all()
        self.interrupt()

    def look_at(self, interest: Interest) -> None:
        """What snapshots shall contain from now on."""
        with self._changed:
            self._interest = interest
            self._changed.notify_all()

    def _change(self, running: bool) -> None:
        with self._changed:
            self._running = running
            self._steps.clear()
            self._changed.notify_all()
        self.interrupt()

    # -- for the trainer

    @property
    def running(self) -> bool:
        """Whether to go on without pause."""
        return self._running

    @property
    def stopped(self) -> bool:
        """Whether the run is to end."""
        return self._stopped

    @property
    def stepping(self) -> bool:
        """Whether a single step is asked for or at work."""
        return bool(self._steps)

    @property
    def step_at_work(self) -> Step | None:
        """The first step asked for that is not done; it is called off by `pause` and `resume`."""
        with self._changed:
            return self._steps[0] if self._steps else None

    def step_done(self, step: Step) -> None:
        """The step at work is done."""
        with self._changed:
            if self._steps and self._steps[0] is step:
                self._steps.popleft()

    def drop_steps(self) -> None:
        """Nobody can do what has been asked for."""
        with self._changed:
            self._steps.clear()

    def interrupts(self, step: Step | None) -> bool:
        """Whether somebody wants something else than that this step goes on; None is training without end."""
        if self._stopped or self._questions or self._settings or self.step_at_work is not step:
            return True
        return step is None and not self._running

    @property
    def interest(self) -> Interest:
        """What snapshots shall contain."""
        return self._interest

    def take_settings(self) -> dict[str, float]:
        """Settings changed since the last call."""
        with self._changed:
            settings, self._settings = self._settings, {}
            return settings

    @property
    def questions(self) -> int:
        """How many questions wait for an answer."""
        return len(self._questions)

    def take_question(self) -> Callable[[Any], None] | None:
        """The next question."""
        with self._changed:
            return self._questions.popleft() if self._questions else None

    def rest(self, seconds: float, step: Step | None) -> None:
        """Let so much time pass, or less if somebody wants something else than that `step` goes on."""
        with self._changed:
            self._changed.wait_for(lambda: self.interrupts(step), seconds)

    def wait(self, seen: Interest) -> None:
        """Sleep until somebody wants something, or wants to see something other than `seen`."""
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._running
                    or self._stopped
                    or bool(self._steps or self._questions or self._settings)
                    or self._interest != seen
                )
            )
