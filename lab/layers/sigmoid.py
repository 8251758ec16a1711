"""The logistic function."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, absolute, exp, where
from lab.layers.activation import Activation
from lab.layers.base import Case, Shape
from lab.spec.registry import register


@kernel
def sigmoid(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = 1 / (1 + e^-x), computed so that no power overflows."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                cell = x[n, c, i, j]
                power = exp(-absolute(cell))  # at most 1
                y[n, c, i, j] = where(cell < 0, power, 1) / (1 + power)


@kernel
def sigmoid_gradient(y: Tensor, dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx = dy y (1 - y)."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                cell = y[n, c, i, j]
                dx[n, c, i, j] = dy[n, c, i, j] * cell * (1 - cell)


@register("layer", "sigmoid", title="Sigmoid", group="Activation", order=52)
class Sigmoid(Activation):
    """y = 1 / (1 + e^-x): squeezes every number into the range from 0 to 1 ("logsig").

    The derivative is y (1 - y), at most 0.25 (at x = 0) and near 0 where |x| is large: there it saturates and gradients
    vanish. Not centred on zero. Any input shape.
    """

    forward_kernel = sigmoid
    backward_kernel = sigmoid_gradient
    cases = (Case({}, ((2, 3, 4),)), Case({}, ((5,),)), Case({}, ((3, 4),)))

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.Sigmoid()"
