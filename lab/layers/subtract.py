"""The difference of two inputs."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels import pairs
from lab.layers.base import Case, OnnxBuild, Shape
from lab.layers.pairwise import Pairwise
from lab.spec.message import Message
from lab.spec.registry import register


@register("layer", "subtract", title="Subtract", group="Arithmetic", order=140)
class Subtract(Pairwise):
    """y = a - b: what the first input, at the upper port, has more than the second, number by number.

    da = dy, db = -dy. Two inputs of one shape; along an axis of length 1, the one number is taken for the whole axis.
    Errors: ShapeError where the shapes do not fit.
    """

    which = pairs.SUBTRACT
    most_inputs: ClassVar[int] = 2
    ports: ClassVar[tuple[Message, ...]] = (Message("a: what is subtracted from"), Message("b: what is subtracted"))
    cases: ClassVar[tuple[Case, ...]] = tuple(case for case in Pairwise.cases if len(case.shapes) == 2)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Sub", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "torch.sub"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Subtract()"
