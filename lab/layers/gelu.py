"""The Gaussian error linear unit."""

from __future__ import annotations

import math
from math import prod

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, erf, exp
from lab.layers.activation import Activation
from lab.layers.base import OnnxBuild, Shape
from lab.spec.registry import register

ROOT_HALF = math.sqrt(0.5)
TOP_OF_BELL = 1 / math.sqrt(2 * math.pi)


@elementwise
def gelu(x: Lanes) -> Lanes:
    """y = x P(x), P(x) = (1 + erf(x / sqrt(2))) / 2: the share of normally distributed numbers below x."""
    return 0.5 * x * (1 + erf(x * ROOT_HALF))


@elementwise
def gelu_gradient(x: Lanes, dy: Lanes) -> Lanes:
    """dx = dy (P(x) + x p(x)), p(x) = e^(-x^2 / 2) / sqrt(2 pi)."""
    share = 0.5 * (1 + erf(x * ROOT_HALF))
    return dy * (share + x * TOP_OF_BELL * exp(-0.5 * x * x))


@register("layer", "gelu", title="GELU", group="Activation", order=56)
class GELU(Activation):
    """y = x · Φ(x), Φ(x) being the share of normally distributed numbers below x: like ReLU, but smooth; the usual
    activation of transformers.

    Computed exactly, Φ(x) = (1 + erf(x / √2)) / 2. The derivative is Φ(x) + x e^(-x²/2) / √(2π): 0.5 at x = 0, near 0
    far below. Range [-0.170, ∞). Any input shape. Source: Hendrycks and Gimpel 2016.
    """

    forward_kernel = gelu
    backward_kernel = gelu_gradient

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a function and a product

    def onnx(self, build: OnnxBuild) -> str:
        (x,) = build.inputs  # operator set 17 has no GELU
        error = build.add("Erf", build.add("Mul", x, build.constant(ROOT_HALF)))
        share = build.add("Mul", build.add("Add", error, build.constant(1.0)), build.constant(0.5))
        return build.add("Mul", x, share)

    def torch(self, *shapes: Shape) -> str:
        return "torch.nn.functional.gelu"
