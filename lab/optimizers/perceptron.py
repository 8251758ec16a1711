"""The perceptron's rule."""

from __future__ import annotations

from lab.kernels.kernel import Integers, Vector, kernel, share_numbers
from lab.kernels.state import GRADIENT_SCALE, LEARNING_RATE
from lab.optimizers.base import Optimizer
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def perceptron_rule(
    weight: Vector, gradient: Vector, control: Vector, decay: float, state: Integers, thread: int, threads: int
) -> None:
    """w <- w - rate g. g = gradient + decay w."""
    rate, scale = control[LEARNING_RATE], control[GRADIENT_SCALE]
    first, end = share_numbers(weight.size, thread, threads)
    weight, gradient = weight[first:end], gradient[first:end]
    for k in range(weight.size):
        weight[k] -= rate * (gradient[k] * scale + decay * weight[k])


@register("optimizer", "perceptron", title="Perceptron rule", order=5)
class PerceptronRule(Optimizer):
    """w <- w + rate · (target - output) · x: a wrong answer moves the weights towards the input or away from it, a
    right one leaves them. With the loss Perceptron; one sample a step, as Rosenblatt had it, or the mean over a batch.

    output - target, times x, is the gradient that the loss Perceptron makes; the rule steps against it, without memory.
    Separable classes are separated after finitely many steps (Novikoff 1962), whatever the rate if the weights start at
    zero. With other losses it is plain gradient descent. Source: Rosenblatt 1958.
    """

    learning_rate = Float(
        1.0, low=0, high=100, low_open=True, log=True, help="How far each step goes along the gradient"
    )

    kernel = perceptron_rule
    cases = ({"learning_rate": 0.1}, {"learning_rate": 0.05, "weight_decay": 0.01})

    def torch(self) -> str:
        return f"torch.optim.SGD(parameters, lr={self.learning_rate}, weight_decay={self.weight_decay})"

    def keras(self, rate: str, changing: bool) -> str:
        return f"keras.optimizers.SGD({rate})"
