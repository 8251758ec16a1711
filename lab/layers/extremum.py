"""What the largest and the smallest of several inputs have in common."""

from __future__ import annotations

from typing import ClassVar

from lab.layers.base import OnnxBuild, Shape
from lab.layers.pairwise import Pairwise


class Extremum(Pairwise):
    """Base of layers y = max(a, b, ...) and y = min(a, b, ...); `onnx_operator` is what ONNX calls it."""

    onnx_operator: ClassVar[str]
    kinks = True

    def flops(self, *shapes: Shape) -> int:
        return 0  # it only compares

    def onnx(self, build: OnnxBuild) -> str:
        return build.add(self.onnx_operator, *build.inputs)

    def torch(self, *shapes: Shape) -> str:
        names = "abcdefgh"[: len(shapes)]
        found = names[0]
        for name in names[1:]:
            found = f"torch.{self.name}({found}, {name})"
        return f"lambda {', '.join(names)}: {found}"

    def keras(self, *shapes: Shape) -> str:
        return f"keras.layers.{self.name.capitalize()}()"
