"""Maxout."""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, maximum, where
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.spec.errors import ShapeError
from lab.spec.fields import Int
from lab.spec.message import Message
from lab.spec.registry import register


@kernel
def maxout(x: Tensor, y: Tensor, pieces: int, thread: int, threads: int) -> None:
    """y[n, c] = the largest of x[n, pieces c + p], p = 0 ... pieces - 1; NaN stays NaN."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                largest = x[n, pieces * c, i, j]
                for p in range(1, pieces):
                    largest = maximum(largest, x[n, pieces * c + p, i, j])
                y[n, c, i, j] = largest


@kernel
def maxout_gradient(x: Tensor, y: Tensor, dy: Tensor, dx: Tensor, pieces: int, thread: int, threads: int) -> None:
    """dx = dy at the first of the pieces that is the largest, 0 at the others."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                gradient = dy[n, c, i, j]  # 0 in the lanes that have found their piece
                for p in range(pieces):
                    wins = x[n, pieces * c + p, i, j] == y[n, c, i, j]
                    dx[n, pieces * c + p, i, j] = where(wins, gradient, 0)
                    gradient = where(wins, 0, gradient)


@register("layer", "maxout", title="Maxout", group="Activation", order=58)
class Maxout(Layer):
    """y_c = the largest of a few neighbouring inputs: a unit that learns its own activation, made of as many straight
    pieces as it has inputs.

    y[b, c] = max of x[b, pieces · c + p] over p. Axes: batch, channels or features (, height, width); `pieces` must
    divide the number of channels. The gradient goes to the largest piece alone (to the first, where several are equal).
    Range (-∞, ∞); it does not saturate. Errors: ShapeError. Source: Goodfellow et al. 2013.
    """

    pieces = Int(2, low=1, high=64, help="How many neighbouring channels compete for one output")

    kinks = True
    cases = (Case({}, ((4, 2, 3),)), Case({"pieces": 3}, ((6,),)), Case({"pieces": 1}, ((2, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        channels = shapes[0][0]
        if channels % self.pieces:
            raise ShapeError(
                Message(
                    "Maxout takes {pieces} channels together, which {channels} channels cannot be divided into. "
                    "Choose another number of pieces, or of channels before it.",
                    pieces=self.pieces,
                    channels=channels,
                )
            )
        return (channels // self.pieces, *shapes[0][1:])

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only compares

    def summary(self) -> str:
        return f"{self.pieces}"

    def forward(self, build: Build) -> None:
        build.emit(maxout, x=build.input(), y=build.output(), pieces=self.pieces)

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            known = {"x": build.input(), "y": build.output(), "dy": build.output_gradient()}
            build.emit(maxout_gradient, **known, dx=dx, pieces=self.pieces)

    def onnx(self, build: OnnxBuild) -> str:
        ((channels, *places),) = build.shapes
        pieces = build.constant([0, channels // self.pieces, self.pieces, *places], "int64")
        return build.add("ReduceMax", build.add("Reshape", *build.inputs, pieces), axes=[2], keepdims=0)

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: x.unflatten(1, (-1, {self.pieces})).max(dim=2).values"

    def keras(self, *shapes: Shape) -> str:
        return f"Maxout({self.pieces})"
