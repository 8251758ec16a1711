"""The mean of several inputs."""

from __future__ import annotations

from math import prod

from lab.kernels.arithmetic import scale
from lab.layers.add import emit_sum
from lab.layers.base import Build, OnnxBuild, Shape
from lab.layers.broadcasting import Broadcasting
from lab.spec.registry import register


@register("layer", "mean", title="Mean", group="Arithmetic", order=144)
class Mean(Broadcasting):
    """y = (a + b + ...) / n: number by number, the mean of all n inputs; so several networks can vote.

    The gradient of each input is dy / n. Two to eight inputs of one shape; along an axis of length 1, the one number is
    taken for the whole axis. Errors: ShapeError where the shapes do not fit.
    """

    def flops(self, *shapes: Shape) -> int:
        return len(shapes) * prod(self.output_shape(*shapes))

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        y = build.output()
        emit_sum(build)
        build.emit(scale, x=y, y=y, factor=1 / len(build.inputs()), offset=0.0)

    def backward(self, build: Build) -> None:
        dy, share = build.output_gradient(), 1 / len(build.inputs())
        for number in range(len(build.inputs())):
            self.hand_back(build, number, lambda dx: build.emit(scale, x=dy, y=dx, factor=share, offset=0.0))

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Mean", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        return f"lambda {', '.join(names)}: ({' + '.join(names)}) / {len(names)}"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Average()"
