"""Adam."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE, UPDATES
from lab.optimizers.base import Optimizer
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def adam(
    weight: Vector,
    gradient: Vector,
    first_moment: Vector,
    second_moment: Vector,
    control: Vector,
    beta1: float,
    beta2: float,
    epsilon: float,
    decay: float,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """w <- w - rate m' / (sqrt(v') + epsilon), m' = m / (1 - beta1^t) and v' = v / (1 - beta2^t) of update t.

    g = gradient + decay w; m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2.
    """
    scale, t = control[GRADIENT_SCALE], float(state[UPDATES])
    number = weight.dtype.type  # of the weights' precision
    step, correction = number(control[LEARNING_RATE] / (1 - beta1**t)), number(math.sqrt(1 - beta2**t))
    new1, new2 = number(1 - beta1), number(1 - beta2)
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    first_moment, second_moment = first_moment[first:end], second_moment[first:end]
    for k in range(weight.size):
        g = gradient[k] * scale + decay * weight[k]
        m = beta1 * first_moment[k] + new1 * g
        v = beta2 * second_moment[k] + new2 * g * g
        first_moment[k], second_moment[k] = m, v
        weight[k] -= step * m / (math.sqrt(v) / correction + epsilon)


@register("optimizer", "adam", title="Adam", order=20)
class Adam(Optimizer):
    """w <- w - rate · m' / (√v' + ε): every weight gets a step of its own size, from the running mean m of its gradient
    and the running mean v of its square.

    m' = m / (1 - β1^t) and v' = v / (1 - β2^t) make up for the start at zero in update t. Weight decay is L2: it is
    added to the gradient, as in torch.optim.Adam, whose numbers these are. Source: Kingma and Ba 2015.
    """

    learning_rate = Float(
        0.001, low=0, high=100, low_open=True, log=True, help="How far each step goes along the gradient"
    )
    beta1 = Float(0.9, low=0, high=1, high_open=True, title="β1", help="How long the mean gradient remembers")
    beta2 = Float(0.999, low=0, high=1, high_open=True, title="β2", help="How long the mean squared gradient remembers")
    epsilon = Float(1e-8, low=0, high=1, low_open=True, log=True, title="ε", help="Keeps the quotient finite")

    kernel = adam
    cases: ClassVar[tuple[dict[str, Any], ...]] = (
        {},
        {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "learning_rate": 0.01},
        {"weight_decay": 0.01},
    )

    def states(self) -> tuple[str, ...]:
        return ("first_moment", "second_moment")

    def options(self) -> dict[str, Any]:
        return {"beta1": self.beta1, "beta2": self.beta2, "epsilon": self.epsilon}

    def torch(self) -> str:
        return (
            f"torch.optim.Adam(parameters, lr={self.learning_rate}, betas=({self.beta1}, {self.beta2}), "
            f"eps={self.epsilon}, weight_decay={self.weight_decay})"
        )

    def keras(self, rate: str, changing: bool) -> str:
        epsilon = f"epsilon={self.epsilon}"
        if (
            self.epsilon > 1e-7
        ):  # Keras' own adds it to a root not yet corrected; so small, it makes hardly a difference
            return f"Adam({rate}, beta_1={self.beta1}, beta_2={self.beta2}, {epsilon})"
        betas = "" if (self.beta1, self.beta2) == (0.9, 0.999) else f"beta_1={self.beta1}, beta_2={self.beta2}, "
        return f"keras.optimizers.Adam({rate}, {betas}{epsilon})"
