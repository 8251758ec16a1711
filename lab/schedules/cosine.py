"""Down along half a cosine."""

from __future__ import annotations

import numpy as np

from lab.schedules.base import Factors, Steps, Warming
from lab.spec.fields import Float
from lab.spec.registry import register


@register("schedule", "cosine", title="Cosine", order=50)
class Cosine(Warming):
    """rate = learning rate · (1 + cos(π · done)) / 2: high for long, then down, and gently to the end of the run.

    done: the share of the run's steps that is behind, from 0 to 1. With a lowest factor l: l + (1 - l) (1 + cos) / 2.
    Further epochs stretch the curve. Source: Loshchilov and Hutter 2017, without restarts.
    """

    lowest = Float(0.0, low=0, high=1, help="Factor on the rate at the end of the run")

    cases = ({}, {"lowest": 0.2, "warm_up": 1.0})

    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        done = np.minimum(steps / total, 1.0)
        return self.lowest + (1 - self.lowest) * (1 + np.cos(np.pi * done)) / 2

    def python_after(self) -> str:
        curve = "(1 + math.cos(math.pi * done)) / 2"
        factor = f"{self.lowest} + (1 - {self.lowest}) * {curve}" if self.lowest else curve
        return f"done = min(step / total, 1.0)\nreturn {factor}\n"

    def torch_after(self, per_epoch: int, total: int) -> str:
        lowest = f"{self.lowest} * optimizer.defaults['lr']"
        return f"torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, {total}, eta_min={lowest})"

    def keras_after(self, rate: str, total: str) -> str:
        lowest = f", alpha={self.lowest}" if self.lowest else ""
        return f"keras.optimizers.schedules.CosineDecay({rate}, {total}{lowest})"
