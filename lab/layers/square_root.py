"""The square root."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "square_root", title="Square root", group="Arithmetic", order=123)
class SquareRoot(Function):
    """y = √x: makes large numbers small, and small ones less so.

    The derivative is 1 / (2 y), without limit towards x = 0. Of a negative number there is none: the result is NaN,
    and training stops with a message. Range [0, ∞). Any input shape.
    """

    which = functions.SQUARE_ROOT
    partial = True

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Sqrt", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.sqrt"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.sqrt)"
