"""Flattening."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels import copying
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.layers.channels_last import permuted_to_channels_first
from lab.spec.registry import register


@register("layer", "flatten", title="Flatten", group="Shape", order=80)
class Flatten(Layer):
    """y = x in one row: channel after channel, row after row, so that a dense layer can take it.

    y[b, (c H + i) W + j] = x[b, c, i, j]; axes: batch, features. Any input shape.
    """

    linear: ClassVar[bool] = True
    cases = (Case({}, ((2, 3, 4),)), Case({}, ((3, 5),)), Case({}, ((4,),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return (prod(shapes[0]),)

    def flops(self, *shapes: Shape) -> int:
        return 0

    def is_view(self, training: bool) -> bool:
        return True

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if x.offset != y.offset:
            build.emit(copying.flatten, x=x, y=y)

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None and dx.offset != dy.offset:
            build.emit(copying.unflatten, dy=dy, dx=dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Flatten", *build.inputs, axis=1)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.flatten(x, 1)"

    def keras(self, *shapes: Shape) -> str:
        return f"{permuted_to_channels_first(shapes[0])}keras.layers.Flatten()"
