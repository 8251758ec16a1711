"""What a schedule is: a factor on the learning rate for each step of a run."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from lab.spec.fields import Declared, Float

Steps = NDArray[np.int64]
Factors = NDArray[np.float64]
Memory = dict[str, float]


class Schedule(Declared):
    """Base of all schedules. The rate of a step is the optimiser's learning rate · `factors` · `scale`.

    The learner may turn the learning rate while a run goes on: the factors stay what they are.
    """

    cases: ClassVar[tuple[dict[str, Any], ...]] = ({},)

    @abstractmethod
    def factors(self, steps: Steps, per_epoch: int, epochs: int) -> Factors:
        """The factor of each of these steps (0 is the run's first) of a run of `epochs` of `per_epoch` steps.

        Steps beyond the run's end have the factor of its last, or go on as they were.
        """

    def scale(self, memory: Memory) -> float:
        """A factor that depends on how the run went, as `look` remembers it."""
        return 1.0

    def look(self, memory: Memory, loss: float) -> Memory:
        """What to remember after another look at the loss: {} before the first. Saved with the run."""
        return memory

    def python(self) -> str:
        """`factors` as the lines of a Python function of step, per_epoch and total, the steps of the run, with `math`;
        "" where it is always 1."""
        return ""

    def python_look(self) -> str:
        """`look` as the lines of a Python function of memory and loss, with `math`; "" where nothing is remembered."""
        return ""

    def torch(self, per_epoch: int, epochs: int) -> str:
        """The PyTorch schedule as an expression of `optimizer`, stepped after each step; "" where there is none."""
        return ""

    @abstractmethod
    def keras(self, rate: str) -> str:
        """The Keras expression of a rate that follows this schedule, given that of the learning rate.

        It may name `steps`, how many there are in an epoch, and `epochs`, and what is in lab/export/keras/own.
        """

    def keras_callback(self, rate: str) -> str:
        """The expression of the Keras callback that changes the rate by how the run goes; `every` epochs it looks."""
        return ""


class Warming(Schedule):
    """Base of schedules that may begin with a warm-up: a linear rise over the first steps, then `after`."""

    warm_up = Float(
        0.0,
        low=0,
        high=1000,
        unit="epochs",
        title="Warm-up",
        last=True,
        help="Epochs over which the rate first rises, step by step, to its full height",
    )

    def factors(self, steps: Steps, per_epoch: int, epochs: int) -> Factors:
        """(step + 1) / W in the first W = warm-up steps, then `after` with steps counted from there."""
        rising = round(self.warm_up * per_epoch)
        height = np.minimum((steps + 1.0) / max(rising, 1), 1.0)
        return height * self.after(np.maximum(steps - rising, 0), per_epoch, max(per_epoch * epochs - rising, 1))

    @abstractmethod
    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        """The factors after the warm-up, which leaves `total` steps of the run."""

    def python(self) -> str:
        after = self.python_after()
        if not self.warm_up:
            return after
        return (
            f"rising = round({self.warm_up} * per_epoch)  # steps of the warm-up\n"
            "if step < rising:\n"
            "    return (step + 1) / rising\n"
        ) + (f"step, total = step - rising, max(total - rising, 1)\n{after}" if after else "return 1.0\n")

    def python_after(self) -> str:
        """`after` as the lines of a Python function of step, per_epoch and total; "" where it is always 1."""
        return ""

    def torch(self, per_epoch: int, epochs: int) -> str:
        rising = round(self.warm_up * per_epoch)
        after = self.torch_after(per_epoch, max(per_epoch * epochs - rising, 1))
        if rising < 2 or not after:
            return after
        scheduler = "torch.optim.lr_scheduler"
        rise = f"{scheduler}.LinearLR(optimizer, {1 / rising}, total_iters={rising - 1})"
        return f"{scheduler}.SequentialLR(optimizer, [{rise}, {after}], [{rising}])"

    def torch_after(self, per_epoch: int, total: int) -> str:
        """The PyTorch schedule of what comes after the warm-up."""
        return ""

    def keras(self, rate: str) -> str:
        if not self.warm_up:
            return self.keras_after(rate, "epochs * steps")
        rising = in_steps(self.warm_up)
        return f"WarmUp({rising}, {self.keras_after(rate, f'max(epochs * steps - {rising}, 1)')})"

    def keras_after(self, rate: str, total: str) -> str:
        """The Keras schedule, or the rate, of what comes after the warm-up, which leaves `total` steps of the run."""
        return rate


def in_steps(epochs: float) -> str:
    """The expression of how many steps so many epochs have: "2 * steps"."""
    if epochs != int(epochs):
        return f"round({epochs} * steps)"
    return "steps" if epochs == 1 else f"{int(epochs)} * steps"
