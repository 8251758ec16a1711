"""Gradient descent, with momentum if wanted."""

from __future__ import annotations

from typing import Any

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE
from lab.optimizers.base import Optimizer
from lab.spec.fields import Bool, Float
from lab.spec.registry import register


@kernel
def sgd(
    weight: Vector,
    gradient: Vector,
    velocity: Vector,
    control: Vector,
    momentum: float,
    nesterov: int,
    decay: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """g = gradient + decay w; v <- momentum v + g; w <- w - rate v. Nesterov: w <- w - rate (g + momentum v)."""
    rate, scale = control[LEARNING_RATE], control[GRADIENT_SCALE]
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    velocity = velocity[first:end]
    for k in range(weight.size):
        g = gradient[k] * scale + decay * weight[k]
        v = momentum * velocity[k] + g
        velocity[k] = v
        weight[k] -= rate * (g + momentum * v if nesterov else v)


@register("optimizer", "sgd", title="SGD", order=10)
class SGD(Optimizer):
    """w <- w - rate · v, v <- momentum · v + g: steps down the gradient, with a velocity that remembers earlier steps;
    without momentum plain gradient descent.

    g: the gradient, plus weight decay times w (L2). Nesterov looks one step ahead: w <- w - rate (g + momentum v). The
    same numbers as torch.optim.SGD. Sources: Polyak 1964, Nesterov 1983, Sutskever et al. 2013.
    """

    momentum = Float(0.9, low=0, high=1, high_open=True, help="How much of the last step goes on; 0 is plain descent")
    nesterov = Bool(False, help="Whether the gradient is taken as if the next step of the velocity were already made")

    kernel = sgd
    cases = (
        {},
        {"momentum": 0.0, "learning_rate": 0.1},
        {"nesterov": True},
        {"momentum": 0.5, "weight_decay": 0.01, "nesterov": True, "learning_rate": 0.05},
    )

    def states(self) -> tuple[str, ...]:
        return ("velocity",)

    def options(self) -> dict[str, Any]:
        return {"momentum": self.momentum, "nesterov": int(self.nesterov)}

    def torch(self) -> str:
        nesterov = ", nesterov=True" if self.nesterov and self.momentum > 0 else ""
        return (
            f"torch.optim.SGD(parameters, lr={self.learning_rate}, momentum={self.momentum}, "
            f"weight_decay={self.weight_decay}{nesterov})"
        )

    def keras(self, rate: str, changing: bool) -> str:
        if not self.momentum:
            return f"keras.optimizers.SGD({rate})"
        kind = "SGD" if changing else "keras.optimizers.SGD"  # Keras' own has the rate in the velocity
        return f"{kind}({rate}, momentum={self.momentum}{', nesterov=True' if self.nesterov else ''})"
