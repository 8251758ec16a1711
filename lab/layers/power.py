"""Powers."""

from __future__ import annotations

from lab.kernels import functions
from lab.layers.base import Case, OnnxBuild, Shape
from lab.layers.function import Function
from lab.spec.fields import Float
from lab.spec.registry import register
from lab.spec.units import MINUS


@register("layer", "power", title="Power", group="Arithmetic", order=127)
class Power(Function):
    """y = x^exponent: squares, cubes, roots, and their reciprocals where the exponent is negative.

    The derivative is exponent · x^(exponent - 1). Of a negative number there is a power only where the exponent is
    a whole number, else the result is NaN; 0 to a negative power is infinite: there training stops with a message.
    Any input shape.
    """

    exponent = Float(
        2.0, low=-100, high=100, help="What every number is raised to: 2 squares, 0.5 takes the square root"
    )

    which = functions.POWER
    partial = True
    cases = (
        Case({}, ((2, 3, 4),)),
        Case({"exponent": -3}, ((5,),)),
        Case({"exponent": 17.0}, ((3, 4),)),
        Case({"exponent": 0.0}, ((4,),)),
    )

    def options(self) -> dict[str, float]:
        return {**super().options(), "a": self.exponent}

    def summary(self) -> str:
        return f"^ {self.exponent:g}".replace("-", MINUS)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Pow", build.inputs[0], build.constant(self.exponent))

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: x ** {self.exponent}"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.Lambda(lambda x: keras.ops.power(x, {self.exponent}))"
