"""Multiplying inputs."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.arithmetic import multiply
from lab.kernels.kernel import TensorReference
from lab.layers.base import Build, Case, OnnxBuild, Shape
from lab.layers.merging import Merging
from lab.spec.registry import register


@register("layer", "multiply", title="Multiply", group="Merge", order=92)
class Multiply(Merging):
    """y = a · b · ...: multiplies inputs of one shape, number by number; so one input can let the other through or hold
    it back, as in attention and gates.

    The gradient of each input is the output's times all other inputs. Two to eight inputs of any shape. Errors:
    ShapeError where the shapes differ.
    """

    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int] = 8
    cases = (Case({}, ((2, 3, 4),) * 2), Case({}, ((5,),) * 3), Case({}, ((2, 3),) * 8))

    def flops(self, *shapes: Shape) -> int:
        return (len(shapes) - 1) * prod(shapes[0])

    def _products(self, build: Build) -> list[TensorReference]:
        """The product of the inputs up to each: the first is the first input, the last the output."""
        x, y = build.input(), build.output()
        between = [build.scratch_tensor(f"product{number}", y) for number in range(1, len(build.inputs()) - 1)]
        return [x, *between, y]

    def forward(self, build: Build) -> None:
        products = self._products(build)
        for number, x in enumerate(build.inputs()[1:]):
            build.emit(multiply, a=products[number], b=x, y=products[number + 1])

    def backward(self, build: Build) -> None:
        inputs, products, gradient = build.inputs(), self._products(build), build.output_gradient()
        wanted = [build.input_gradient(number) for number in range(len(inputs))]
        # From the last factor to the first: `gradient` is that of the product up to the factor at hand.
        for number in reversed(range(1, len(inputs))):
            dx, rest = wanted[number], wanted[:number]
            if dx is not None:
                build.emit(multiply, a=gradient, b=products[number - 1], y=dx)
            if not any(rest):
                return
            before = rest[0] if number == 1 else build.scratch_tensor("product_gradient", gradient)
            assert before is not None  # the only one of the rest that can be wanted
            build.emit(multiply, a=gradient, b=inputs[number], y=before)
            gradient = before

    def onnx(self, build: OnnxBuild) -> str:
        product, *others = build.inputs
        for other in others:
            product = build.add("Mul", product, other)
        return product

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        return f"lambda {', '.join(names)}: {' * '.join(names)}"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Multiply()"
