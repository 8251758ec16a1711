"""Adding inputs."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.arithmetic import add
from lab.kernels.copying import copy
from lab.layers.base import Build, Case, OnnxBuild, Shape
from lab.layers.merging import Merging
from lab.spec.registry import register


@register("layer", "add", title="Add", group="Merge", order=90)
class Add(Merging):
    """y = a + b + ...: adds inputs of one shape, number by number; what a shortcut of a residual network ends in.

    Each input gets the whole gradient. Two to eight inputs of any shape. Errors: ShapeError where the shapes differ.
    Source: He, Zhang, Ren and Sun 2015.
    """

    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int] = 8
    passes_gradient_on: ClassVar[bool] = True
    cases = (Case({}, ((2, 3, 4),) * 2), Case({}, ((5,),) * 3), Case({}, ((2, 3),) * 8))

    def flops(self, *shapes: Shape) -> int:
        return (len(shapes) - 1) * prod(shapes[0])

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        sum_so_far, y = build.input(), build.output()
        for other in build.inputs()[1:]:
            build.emit(add, a=sum_so_far, b=other, y=y)
            sum_so_far = y

    def backward(self, build: Build) -> None:
        dy = build.output_gradient()
        for number in range(len(build.inputs())):
            dx = build.input_gradient(number)
            if dx is not None and dx.offset != dy.offset:
                build.emit(copy, x=dy, y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Add" if len(build.inputs) == 2 else "Sum", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        return f"lambda {', '.join(names)}: {' + '.join(names)}"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Add()"
