"""The identity."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.kernel import TensorReference
from lab.layers.activation import Activation
from lab.layers.base import Build, Layer, OnnxBuild, Shape
from lab.spec.registry import register


@register("layer", "linear", title="Linear", group="Activation", order=58)
class Linear(Layer):
    """y = x: no activation at all ("purelin"), for comparing with the others and for outputs that are plain numbers.

    The derivative is 1 everywhere. Range (-∞, ∞). Layers with nothing but this between them can do no more than a
    single layer. Any input shape.
    """

    linear: ClassVar[bool] = True
    cases = Activation.cases

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return 0

    def is_view(self, training: bool) -> bool:
        return True

    def forward(self, build: Build) -> None:
        _copy(build, build.input(), build.output())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            _copy(build, build.output_gradient(), dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Identity", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: x"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Identity()"


def _copy(build: Build, source: TensorReference, target: TensorReference) -> None:
    if source.offset != target.offset:  # else the plan has put them in one place
        build.emit(copy, x=source, y=target)
