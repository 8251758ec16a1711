"""The exponential linear unit."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, expm1, where
from lab.layers.activation import Activation
from lab.layers.base import Case, OnnxBuild, Shape
from lab.spec.fields import Float
from lab.spec.registry import register


@elementwise
def elu(x: Lanes, alpha: float) -> Lanes:
    """y = x where x > 0, else alpha (e^x - 1)."""
    return where(x > 0, x, alpha * expm1(x))


@elementwise
def elu_gradient(x: Lanes, y: Lanes, dy: Lanes, alpha: float) -> Lanes:
    """dx = dy where x > 0, else dy (y + alpha), because alpha e^x = y + alpha."""
    return where(x > 0, dy, dy * (y + alpha))


@register("layer", "elu", title="ELU", group="Activation", order=56)
class ELU(Activation):
    """y = x for x > 0, else α (e^x - 1): like ReLU, but it bends smoothly towards -α, so that the mean of the outputs
    comes near zero.

    The derivative is 1 for x > 0, else y + α: near 0 where x is far below zero, where it saturates. Range (-α, ∞). Any
    input shape. Source: Clevert, Unterthiner and Hochreiter 2015.
    """

    alpha = Float(1.0, low=0, high=10, help="How far below zero the outputs can go")

    forward_kernel = elu
    backward_kernel = elu_gradient
    kinks = True
    cases = (*Activation.cases, Case({"alpha": 0.3}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {"alpha": self.alpha}

    def summary(self) -> str:
        return f"{self.alpha:g}"

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Elu", *build.inputs, alpha=self.alpha)

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: torch.nn.functional.elu(x, alpha={self.alpha})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.ELU({self.alpha})"
