"""The rectifier that lets a little of the negative through."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, where
from lab.layers.activation import Activation
from lab.layers.base import Case, Shape
from lab.spec.fields import Float
from lab.spec.registry import register


@kernel
def leaky_relu(x: Tensor, y: Tensor, slope: float, thread: int, threads: int) -> None:
    """y = x where x > 0, else slope x; NaN stays NaN."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                cell = x[n, c, i, j]
                y[n, c, i, j] = where(cell > 0, cell, slope * cell)


@kernel
def leaky_relu_gradient(x: Tensor, dy: Tensor, dx: Tensor, slope: float, thread: int, threads: int) -> None:
    """dx = dy where x > 0, else slope dy."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                gradient = dy[n, c, i, j]
                dx[n, c, i, j] = where(x[n, c, i, j] > 0, gradient, slope * gradient)


@register("layer", "leaky_relu", title="Leaky ReLU", group="Activation", order=51)
class LeakyReLU(Activation):
    """y = x for x > 0, else slope · x: a ReLU whose negative side is not quite flat, so that no unit can die.

    The derivative is 1 for x > 0, else the slope. Range (-∞, ∞). Any input shape. Source: Maas, Hannun and Ng 2013.
    """

    slope = Float(0.01, low=0, high=1, log=True, help="Steepness on the negative side")

    forward_kernel = leaky_relu
    backward_kernel = leaky_relu_gradient
    kinks = True
    cases = (Case({}, ((2, 3, 4),)), Case({}, ((5,),)), Case({"slope": 0.3}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {"slope": self.slope}

    def summary(self) -> str:
        return f"{self.slope:g}"

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.LeakyReLU({self.slope})"
