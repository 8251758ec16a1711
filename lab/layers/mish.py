"""Mish."""

from __future__ import annotations

from math import prod

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "mish", title="Mish", group="Activation", order=57)
class Mish(Function):
    """y = x · tanh(log(1 + e^x)): like swish, smooth and dipping a little below zero.

    With s = log(1 + e^x) and t = tanh s the derivative is t + x (1 - e^-s) (1 - t²): 0.6 at x = 0, near 0 far
    below. Range [-0.309, ∞). Any input shape. Source: Misra 2019.
    """

    which = functions.MISH

    def flops(self, *shapes: Shape) -> int:
        return 5 * prod(shapes[0])  # a softplus of three operations, a function, a product

    def onnx(self, build: OnnxBuild) -> str:
        x = build.inputs[0]
        return build.add("Mul", x, build.add("Tanh", build.add("Softplus", x)))

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.functional.mish"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("mish")'
