"""The rectifier."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, where
from lab.layers.activation import Activation
from lab.layers.base import Case, Shape
from lab.spec.registry import register


@kernel
def relu(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = max(0, x); NaN stays NaN."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                cell = x[n, c, i, j]
                y[n, c, i, j] = where(cell <= 0, 0, cell)


@kernel
def relu_gradient(x: Tensor, dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx = dy where x > 0, else 0."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                dx[n, c, i, j] = where(x[n, c, i, j] <= 0, 0, dy[n, c, i, j])


@register("layer", "relu", title="ReLU", group="Activation", order=50)
class ReLU(Activation):
    """y = max(0, x): lets positive numbers through and cuts negative ones off.

    The derivative is 1 for x > 0, else 0 (at 0 itself too, as in PyTorch). Range [0, ∞). It does not saturate for large
    x, but a unit whose inputs are all negative learns no more ("dead"). Any input shape. Source: Nair and Hinton 2010.
    """

    forward_kernel = relu
    backward_kernel = relu_gradient
    kinks = True
    cases = (Case({}, ((2, 3, 4),)), Case({}, ((5,),)), Case({}, ((3, 4),)))

    def flops(self, *shapes: Shape) -> int:
        return 0

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.ReLU()"
