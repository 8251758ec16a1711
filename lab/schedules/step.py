"""Down by steps."""

from __future__ import annotations

import numpy as np

from lab.schedules.base import Factors, Steps, Warming, in_steps
from lab.spec.fields import Float
from lab.spec.registry import register


@register("schedule", "step", title="Step decay", order=30)
class StepDown(Warming):
    """rate = learning rate · γ^⌊epoch / every⌋: the same for a while, then a γ-th of it, and so on."""

    every = Float(10.0, low=0, high=100_000, low_open=True, unit="epochs", help="Epochs from one step down to the next")
    gamma = Float(0.1, low=0, high=1, log=True, low_open=True, title="γ", help="What the rate is multiplied with")

    cases = ({"every": 2.0}, {"every": 1.0, "gamma": 0.5, "warm_up": 1.0})

    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        return np.power(self.gamma, steps // self._length(per_epoch), dtype=np.float64)

    def _length(self, per_epoch: int) -> int:
        return max(1, round(self.every * per_epoch))

    def python_after(self) -> str:
        return f"length = max(1, round({self.every} * per_epoch))\nreturn {self.gamma} ** (step // length)\n"

    def torch_after(self, per_epoch: int, total: int) -> str:
        return f"torch.optim.lr_scheduler.StepLR(optimizer, {self._length(per_epoch)}, gamma={self.gamma})"

    def keras_after(self, rate: str, total: str) -> str:
        every = in_steps(self.every)
        every = f"max({every}, 1)" if self.every < 1 else every
        return f"keras.optimizers.schedules.ExponentialDecay({rate}, {every}, {self.gamma}, staircase=True)"
