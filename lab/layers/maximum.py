"""The largest of several inputs."""

from __future__ import annotations

from lab.kernels import pairs
from lab.layers.base import OnnxBuild, Shape
from lab.layers.pairwise import Pairwise
from lab.spec.registry import register


@register("layer", "maximum", title="Maximum", group="Arithmetic", order=142)
class Maximum(Pairwise):
    """y = the largest of a, b, ...: number by number, the largest of all inputs.

    The gradient goes to the input that won, to the first of equals. Two to eight inputs of one shape; along an axis of
    length 1, the one number is taken for the whole axis. Errors: ShapeError where the shapes do not fit.
    """

    which = pairs.MAXIMUM
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only compares

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Max", *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        found = names[0]
        for name in names[1:]:
            found = f"torch.maximum({found}, {name})"
        return f"lambda {', '.join(names)}: {found}"

    def keras(self, *shapes: Shape) -> str:
        return "keras.layers.Maximum()"
