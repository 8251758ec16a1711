"""Multiplying by a constant."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.arithmetic import scale
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.spec.fields import Float
from lab.spec.registry import register
from lab.spec.units import MINUS


@register("layer", "scale", title="Scale", group="Merge", order=93)
class Scale(Layer):
    """y = factor · x: multiplies every number by one constant that is not learned; on the shortcut of a residual
    network it shows what becomes of a signal, and of its gradient, that is made smaller in every block.

    A constant can be added too: y = factor · x + offset. dx = factor · dy. Any input shape. Source: He, Zhang, Ren and
    Sun 2016, "constant scaling".
    """

    factor = Float(0.5, low=-1e6, high=1e6, help="What every number is multiplied by")
    offset = Float(0.0, low=-1e6, high=1e6, help="What is added to every number then")

    linear: ClassVar[bool] = True
    cases = (Case({}, ((2, 3, 4),)), Case({"factor": -2.0}, ((5,),)), Case({"factor": 0.0, "offset": 1.5}, ((2, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    def summary(self) -> str:
        offset = f" {'+' if self.offset > 0 else '-'} {abs(self.offset):g}" if self.offset else ""
        return f"× {self.factor:g}{offset}".replace("-", MINUS)

    def forward(self, build: Build) -> None:
        build.emit(scale, x=build.input(), y=build.output(), factor=self.factor, offset=self.offset)

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            build.emit(scale, x=build.output_gradient(), y=dx, factor=self.factor, offset=0.0)

    def onnx(self, build: OnnxBuild) -> str:
        y = build.add("Mul", *build.inputs, build.constant(self.factor))
        return build.add("Add", y, build.constant(self.offset)) if self.offset else y

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: {self.factor} * x" + (f" + {self.offset}" if self.offset else "")

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.Rescaling({self.factor}{f', offset={self.offset}' if self.offset else ''})"
