"""The quotient of two inputs."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels import pairs
from lab.kernels.copying import clear_padding
from lab.layers.base import Build, Case, OnnxBuild, Shape
from lab.layers.pairwise import Pairwise
from lab.spec.message import Message
from lab.spec.registry import register


@register("layer", "divide", title="Divide", group="Arithmetic", order=141)
class Divide(Pairwise):
    """y = a / b: the first input, at the upper port, divided by the second, number by number.

    da = dy / b, db = -dy a / b². Where b is 0 the result is infinite or NaN, and training stops with a message. Two
    inputs of one shape; along an axis of length 1, the one number is taken for the whole axis. Errors: ShapeError where
    the shapes do not fit.
    """

    which = pairs.DIVIDE
    partial = True
    most_inputs: ClassVar[int] = 2
    ports: ClassVar[tuple[Message, ...]] = (Message("a: what is divided"), Message("b: what it is divided by"))
    cases: ClassVar[tuple[Case, ...]] = tuple(case for case in Pairwise.cases if len(case.shapes) == 2)

    def forward(self, build: Build) -> None:
        super().forward(build)
        if build.training:
            build.emit(clear_padding, y=build.output(), state=build.state())

    def backward(self, build: Build) -> None:
        super().backward(build)
        for number in range(len(build.inputs())):
            dx = build.input_gradient(number)
            if dx is not None:
                build.emit(clear_padding, y=dx, state=build.state())

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Div", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "torch.div"

    def keras(self, *shapes: Shape) -> str:
        return "Divide()"
