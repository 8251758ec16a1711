"""Multiplying by a constant."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.elementwise import elementwise
from lab.kernels.kernel import TensorReference
from lab.kernels.lanes import Lanes
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.spec.fields import Float
from lab.spec.registry import register
from lab.spec.units import MINUS


@elementwise
def scale(x: Lanes, factor: float) -> Lanes:
    """y = factor x."""
    return factor * x


@register("layer", "scale", title="Scale", group="Merge", order=93)
class Scale(Layer):
    """y = factor · x: multiplies every number by one constant that is not learned; on the shortcut of a residual
    network it shows what becomes of a signal, and of its gradient, that is made smaller in every block.

    dx = factor · dy. Any input shape. Source: He, Zhang, Ren and Sun 2016, "constant scaling".
    """

    factor = Float(0.5, low=-1000, high=1000, help="What every number is multiplied by")

    linear: ClassVar[bool] = True
    cases = (Case({}, ((2, 3, 4),)), Case({"factor": -2.0}, ((5,),)), Case({"factor": 0.0}, ((2, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    def summary(self) -> str:
        return f"× {self.factor:g}".replace("-", MINUS)

    def _emit(self, build: Build, x: TensorReference, y: TensorReference) -> None:
        build.emit(scale, x=x, y=y, factor=self.factor)

    def forward(self, build: Build) -> None:
        self._emit(build, build.input(), build.output())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            self._emit(build, build.output_gradient(), dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Mul", *build.inputs, build.constant(self.factor))

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: {self.factor} * x"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.Rescaling({self.factor})"
