"""Adding inputs."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor
from lab.layers.base import Build, Case, Layer, Shape
from lab.spec.errors import ShapeError
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_shape


@kernel
def add(a: Tensor, b: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = a + b. y may be a."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = a[n, c, i, j] + b[n, c, i, j]


@register("layer", "add", title="Add", group="Merge", order=90)
class Add(Layer):
    """y = a + b + ...: adds inputs of one shape, number by number; what a shortcut of a residual network ends in.

    Each input gets the whole gradient. Two to eight inputs of any shape. Errors: ShapeError where the shapes differ.
    Source: He, Zhang, Ren and Sun 2015.
    """

    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int] = 8
    cases = (Case({}, ((2, 3, 4),) * 2), Case({}, ((5,),) * 3), Case({}, ((2, 3),) * 8))

    def output_shape(self, *shapes: Shape) -> Shape:
        for shape in shapes:
            if shape != shapes[0]:
                raise ShapeError(
                    Message(
                        "Add needs inputs of one shape. These are {first} and {other}. Make them equal, for example "
                        "with a 1 × 1 convolution on one of the two ways.",
                        first=format_shape(shapes[0]),
                        other=format_shape(shape),
                    )
                )
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return (len(shapes) - 1) * prod(shapes[0])

    def forward(self, build: Build) -> None:
        sum_so_far, y = build.input(), build.output()
        for other in build.inputs()[1:]:
            build.emit(add, a=sum_so_far, b=other, y=y)
            sum_so_far = y

    def backward(self, build: Build) -> None:
        for number in range(len(build.inputs())):
            dx = build.input_gradient(number)
            if dx is not None:
                build.emit(copy, x=build.output_gradient(), y=dx)

    def torch(self, *shapes: Shape) -> str:
        return "lambda *inputs: sum(inputs)"
