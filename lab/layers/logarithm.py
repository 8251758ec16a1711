"""The natural logarithm."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "logarithm", title="Logarithm", group="Arithmetic", order=125)
class Logarithm(Function):
    """y = log x, to the base e: makes products into sums and a wide range of positive numbers narrow.

    The derivative is 1 / x. Of a negative number there is no logarithm, of 0 it is -∞: the result is NaN or
    infinite, and training stops with a message; Symmetric log takes any number. Range (-∞, ∞). Any input shape.
    """

    which = functions.LOGARITHM
    partial = True

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Log", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.log"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.log)"
