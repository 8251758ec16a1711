"""The threshold of the perceptron."""

from __future__ import annotations

from lab.kernels.copying import copy
from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, where, zeros_like
from lab.layers.activation import Activation
from lab.layers.base import Build, Case, OnnxBuild, Shape
from lab.spec.fields import Bool, Choice
from lab.spec.registry import register


@elementwise
def step(x: Lanes, low: float) -> Lanes:
    """y = 1 where x >= 0, else low; NaN stays NaN."""
    return where(x >= 0, 1, where(x < 0, low, x))


@elementwise
def step_gradient(dy: Lanes, low: float) -> Lanes:
    """dx = 0."""
    return zeros_like(dy)


@register("layer", "step", title="Step function", group="Activation", order=58)
class Step(Activation):
    """y = 1 for x ≥ 0, else 0 or -1: the yes or no of the first artificial neurons. Gradient descent cannot train what
    comes before it; only the perceptron rule can.

    The perceptron rule needs the gradient straight through: handed on as if the layer were not there, which with the
    loss Perceptron is output - target. The lower value 0 is the unit step ("hardlim"), -1 the sign ("hardlims"). The
    derivative is taken as 0 everywhere, at the jump too. Any input shape. Source: McCulloch and Pitts 1943, Rosenblatt
    1958.
    """

    low = Choice(
        "0",
        options={"0": "0 (unit step)", "-1": "-1 (sign)"},
        title="Lower value",
        help="The output for negative numbers",
    )

    straight_through = Bool(
        False,
        help="Hands the gradient on unchanged, for the perceptron rule; the true derivative, 0, lets nothing learn",
    )

    forward_kernel = step
    backward_kernel = step_gradient
    kinks = True
    cases = (*Activation.cases, Case({"low": "-1"}, ((3, 4),)))

    def options(self) -> dict[str, float]:
        return {"low": float(self.low)}

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if self.straight_through and dx is not None:
            build.emit(copy, x=build.output_gradient(), y=dx)
        else:
            super().backward(build)

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return f"{self.low}, 1"

    def onnx(self, build: OnnxBuild) -> str:
        reached = build.add("GreaterOrEqual", *build.inputs, build.constant(0.0))
        return build.add("Where", reached, build.constant(1.0), build.constant(float(self.low)))

    def torch(self, *shapes: Shape) -> str:
        gradient = "(x - x.detach())" if self.straight_through else "0 * x"
        return f"lambda x: torch.where(x < 0, {self.low}.0, 1.0) + {gradient}"

    def keras(self, *shapes: Shape) -> str:
        more = ", straight_through=True" if self.straight_through else ""
        return f"Step({float(self.low)}{more})"
