"""The rectifier whose negative side is learned."""

from __future__ import annotations

from math import prod
from typing import ClassVar

import numpy as np

from lab.kernels.channels import products_over_batch
from lab.kernels.kernel import Vector, kernel, share
from lab.kernels.lanes import Tensor, where
from lab.layers.activation import Activation
from lab.layers.base import Build, Case, Layer, OnnxBuild, Parameter, Shape
from lab.spec.fields import Bool, Float
from lab.spec.registry import register


@kernel
def slope_below_zero(x: Tensor, slope: Vector, z: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = z where x > 0, else slope[c] z, or slope[0] z if there is one slope only.

    With z = x that is the output, with z = dy the gradient of the input.
    """
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        factor = slope[c % slope.size]
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = where(x[n, c, i, j] > 0, z[n, c, i, j], factor * z[n, c, i, j])


@register("layer", "prelu", title="PReLU", group="Activation", order=51)
class PReLU(Layer):
    """y = x for x > 0, else slope · x: a leaky ReLU whose slope is learned, one for each channel.

    The derivative is 1 for x > 0, else the channel's slope; that of a slope is the sum of dy · x over the samples and
    places where x ≤ 0. Axes: batch, channels (, height, width); a flat input's features are channels. Any input shape.
    Source: He, Zhang, Ren and Sun 2015.
    """

    shared = Bool(False, title="One slope", help="Learn a single slope for all channels")
    start = Float(0.25, low=-10, high=10, title="First slope", help="Every slope before training")

    kinks: ClassVar[bool] = True
    torch_names: ClassVar[dict[str, str]] = {"slope": "weight"}
    keras_names: ClassVar[dict[str, str]] = {"slope": "alpha"}
    cases = (*Activation.cases, Case({"shared": True, "start": 0.1}, ((3, 2, 2),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        return {"slope": Parameter((1 if self.shared else shapes[0][0],), start=self.start, decays=False)}

    def flops(self, *shapes: Shape) -> int:
        return prod(shapes[0])

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        x = build.input()
        build.emit(slope_below_zero, x=x, slope=build.parameter("slope"), z=x, y=build.output())

    def backward(self, build: Build) -> None:
        x, dy, dx = build.input(), build.output_gradient(), build.input_gradient()
        build.emit(products_over_batch, x=x, dy=dy, sums=build.parameter_gradient("slope"), below=0.0)
        if dx is not None:
            build.emit(slope_below_zero, x=x, slope=build.parameter("slope"), z=dy, y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        slope = build.parameter("slope")
        beside = np.reshape(slope, (-1, *[1] * (len(build.shapes[0]) - 1)))  # channels meet channels, not columns
        return build.add("PRelu", build.inputs[0], build.weight("slope", beside))

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.PReLU({1 if self.shared else shapes[0][0]}, init={self.start})"

    def keras(self, *shapes: Shape) -> str:
        axes = len(shapes[0])
        one_slope = [*range(1, axes + 1)] if self.shared else [*range(1, axes)]
        return f"keras.layers.PReLU({f'shared_axes={one_slope}' if one_slope else ''})"

    def keras_shape(self, parameter: str, *shapes: Shape) -> Shape:
        return (*(1 for _ in shapes[0][1:]), 1 if self.shared else shapes[0][0])
