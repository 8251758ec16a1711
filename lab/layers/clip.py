"""Keeping numbers in a range."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import Case, OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.fields import Float
from lab.spec.registry import register
from lab.spec.units import MINUS

LARGEST = 1e9  # as good as no limit


@register("layer", "clip", title="Clip", group="Arithmetic", order=128)
class Clip(Function):
    """y = x, but at least `low` and at most `high`. From 0 to 6 it is the ReLU6 of networks made for telephones.

    The derivative is 1 within the range, its ends included, and 0 beyond, where a unit learns nothing. Where low is
    above high, everything becomes high. Any input shape. Source: Krizhevsky 2010 (ReLU6).
    """

    low = Float(0.0, low=-LARGEST, high=LARGEST, title="Lowest", help="Numbers below become this")
    high = Float(6.0, low=-LARGEST, high=LARGEST, title="Highest", help="Numbers above become this")

    which = functions.CLIP
    kinks = True
    cases = (*Function.cases, Case({"low": -0.5, "high": 0.7}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {**super().options(), "a": self.low, "b": self.high}

    def summary(self) -> str:
        return f"{self.low:g} … {self.high:g}".replace("-", MINUS)

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only compares

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Clip", build.inputs[0], *map(build.constant, (self.low, self.high)))

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: x.clamp({self.low}, {self.high})"

    def keras(self, *shapes: Shape) -> str:
        if self.low == 0 < self.high:
            return f"keras.layers.ReLU(max_value={self.high})"
        return f"keras.layers.Lambda(lambda x: keras.ops.clip(x, {self.low}, {self.high}))"
