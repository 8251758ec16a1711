"""The logarithm of both sides of zero."""

from __future__ import annotations

from math import prod

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "symmetric_log", title="Symmetric log", group="Activation", order=57)
class SymmetricLog(Function):
    """y = sign(x) · log(1 + |x|): a log scale for wide ranges that also takes zero and negative numbers.

    The derivative is 1 / (1 + |x|), 1 at x = 0; it falls slowly and never quite saturates. Range (-∞, ∞). Centred on
    zero. Any input shape. Source: Webber 2012.
    """

    which = functions.SYMMETRIC_LOG

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a sum and a logarithm

    def onnx(self, build: OnnxBuild) -> str:
        (x,) = build.inputs
        log = build.add("Log", build.add("Add", build.add("Abs", x), build.constant(1.0)))
        return build.add("Mul", build.add("Sign", x), log)

    def torch(self, *shapes: Shape) -> str:
        # Not sign(x) log(1 + |x|), whose gradient PyTorch takes as 0 at x = 0, where it is 1.
        return "lambda x: torch.where(x < 0, -(-x.clamp(max=0)).log1p(), x.clamp(min=0).log1p())"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(symmetric_log)"
