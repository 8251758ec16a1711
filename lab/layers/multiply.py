"""Multiplying inputs."""

from __future__ import annotations

from lab.kernels.arithmetic import multiply
from lab.kernels.kernel import TensorReference
from lab.layers.base import Build, OnnxBuild, Shape
from lab.layers.pairwise import Pairwise
from lab.spec.registry import register


@register("layer", "multiply", title="Multiply", group="Merge", order=92)
class Multiply(Pairwise):
    """y = a · b · ...: multiplies inputs of one shape, number by number; so one input can let the other through or hold
    it back, as in attention and gates.

    The gradient of each input is the output's times all other inputs. Two to eight inputs of any shape; along an axis
    of length 1, the one number multiplies the whole axis: so channels × 1 × 1 weighs the channels of an image (squeeze
    and excitation). Errors: ShapeError where the shapes do not fit.
    """

    def emit_pair(self, build: Build, a: TensorReference, b: TensorReference, y: TensorReference) -> None:
        build.emit(multiply, a=a, b=b, y=y)

    def emit_gradient(
        self, build: Build, a: TensorReference, b: TensorReference, dy: TensorReference, of_b: bool, dx: TensorReference
    ) -> None:
        build.emit(multiply, a=dy, b=a if of_b else b, y=dx)

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
