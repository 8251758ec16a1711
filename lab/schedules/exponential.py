"""Down by the same share all the time."""

from __future__ import annotations

from lab.schedules.base import Factors, Steps, Warming
from lab.spec.fields import Float
from lab.spec.registry import register


@register("schedule", "exponential", title="Exponential", order=40)
class Exponential(Warming):
    """rate = learning rate · γ^epoch: down by the same share in every epoch, a little of it with each step."""

    gamma = Float(0.9, low=0, high=1, low_open=True, title="γ", help="What is left of the rate after each epoch")

    cases = ({}, {"gamma": 0.5, "warm_up": 1.0})

    def after(self, steps: Steps, per_epoch: int, total: int) -> Factors:
        return self.gamma ** (steps / per_epoch)

    def python_after(self) -> str:
        return f"return {self.gamma} ** (step / per_epoch)\n"

    def torch_after(self, per_epoch: int, total: int) -> str:
        return f"torch.optim.lr_scheduler.ExponentialLR(optimizer, {self.gamma ** (1 / per_epoch)})"

    def keras_after(self, rate: str, total: str) -> str:
        return f"keras.optimizers.schedules.ExponentialDecay({rate}, steps, {self.gamma})"
