"""The rectifier that lets a little of the negative through."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, where
from lab.layers.activation import Activation
from lab.layers.base import Case, OnnxBuild, Shape
from lab.spec.fields import Float
from lab.spec.registry import register


@elementwise
def leaky_relu(x: Lanes, slope: float) -> Lanes:
    """y = x where x > 0, else slope x; NaN stays NaN."""
    return where(x > 0, x, slope * x)


@elementwise
def leaky_relu_gradient(x: Lanes, dy: Lanes, slope: float) -> Lanes:
    """dx = dy where x > 0, else slope dy."""
    return where(x > 0, dy, slope * dy)


@register("layer", "leaky_relu", title="Leaky ReLU", group="Activation", order=51)
class LeakyReLU(Activation):
    """y = x for x > 0, else slope · x: a ReLU whose negative side is not quite flat, so that no unit can die.

    The derivative is 1 for x > 0, else the slope. Range (-∞, ∞). Any input shape. Source: Maas, Hannun and Ng 2013.
    """

    slope = Float(0.01, low=0, high=1, log=True, help="Steepness on the negative side")

    forward_kernel = leaky_relu
    backward_kernel = leaky_relu_gradient
    kinks = True
    cases = (*Activation.cases, Case({"slope": 0.3}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {"slope": self.slope}

    def summary(self) -> str:
        return f"{self.slope:g}"

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("LeakyRelu", *build.inputs, alpha=self.slope)

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: torch.nn.functional.leaky_relu(x, {self.slope})"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.LeakyReLU({self.slope})"
