"""Adding inputs."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.arithmetic import add
from lab.kernels.copying import copy
from lab.kernels.reducing import reduce
from lab.layers.base import Build, OnnxBuild, Shape
from lab.layers.broadcasting import Broadcasting, is_alike
from lab.spec.registry import register


def emit_sum(build: Build) -> None:
    """y = a + b + ..."""
    y = build.output()
    sum_so_far = build.input().repeated(y)
    for other in build.inputs()[1:]:
        build.emit(add, a=sum_so_far, b=other.repeated(y), y=y)
        sum_so_far = y


@register("layer", "add", title="Add", group="Merge", order=90)
class Add(Broadcasting):
    """y = a + b + ...: adds inputs of one shape, number by number; what a shortcut of a residual network ends in.

    Each input gets the whole gradient. Two to eight inputs of any shape; along an axis of length 1, the one number is
    added all along the axis, and gets the sum of its gradients. Errors: ShapeError where the shapes do not fit. Source:
    He, Zhang, Ren and Sun 2015.
    """

    passes_gradient_on: ClassVar[bool] = True

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        emit_sum(build)

    def backward(self, build: Build) -> None:
        dy = build.output_gradient()
        for number in range(len(build.inputs())):
            dx = build.input_gradient(number)
            if dx is not None and not is_alike(dx, dy):
                build.emit(reduce, x=dy, y=dx, factor=1.0, largest=0)
            elif dx is not None and dx.offset != dy.offset:
                build.emit(copy, x=dy, y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Add" if len(build.inputs) == 2 else "Sum", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        return f"lambda {', '.join(names)}: {' + '.join(names)}"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Add()"
