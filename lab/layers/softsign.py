"""The softsign."""

from __future__ import annotations

from math import prod

from lab.kernels import functions
from lab.layers.base import OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.registry import register


@register("layer", "softsign", title="Softsign", group="Activation", order=59)
class Softsign(Function):
    """y = x / (1 + |x|): like tanh, but it approaches its limits -1 and 1 more slowly.

    The derivative is 1 / (1 + |x|)², 1 at x = 0; it falls slowly, so that units saturate later. Range (-1, 1).
    Centred on zero. Any input shape. Source: Bergstra, Desjardins, Lamblin and Bengio 2009.
    """

    which = functions.SOFTSIGN

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a sum and a quotient

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Softsign", build.inputs[0])

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.functional.softsign"

    def keras(self, *shapes: Shape) -> str:
        return 'keras.layers.Activation("softsign")'
