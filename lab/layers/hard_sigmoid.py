"""The sigmoid made of three straight lines."""

from __future__ import annotations

from math import prod

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, maximum, minimum, where
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register


@elementwise
def hard_sigmoid(x: Lanes) -> Lanes:
    """y = x / 6 + 1 / 2, but at least 0 and at most 1."""
    return minimum(maximum(x / 6 + 0.5, 0), 1)


@elementwise
def hard_sigmoid_gradient(x: Lanes, dy: Lanes) -> Lanes:
    """dx = dy / 6 where -3 < x < 3, else 0."""
    return where((x <= -3) | (x >= 3), 0, dy / 6)


@register("layer", "hard_sigmoid", title="Hard sigmoid", group="Activation", order=55)
class HardSigmoid(Activation):
    """y = x / 6 + 1/2, cut off at 0 and 1: a sigmoid made of three straight lines, cheap to compute.

    The derivative is 1/6 for -3 < x < 3, else 0: beyond, it is saturated and a unit learns nothing. Range [0, 1]. Not
    centred on zero. Any input shape. Source: Howard et al. 2019 (with the slope of MobileNetV3, as in PyTorch).
    """

    forward_kernel = hard_sigmoid
    backward_kernel = hard_sigmoid_gradient
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a quotient and a sum

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("HardSigmoid", *build.inputs, alpha=1 / 6, beta=0.5)

    def torch(self, *shapes: Shape) -> str:
        return "lambda x: torch.nn.functional.relu6(x + 3) / 6"  # Hardsigmoid's float64 gradient is float32's
