"""Adam with decoupled weight decay."""

from __future__ import annotations

import math

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE, UPDATES
from lab.optimizers.adam import Adam
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def adamw(
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
    """w <- w - rate decay w - rate m' / (sqrt(v') + epsilon), m' = m / (1 - beta1^t) and v' = v / (1 - beta2^t).

    m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2 in update t; decay acts on the weights alone.
    """
    scale, t = control[GRADIENT_SCALE], float(state[UPDATES])
    number = weight.dtype.type  # of the weights' precision
    step, correction = number(control[LEARNING_RATE] / (1 - beta1**t)), number(math.sqrt(1 - beta2**t))
    new1, new2, lost = number(1 - beta1), number(1 - beta2), control[LEARNING_RATE] * decay
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    first_moment, second_moment = first_moment[first:end], second_moment[first:end]
    for k in range(weight.size):
        g = gradient[k] * scale
        m = beta1 * first_moment[k] + new1 * g
        v = beta2 * second_moment[k] + new2 * g * g
        first_moment[k], second_moment[k] = m, v
        weight[k] -= lost * weight[k] + step * m / (math.sqrt(v) / correction + epsilon)


@register("optimizer", "adamw", title="AdamW", order=21)
class AdamW(Adam):
    """w <- (1 - rate · decay) w - rate · m' / (√v' + ε): Adam with weight decay on its own, not mixed into the
    gradient, so that every weight decays by the same share.

    m' and v' as in Adam. The same numbers as torch.optim.AdamW. Source: Loshchilov and Hutter 2019.
    """

    weight_decay = Float(
        0.01,
        low=0,
        high=1,
        log=True,
        title="Weight decay",
        help="Pulls weights towards zero by this share of the learning rate at each step",
    )

    kernel = adamw
    cases = ({}, {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "learning_rate": 0.01, "weight_decay": 0.1})

    def torch(self) -> str:
        return super().torch().replace("Adam(", "AdamW(")

    def keras(self, rate: str, changing: bool) -> str:
        words = super().keras(rate, changing)
        return words.replace("s.Adam(", "s.AdamW(").replace(")", f", weight_decay={self.weight_decay})")
