"""Up, and further down."""

from __future__ import annotations

import numpy as np

from lab.schedules.base import Factors, Schedule, Steps
from lab.spec.fields import Float
from lab.spec.registry import register


@register("schedule", "one_cycle", title="One cycle", order=60)
class OneCycle(Schedule):
    """The rate rises along half a cosine to the learning rate, then falls along another one far below where it began:
    one cycle over the whole run, at a peak that would be too high to start with.

    The same numbers as torch.optim.lr_scheduler.OneCycleLR without its cycle of the momentum. Source: Smith and Topin
    2018.
    """

    rise = Float(0.3, low=0, high=1, low_open=True, high_open=True, help="Share of the run in which the rate rises")
    first = Float(0.04, low=0, high=1, low_open=True, log=True, title="First factor", help="Factor at the first step")
    last = Float(4e-6, low=0, high=1, low_open=True, log=True, title="Last factor", help="Factor at the last step")

    cases = ({}, {"rise": 0.5, "first": 0.1, "last": 0.01})

    def factors(self, steps: Steps, per_epoch: int, epochs: int) -> Factors:
        total = per_epoch * epochs
        peak, end = max(self.rise * total - 1, 0.0), total - 1.0
        up = np.clip(steps / peak, 0, 1) if peak > 0 else np.ones(len(steps))
        down = np.clip((steps - peak) / max(end - peak, 1.0), 0, 1)
        rising = 1 + (self.first - 1) * (1 + np.cos(np.pi * up)) / 2
        falling = self.last + (1 - self.last) * (1 + np.cos(np.pi * down)) / 2
        return np.where(steps <= peak, rising, falling)

    def python(self) -> str:
        return (
            f"peak, end = max({self.rise} * total - 1, 0.0), total - 1.0\n"
            "if step <= peak:\n"
            "    up = step / peak if peak > 0 else 1.0\n"
            f"    return 1 + ({self.first} - 1) * (1 + math.cos(math.pi * up)) / 2\n"
            "down = min((step - peak) / max(end - peak, 1.0), 1.0)\n"
            f"return {self.last} + (1 - {self.last}) * (1 + math.cos(math.pi * down)) / 2\n"
        )

    def torch(self, per_epoch: int, epochs: int) -> str:
        return (
            f"torch.optim.lr_scheduler.OneCycleLR(optimizer, optimizer.defaults['lr'], {per_epoch * epochs}, "
            f"pct_start={self.rise}, div_factor={1 / self.first}, final_div_factor={self.first / self.last}, "
            "cycle_momentum=False)"
        )

    def keras(self, rate: str) -> str:
        return f"OneCycle({rate}, epochs * steps, rise={self.rise}, first={self.first}, last={self.last})"
