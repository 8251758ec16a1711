"""The sigmoid made of three straight lines."""

from __future__ import annotations

from math import prod

from lab.kernels import functions
from lab.layers.base import Case, OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.fields import Float
from lab.spec.registry import register


@register("layer", "hard_sigmoid", title="Hard sigmoid", group="Activation", order=55)
class HardSigmoid(Function):
    """y = x / 6 + 1/2, cut off at 0 and 1: a sigmoid made of three straight lines, cheap to compute.

    The derivative is the slope, 1/6, where 0 < y < 1 (for -3 < x < 3), else 0: beyond, it is saturated and a unit
    learns nothing. Others take the slope 0.2 (Keras before version 3, ONNX). Range [0, 1]. Not centred on zero. Any
    input shape. Source: Howard et al. 2019 (with the slope of MobileNetV3, as in PyTorch).
    """

    slope = Float(1 / 6, low=0, high=10, low_open=True, help="Steepness of the line between 0 and 1")
    middle = Float(0.5, low=-10, high=10, title="At zero", help="The output for x = 0")

    which = functions.HARD_SIGMOID
    kinks = True
    cases = (*Function.cases, Case({"slope": 0.5, "middle": 0.25}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {**super().options(), "a": self.slope, "b": self.middle}

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a product and a sum

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("HardSigmoid", build.inputs[0], alpha=self.slope, beta=self.middle)

    def torch(self, *shapes: Shape) -> str:
        if self == HardSigmoid():
            return "lambda x: torch.nn.functional.relu6(x + 3) / 6"  # Hardsigmoid's float64 gradient is float32's
        return f"lambda x: ({self.slope} * x + {self.middle}).clamp(0, 1)"

    def keras(self, *shapes: Shape) -> str:
        if self == HardSigmoid():
            return 'keras.layers.Activation("hard_sigmoid")'
        return f"keras.layers.Lambda(lambda x: keras.ops.clip({self.slope} * x + {self.middle}, 0, 1))"
