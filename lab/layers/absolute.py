"""The absolute value."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "absolute", title="Absolute value", group="Arithmetic", order=120)
class Absolute(Function):
    """y = |x|: the size of every number, whatever its sign.

    The derivative is the sign of x, and 0 at x = 0. Range [0, ∞). Any input shape.
    """

    which = functions.ABSOLUTE
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only changes signs

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Abs", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.abs"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.absolute)"
