"""The number with the opposite sign."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.arithmetic import scale
from lab.kernels.kernel import TensorReference
from lab.layers.activation import Activation
from lab.layers.base import Build, Layer, OnnxBuild, Shape
from lab.spec.registry import register


@register("layer", "negative", title="Negative", group="Arithmetic", order=121)
class Negative(Layer):
    """y = -x: every number with the opposite sign.

    dx = -dy. Range (-∞, ∞). Any input shape.
    """

    linear: ClassVar[bool] = True
    cases = Activation.cases

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only changes signs

    def _emit(self, build: Build, x: TensorReference, y: TensorReference) -> None:
        build.emit(scale, x=x, y=y, factor=-1.0, offset=0.0)

    def forward(self, build: Build) -> None:
        self._emit(build, build.input(), build.output())

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            self._emit(build, build.output_gradient(), dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Neg", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.neg"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Activation(keras.ops.negative)"
