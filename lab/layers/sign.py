"""The sign."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "sign", title="Sign", group="Arithmetic", order=122)
class Sign(Function):
    """y = 1 for x > 0, -1 for x < 0, 0 for x = 0: what is left of a number without its size.

    The derivative is taken as 0 everywhere, so that nothing before it learns. Any input shape.
    """

    which = functions.SIGN
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 0

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Sign", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.sign"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.sign)"
