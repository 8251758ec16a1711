"""The exponential function."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "exponential", title="Exponential function", group="Arithmetic", order=124)
class Exponential(Function):
    """y = e^x: makes sums into products; what grows by equal steps then grows by equal factors.

    The derivative is y itself. Range (0, ∞), infinite in float32 from x = 89 on. Any input shape.
    """

    which = functions.EXPONENTIAL
    partial = True

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Exp", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.exp"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.exp)"
