"""RMSprop."""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE
from lab.optimizers.base import Optimizer
from lab.spec.fields import Bool, Float
from lab.spec.registry import register


@kernel
def rmsprop(
    weight: Vector,
    gradient: Vector,
    second_moment: Vector,
    first_moment: Vector,
    velocity: Vector,
    control: Vector,
    memory: float,
    momentum: float,
    centered: int,
    epsilon: float,
    decay: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """v <- memory v + (1 - memory) g^2; u <- momentum u + g / (sqrt(v) + epsilon); w <- w - rate u.

    g = gradient + decay w. Centered: sqrt(v - m^2) in the place of sqrt(v), m <- memory m + (1 - memory) g.
    """
    rate, scale = control[LEARNING_RATE], control[GRADIENT_SCALE]
    number = weight.dtype.type  # of the weights' precision
    new, subtract = number(1 - memory), number(1 if centered else 0)
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    second_moment, first_moment = second_moment[first:end], first_moment[first:end]
    velocity = velocity[first:end]
    for k in range(weight.size):
        g = gradient[k] * scale + decay * weight[k]
        v = memory * second_moment[k] + new * g * g
        m = memory * first_moment[k] + new * g
        second_moment[k], first_moment[k] = v, m
        u = momentum * velocity[k] + g / (math.sqrt(v - subtract * m * m) + epsilon)
        velocity[k] = u
        weight[k] -= rate * u


@register("optimizer", "rmsprop", title="RMSprop", order=14)
class RMSprop(Optimizer):
    """w <- w - rate · u, u <- momentum · u + g / (√v + ε): every weight gets a step of its own size, measured by the
    running mean v of its squared gradient, which unlike Adagrad's sum forgets.

    v (second_moment) <- α v + (1 - α) g²; g: the gradient, plus weight decay times w (L2); u: velocity. Centered
    divides by the deviation √(v - m²) instead, m (first_moment) the running mean of g. The same numbers as
    torch.optim.RMSprop.
    Sources: Tieleman and Hinton 2012; centered: Graves 2013.
    """

    learning_rate = Float(
        0.001, low=0, high=100, low_open=True, log=True, help="How far each step goes along the gradient"
    )
    alpha = Float(0.99, low=0, high=1, high_open=True, title="α", help="How long the mean squared gradient remembers")
    momentum = Float(0.0, low=0, high=1, high_open=True, help="How much of the last step goes on")
    centered = Bool(False, help="Whether the steps are measured by the gradient's deviation from its mean")
    epsilon = Float(1e-8, low=0, high=1, low_open=True, log=True, title="ε", help="Keeps the quotient finite")

    kernel = rmsprop
    cases = (
        {},
        {"momentum": 0.9, "alpha": 0.9, "epsilon": 1e-3},
        {"centered": True, "momentum": 0.5, "alpha": 0.9, "epsilon": 1e-3, "weight_decay": 0.01},
    )

    def states(self) -> tuple[str, ...]:
        return ("second_moment", "first_moment", "velocity")

    def options(self) -> dict[str, Any]:
        return {
            "memory": self.alpha,
            "momentum": self.momentum,
            "centered": int(self.centered),
            "epsilon": self.epsilon,
        }

    def torch(self) -> str:
        return (
            f"torch.optim.RMSprop(parameters, lr={self.learning_rate}, alpha={self.alpha}, eps={self.epsilon}, "
            f"weight_decay={self.weight_decay}, momentum={self.momentum}, centered={self.centered})"
        )

    def keras(self, rate: str, changing: bool) -> str:
        centered = ", centered=True" if self.centered else ""
        return f"RMSprop({rate}, rho={self.alpha}, momentum={self.momentum}, epsilon={self.epsilon}{centered})"
