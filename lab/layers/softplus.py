"""Softplus."""

from __future__ import annotations

from math import prod

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, absolute, exp, expm1, log1p, maximum
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def softplus(x: Lanes) -> Lanes:
    """y = log(1 + e^x), computed as max(x, 0) + log(1 + e^-|x|), so that no power overflows."""
    return maximum(x, 0) + log1p(exp(-absolute(x)))


@elementwise
def softplus_gradient(y: Lanes, dy: Lanes) -> Lanes:
    """dx = dy / (1 + e^-x) = dy (1 - e^-y)."""
    return -dy * expm1(-y)


@register("layer", "softplus", title="Softplus", group="Activation", order=57)
class Softplus(Activation):
    """y = log(1 + e^x): a ReLU with a smooth bend; its derivative is the sigmoid.

    Range (0, ∞). Near 0 where x is far below zero, near x where it is far above. Not centred on zero. Any input shape.
    Source: Dugas et al. 2001.
    """

    forward_kernel = softplus
    backward_kernel = softplus_gradient

    def flops(self, *shapes: Shape) -> int:
        return 3 * prod(shapes[0])  # a power, a logarithm, a sum

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Softplus", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.nn.functional.softplus(x, threshold=100)"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("softplus")'
