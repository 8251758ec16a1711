"""Swish."""

from __future__ import annotations

from math import prod

from lab.kernels.arithmetic import logistic
from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def swish(x: Lanes) -> Lanes:
    """y = x s, s = 1 / (1 + e^-x)."""
    return x * logistic(x)


@elementwise
def swish_gradient(x: Lanes, dy: Lanes) -> Lanes:
    """dx = dy s (1 + x (1 - s))."""
    s = logistic(x)
    return dy * s * (1 + x * (1 - s))


@register("layer", "swish", title="Swish", group="Activation", order=56)
class Swish(Activation):
    """y = x / (1 + e^-x): every number times its own sigmoid; like ReLU, but smooth, and it dips a little below zero.
    Also called SiLU.

    The derivative is s (1 + x (1 - s)) with s = 1 / (1 + e^-x): 0.5 at x = 0, near 0 far below. Range [-0.279, ∞).
    Any input shape. Source: Ramachandran, Zoph and Le 2017.
    """

    forward_kernel = swish
    backward_kernel = swish_gradient

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a sigmoid and a product

    def onnx(self, build: OnnxBuild) -> str:
        (x,) = build.inputs
        return build.add("Mul", x, build.add("Sigmoid", x))

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.functional.silu"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("silu")'
