"""The progress bar of a run: on a terminal only, on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from lab.spec.units import format_bytes, format_number, format_percent

if TYPE_CHECKING:
    from lab.engine.trainer import Trainer


class Shown:
    """Shows compiling, then training. Does nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=20),
                TimeRemainingColumn(compact=True),
                TextColumn("{task.fields[text]}"),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.start()
            self._task = self._bar.add_task("preparing", total=None, text="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def starting(self, memory: int, data: int) -> None:
        """The run takes so many bytes of memory beside those of the data."""
        if self._bar is not None:
            self._bar.console.print(f"takes {format_bytes(memory)} of memory, and {format_bytes(data)} for the data")

    def compiling(self, done: int, of: int) -> None:
        """So many kernels are compiled."""
        if self._bar is not None:
            text = f"{done} of {of} kernels, this one time"
            self._bar.update(self._task, description="compiling", completed=done, total=of, text=text)

    def training(self, trainer: Trainer) -> None:
        """The run is where the trainer is."""
        if self._bar is None:
            return
        progress, record = trainer.progress, trainer.record
        parts = []
        if len(record.steps):
            parts.append(f"loss {float(record.steps.column('loss')[-1]):.3g}")
        if len(record.evaluations):
            accuracy = float(record.evaluations.column("accuracy")[-1])
            if accuracy == accuracy:
                parts.append(f"val {format_percent(accuracy)}")
        parts.append(f"{format_number(progress.samples_per_second)}/s")
        self._bar.update(
            self._task,
            description=f"epoch {min(int(progress.epoch) + 1, progress.epochs)}/{progress.epochs}",
            completed=progress.step,
            total=max(progress.steps, 1),
            text="  ".join(parts),
        )
