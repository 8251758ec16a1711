"""Adagrad."""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE
from lab.optimizers.base import Optimizer
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def adagrad(
    weight: Vector,
    gradient: Vector,
    square_sum: Vector,
    control: Vector,
    epsilon: float,
    decay: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """s <- s + g^2; w <- w - rate g / (sqrt(s) + epsilon). g = gradient + decay w."""
    rate, scale = control[LEARNING_RATE], control[GRADIENT_SCALE]
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    square_sum = square_sum[first:end]
    for k in range(weight.size):
        g = gradient[k] * scale + decay * weight[k]
        s = square_sum[k] + g * g
        square_sum[k] = s
        weight[k] -= rate * g / (math.sqrt(s) + epsilon)


@register("optimizer", "adagrad", title="Adagrad", order=12)
class Adagrad(Optimizer):
    """w <- w - rate · g / (√s + ε), s <- s + g²: every weight gets a step of its own size, the smaller the more its
    gradient has moved it; steps only ever shrink.

    g: the gradient, plus weight decay times w (L2). s (square_sum): the sum of all squared gradients so far. The same
    numbers as torch.optim.Adagrad. Source: Duchi, Hazan and Singer 2011.
    """

    learning_rate = Float(
        0.01, low=0, high=100, low_open=True, log=True, help="How far each step goes along the gradient"
    )
    epsilon = Float(1e-10, low=0, high=1, low_open=True, log=True, title="ε", help="Keeps the quotient finite")

    kernel = adagrad
    cases = ({}, {"learning_rate": 0.1, "epsilon": 1e-3}, {"weight_decay": 0.01})

    def states(self) -> tuple[str, ...]:
        return ("square_sum",)

    def options(self) -> dict[str, Any]:
        return {"epsilon": self.epsilon}

    def torch(self) -> str:
        return (
            f"torch.optim.Adagrad(parameters, lr={self.learning_rate}, eps={self.epsilon}, "
            f"weight_decay={self.weight_decay})"
        )

    def keras(self, rate: str, changing: bool) -> str:
        return f"Adagrad({rate}, epsilon={self.epsilon})"
