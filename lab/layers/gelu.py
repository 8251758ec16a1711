"""The Gaussian error linear unit."""

from __future__ import annotations

import math
from math import prod

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, erf, exp, tanh
from lab.layers.activation import Activation
from lab.layers.base import Case, OnnxBuild, Shape
from lab.spec.fields import Choice
from lab.spec.registry import register

ROOT_HALF = math.sqrt(0.5)
TOP_OF_BELL = 1 / math.sqrt(2 * math.pi)
CUBIC = 0.044715  # makes tanh fit the sum of the bell


@elementwise
def gelu(x: Lanes, exact: int) -> Lanes:
    """y = x P(x), P(x) = (1 + erf(x / sqrt(2))) / 2: the share of normally distributed numbers below x.

    If not `exact`, P(x) is nearly (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.
    """
    if exact:
        return 0.5 * x * (1 + erf(x * ROOT_HALF))
    return 0.5 * x * (1 + tanh(2 * TOP_OF_BELL * x * (1 + CUBIC * x * x)))


@elementwise
def gelu_gradient(x: Lanes, dy: Lanes, exact: int) -> Lanes:
    """dx = dy (P(x) + x P'(x)); exactly, P'(x) = e^(-x^2 / 2) / sqrt(2 pi)."""
    if exact:
        share = 0.5 * (1 + erf(x * ROOT_HALF))
        return dy * (share + x * TOP_OF_BELL * exp(-0.5 * x * x))
    bent = tanh(2 * TOP_OF_BELL * x * (1 + CUBIC * x * x))
    return dy * (0.5 * (1 + bent) + x * (1 - bent * bent) * TOP_OF_BELL * (1 + 3 * CUBIC * x * x))


@register("layer", "gelu", title="GELU", group="Activation", order=56)
class GELU(Activation):
    """y = x · Φ(x), Φ(x) being the share of normally distributed numbers below x: like ReLU, but smooth; the usual
    activation of transformers.

    Exactly, Φ(x) = (1 + erf(x / √2)) / 2; by tanh it is nearly (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, off by at most
    0.0005 in y, as in the first transformers. The derivative is Φ(x) + x e^(-x²/2) / √(2π): 0.5 at x = 0, near 0
    far below. Range [-0.170, ∞). Any input shape. Source: Hendrycks and Gimpel 2016.
    """

    form = Choice(
        "exact",
        options={"exact": "Exact", "tanh": "By tanh"},
        help="By tanh it is nearly the same, and what networks were trained with that computed it so",
    )

    forward_kernel = gelu
    backward_kernel = gelu_gradient
    cases = (*Activation.cases, Case({"form": "tanh"}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {"exact": int(self.form == "exact")}

    def flops(self, *shapes: Shape) -> int:
        return 2 * prod(shapes[0])  # a function and a product

    def onnx(self, build: OnnxBuild) -> str:
        x, half = build.inputs[0], build.constant(0.5)  # operator set 17 has no GELU
        if self.form == "exact":
            bent = build.add("Erf", build.add("Mul", x, build.constant(ROOT_HALF)))
        else:
            cubic = build.add("Mul", build.constant(CUBIC), build.add("Mul", x, x))
            steep = build.add("Mul", build.constant(2 * TOP_OF_BELL), build.add("Add", build.constant(1.0), cubic))
            bent = build.add("Tanh", build.add("Mul", x, steep))
        return build.add("Mul", build.add("Mul", half, x), build.add("Add", build.constant(1.0), bent))

    def torch(self, *shapes: Shape) -> str:
        if self.form == "exact":
            return "torch.nn.functional.gelu"
        return 'lambda x: torch.nn.functional.gelu(x, approximate="tanh")'

    def keras(self, *shapes: Shape) -> str:
        if self.form == "exact":
            return 'keras.layers.Activation("gelu")'
        return "keras.layers.Lambda(lambda x: keras.activations.gelu(x, approximate=True))"
