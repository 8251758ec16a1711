"""The swish made of straight lines."""

from __future__ import annotations

from math import prod

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "hard_swish", title="Hard swish", group="Activation", order=57)
class HardSwish(Function):
    """y = x · h, with h = x / 6 + 1/2, cut off at 0 and 1: a swish that is cheap to compute, made for telephones.

    The derivative is 0 for x ≤ -3, 1 for x ≥ 3, else x / 3 + 1/2. Range [-0.375, ∞). Any input shape. Source:
    Howard et al. 2019 (MobileNetV3).
    """

    which = functions.HARD_SWISH
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 3 * prod(shapes[0])  # a quotient, a sum, a product

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("HardSwish", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.functional.hardswish"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("hard_silu")'
