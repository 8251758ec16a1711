"""The fully connected layer."""

from __future__ import annotations

from typing import ClassVar

import lab.kernels.dense_fast  # gives the kernels their fast forms
import lab.kernels.dense_few_samples
import lab.kernels.single  # noqa: F401  (and those for one sample)
from lab.kernels.convolution import sum_over_batch
from lab.kernels.dense import dense, dense_input_gradient, dense_weight_gradient
from lab.kernels.kernel import ArrayReference
from lab.layers import first_weights
from lab.layers.base import Build, Case, Layer, OnnxBuild, Parameter, Shape, need_rank
from lab.spec.fields import Bool, Int
from lab.spec.registry import register


@register("layer", "dense", title="Dense", group="Dense", order=40)
class Dense(Layer):
    """y = W x + b: every output is a weighted sum of all inputs, plus a bias.

    y[b, o] = bias[o] + Σ over k of weight[o, k] · x[b, k]; axes: batch, features. Without bias every such line or plane
    passes through the origin. Input (features). Errors: ShapeError for images and signals; Flatten makes them flat.
    """

    units = Int(10, low=1, high=1_000_000, help="How many outputs (neurons)")
    bias = Bool(True, help="Whether a number of its own is added to each output")
    initializer = first_weights.initializer()
    spread = first_weights.spread()
    bias_start = first_weights.bias_start()

    linear: ClassVar[bool] = True
    cases = (
        Case({"units": 3}, ((5,),)),
        Case({"units": 1, "bias": False}, ((4,),)),
        Case({"units": 17, "initializer": "xavier"}, ((1,),)),
        Case({"units": 9}, ((7,),)),
        Case({"units": 4, "initializer": "normal", "spread": 0.3}, ((18,),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 1)
        return (self.units,)

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        inputs = shapes[0][0]
        weight = Parameter((self.units, inputs), fan_in=inputs, fan_out=self.units)
        bias = Parameter((self.units,), start=self.bias_start, decays=False)
        return {"weight": weight, "bias": bias} if self.bias else {"weight": weight}

    def windows(self, *shapes: Shape) -> None:
        """Every output sees every input."""

    def flops(self, *shapes: Shape) -> int:
        return 2 * self.units * shapes[0][0]

    def summary(self) -> str:
        return str(self.units)

    @property
    def backward_reads_output(self) -> bool:
        return False

    def forward(self, build: Build) -> None:
        bias = build.parameter("bias") if self.bias else ArrayReference(0, (0,))
        build.emit(dense, x=build.input(), weight=build.parameter("weight"), bias=bias, y=build.output())

    def backward(self, build: Build) -> None:
        x, dy, dx = build.input(), build.output_gradient(), build.input_gradient()
        if dx is not None:
            build.emit(dense_input_gradient, dy=dy, weight=build.parameter("weight"), dx=dx)
        build.emit(dense_weight_gradient, x=x, dy=dy, dweight=build.parameter_gradient("weight"))
        if self.bias:
            build.emit(sum_over_batch, dy=dy, dbias=build.parameter_gradient("bias"))

    def onnx(self, build: OnnxBuild) -> str:
        bias = [build.weight("bias")] if self.bias else []
        return build.add("Gemm", *build.inputs, build.weight("weight"), *bias, transB=1)

    def torch(self, *shapes: Shape) -> str:
        return f"torch.nn.Linear({shapes[0][0]}, {self.units}{'' if self.bias else ', bias=False'})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.Dense({self.units}{'' if self.bias else ', use_bias=False'})"
