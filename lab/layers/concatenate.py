"""Joining inputs."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.copying import copy_from_channels, copy_into_channels
from lab.layers.base import Build, Case, Layer, Shape
from lab.spec.errors import ShapeError
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_shape


@register("layer", "concatenate", title="Concatenate", group="Merge", order=91)
class Concatenate(Layer):
    """y = [a, b, ...]: puts the channels of its inputs one after the other; of flat inputs the features.

    y has as many channels as all inputs together; height and width (or length) stay. Each input gets its part of the
    gradient. Two to eight inputs. Errors: ShapeError where anything but the channels differs.
    """

    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int] = 8
    cases = (Case({}, ((2, 3, 4), (1, 3, 4))), Case({}, ((5,), (2,), (3,))), Case({}, ((2, 3), (3, 3))))

    def output_shape(self, *shapes: Shape) -> Shape:
        for shape in shapes:
            if shape[1:] != shapes[0][1:]:
                raise ShapeError(
                    Message(
                        "Concatenate needs inputs that differ in their channels only. These are {first} and {other}. "
                        "Make height and width equal, for example with the same pooling on both ways.",
                        first=format_shape(shapes[0]),
                        other=format_shape(shape),
                    )
                )
        return (sum(shape[0] for shape in shapes), *shapes[0][1:])

    def flops(self, *shapes: Shape) -> int:
        return 0

    def forward(self, build: Build) -> None:
        start = 0
        for x in build.inputs():
            build.emit(copy_into_channels, x=x, y=build.output(), start=start)
            start += x.channels

    def backward(self, build: Build) -> None:
        start = 0
        for number, x in enumerate(build.inputs()):
            dx = build.input_gradient(number)
            if dx is not None:
                build.emit(copy_from_channels, dy=build.output_gradient(), dx=dx, start=start)
            start += x.channels

    def torch(self, *shapes: Shape) -> str:
        return "lambda *inputs: torch.cat(inputs, dim=1)"
