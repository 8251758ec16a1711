"""No schedule."""

from __future__ import annotations

import numpy as np

from lab.schedules.base import Factors, Schedule, Steps
from lab.spec.registry import register


@register("schedule", "constant", title="Constant", order=10)
class Constant(Schedule):
    """rate = learning rate: the same at every step."""

    def factors(self, steps: Steps, per_epoch: int, epochs: int) -> Factors:
        return np.ones(len(steps))

    def torch(self, per_epoch: int, epochs: int) -> str:
        return "torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)"

    def keras(self, rate: str) -> str:
        return rate
