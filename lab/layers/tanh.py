"""The hyperbolic tangent."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, tanh
from lab.layers.activation import Activation
from lab.layers.base import Case, Shape
from lab.spec.registry import register


@kernel
def hyperbolic_tangent(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = tanh(x)."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = tanh(x[n, c, i, j])


@kernel
def hyperbolic_tangent_gradient(y: Tensor, dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx = dy (1 - y^2)."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                cell = y[n, c, i, j]
                dx[n, c, i, j] = dy[n, c, i, j] * (1 - cell * cell)


@register("layer", "tanh", title="Tanh", group="Activation", order=53)
class Tanh(Activation):
    """y = tanh(x) = (e^x - e^-x) / (e^x + e^-x): squeezes every number into the range from -1 to 1 ("tansig").

    The derivative is 1 - y², at most 1 (at x = 0) and near 0 where |x| is large: there it saturates. Centred on zero.
    Any input shape.
    """

    forward_kernel = hyperbolic_tangent
    backward_kernel = hyperbolic_tangent_gradient
    cases = (Case({}, ((2, 3, 4),)), Case({}, ((5,),)), Case({}, ((3, 4),)))

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.Tanh()"
