"""Down when the loss no longer falls."""

from __future__ import annotations

import math

import numpy as np

from lab.schedules.base import Factors, Memory, Steps, Warming, in_steps
from lab.spec.fields import Float, Int
from lab.spec.registry import register


@register("schedule", "plateau", title="Reduce on plateau", order=70)
class Plateau(Warming):
    """The rate is multiplied by γ whenever the loss has not fallen for a while: the validation loss or, without
    validation samples, the training loss.

    It looks after every epoch; where epochs are shorter than 20 steps, at every evaluation. A loss below
    (1 - threshold) · best is a new best; more than `patience` looks without one lower the rate. The same numbers as
    torch.optim.lr_scheduler.ReduceLROnPlateau.
    """

    gamma = Float(0.1, low=0, high=1, low_open=True, log=True, title="γ", help="What the rate is multiplied with")
    patience = Int(10, low=0, high=100_000, unit="looks", help="Looks at the loss without a new best before that")
    threshold = Float(1e-4, low=0, high=1, log=True, help="Share by which the loss must fall to count as a new best")
    lowest = Float(0.0, low=0, high=1, log=True, help="Factor below which the rate never falls")

    cases = ({}, {"patience": 2, "gamma": 0.5, "lowest": 0.1})

    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        return np.ones(len(steps))

    def scale(self, memory: Memory) -> float:
        return memory.get("scale", 1.0)

    def look(self, memory: Memory, loss: float) -> Memory:
        scale, waited = self.scale(memory), memory.get("waited", 0.0) + 1
        best = memory.get("best", math.inf)
        if loss < best * (1 - self.threshold):
            best, waited = loss, 0.0
        if waited > self.patience:
            scale, waited = max(scale * self.gamma, self.lowest), 0.0
        return {"scale": scale, "waited": waited} | ({"best": best} if math.isfinite(best) else {})

    def python_look(self) -> str:
        return (
            'scale, waited = memory.get("scale", 1.0), memory.get("waited", 0) + 1\n'
            'best = memory.get("best", math.inf)\n'
            f"if loss < best * (1 - {self.threshold}):\n"
            "    best, waited = loss, 0\n"
            f"if waited > {self.patience}:\n"
            f"    scale, waited = max(scale * {self.gamma}, {self.lowest}), 0\n"
            'return {"scale": scale, "waited": waited, "best": best}\n'
        )

    def keras(self, rate: str) -> str:
        return rate  # the callback's

    def keras_callback(self, rate: str) -> str:
        warm_up = f", warm_up={in_steps(self.warm_up)}" if self.warm_up else ""
        return (
            f"Plateau({rate}, gamma={self.gamma}, patience={self.patience}, threshold={self.threshold}, "
            f"lowest={self.lowest}, every=every{warm_up})"
        )
