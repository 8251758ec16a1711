"""Numbers that belong to the network itself."""

from __future__ import annotations

from math import prod

from lab.kernels.kernel import Vector, kernel, share
from lab.kernels.lanes import Tensor, total, zeros_like
from lab.layers.base import Build, Case, OnnxBuild, Parameter, Shape
from lab.layers.channels_last import channels_last
from lab.layers.source import Source
from lab.spec.fields import Bool, Float
from lab.spec.registry import register


@kernel
def spread(value: Vector, y: Tensor, thread: int, threads: int) -> None:
    """y[n, c, i, j] = value[(c H + i) W + j] for every sample."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = zeros_like(y[n, c, i, j]) + value[(c * y.height + i) * y.width + j]


@kernel
def spread_gradient(dy: Tensor, dvalue: Vector, thread: int, threads: int) -> None:
    """dvalue[(c H + i) W + j] = sum of dy[n, c, i, j] over all samples."""
    first, end = share(dvalue.size, thread, threads)
    for k in range(first, end):
        c, i, j = k // (dy.height * dy.width), k // dy.width % dy.height, k % dy.width
        value = zeros_like(dy[0, c, i, j])
        for n in range(dy.blocks):
            value += dy[n, c, i, j]
        dvalue[k] = total(value)


@register("layer", "constant", title="Constant", group="Arithmetic", order=150)
class Constant(Source):
    """y = value: numbers that are the same for every sample, and may be learned; for adding to or multiplying what
    comes from the data, as a place is told to a network by numbers added to each pixel.

    It takes no input. An image is (channels, height, width), a signal (channels, length), values are (features);
    where it joins others, an axis of length 1 fits any. dvalue is the sum of dy over the samples of the batch.
    """

    trainable = Bool(True, title="Learned", help="Change with training, as weights do; without, it stays what it is")
    start = Float(0.0, low=-1e6, high=1e6, title="Initial value", help="Every number before training")

    cases = (
        Case({"channels": 2, "height": 3, "width": 4}, ()),
        Case({"form": "signal", "length": 5, "start": 1.0}, ()),
        Case({"form": "values", "features": 3, "trainable": False}, ()),
    )

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        return {"value": Parameter(self.output_shape(), start=self.start, trainable=self.trainable, decays=False)}

    def forward(self, build: Build) -> None:
        build.emit(spread, value=build.parameter("value", (prod(self.output_shape()),)), y=build.output())

    def backward(self, build: Build) -> None:
        if self.trainable:
            gradient = build.parameter_gradient("value", (prod(self.output_shape()),))
            build.emit(spread_gradient, dy=build.output_gradient(), dvalue=gradient)

    def onnx(self, build: OnnxBuild) -> str:
        shape = self.output_shape()
        count = build.add("Shape", build.data, end=1)  # of samples: as many copies there are
        sizes = build.add("Concat", count, build.constant(shape, "int64"), axis=0)
        return build.add("Expand", build.weight("value", build.parameter("value")[None]), sizes)

    def torch(self, *shapes: Shape) -> str:
        return f"Constant({self.output_shape()}{'' if self.trainable else ', learned=False'})"

    def keras(self, *shapes: Shape) -> str:
        return f"Constant({channels_last(self.output_shape())}{'' if self.trainable else ', learned=False'})"

    def keras_order(self, parameter: str, *shapes: Shape) -> tuple[int, ...]:
        return channels_last(tuple(range(len(self.output_shape()))))
