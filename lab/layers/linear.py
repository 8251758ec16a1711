"""The identity."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes
from lab.layers.activation import Activation
from lab.layers.base import Shape
from lab.spec.registry import register


@elementwise
def linear(x: Lanes) -> Lanes:
    """y = x."""
    return x


@elementwise
def linear_gradient(dy: Lanes) -> Lanes:
    """dx = dy."""
    return dy


@register("layer", "linear", title="Linear", group="Activation", order=58)
class Linear(Activation):
    """y = x: no activation at all ("purelin"), for comparing with the others and for outputs that are plain numbers.

    The derivative is 1 everywhere. Range (-∞, ∞). Layers with nothing but this between them can do no more than a
    single layer. Any input shape.
    """

    forward_kernel = linear
    backward_kernel = linear_gradient

    def flops(self, *shapes: Shape) -> int:
        return 0

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.Identity()"
