"""Joining inputs."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.kernel import TensorReference
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
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

    def _part(self, build: Build, number: int, whole: TensorReference) -> TensorReference:
        """The channels of a tensor of the output's size that belong to an input."""
        inputs = build.inputs()
        return whole.channel_range(sum(x.channels for x in inputs[:number]), inputs[number].channels)

    def forward(self, build: Build) -> None:
        for number, x in enumerate(build.inputs()):
            build.emit(copy, x=x, y=self._part(build, number, build.output()))

    def backward(self, build: Build) -> None:
        for number in range(len(build.inputs())):
            dx = build.input_gradient(number)
            if dx is not None:
                build.emit(copy, x=self._part(build, number, build.output_gradient()), y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Concat", *build.inputs, axis=1)

    def torch(self, *shapes: Shape) -> str:
        names = ", ".join("abcdefgh"[: len(shapes)])
        return f"lambda {names}: torch.cat(({names}), dim=1)"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Concatenate()"
