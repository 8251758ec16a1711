"""The reciprocal."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "reciprocal", title="Reciprocal", group="Arithmetic", order=126)
class Reciprocal(Function):
    """y = 1 / x: what a number must be multiplied by to give 1.

    The derivative is -y², without limit towards x = 0, where the result is infinite and training stops with a
    message. Any input shape.
    """

    which = functions.RECIPROCAL
    partial = True

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Reciprocal", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.reciprocal"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.reciprocal)"
