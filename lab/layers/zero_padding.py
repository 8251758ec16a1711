"""Zero padding."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels.kernel import TensorReference
from lab.kernels.placing import cut_from_zeros, place_among_zeros
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.window import Window
from lab.spec.fields import Ints
from lab.spec.registry import register


@register("layer", "zero_padding", title="Zero padding", group="Shape", order=83)
class ZeroPadding(Layer):
    """y = x with zeros around it: a border for layers that would otherwise shrink the picture.

    y[b, c, i, j] = x[b, c, i - top, j - left] where there is such a pixel, else 0; axes: batch, channels, height,
    width. A signal is padded at its left and right end. Input (channels, height, width) or (channels, length). Errors:
    ShapeError for a flat input.
    """

    pads = Ints(
        1,
        parts=("top", "left", "bottom", "right"),
        high=999,
        unit="px",
        help="Zeros at each side; a signal has a left and a right side only",
    )

    linear: ClassVar[bool] = True
    cases = (
        Case({}, ((2, 3, 4),)),
        Case({"pads": (0, 1, 2, 3)}, ((2, 2, 1),)),
        Case({"pads": (5, 2, 5, 0)}, ((2, 4),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        top, left, bottom, right = self.pads
        channels, *height, width = shapes[0]
        return (channels, *(top + rows + bottom for rows in height), left + width + right)

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        top, left, bottom, right = self.pads
        pads = [(top, bottom), (left, right)][-(len(shapes[0]) - 1) :]
        return tuple(
            Window(length, sum=f"{before} + {length} + {after} = {before + length + after}")
            for length, (before, after) in zip(shapes[0][1:], pads, strict=True)
        )

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return str(self.pads[0]) if len(set(self.pads)) == 1 else ", ".join(map(str, self.pads))

    def _place(self, x: TensorReference, y: TensorReference) -> dict[str, int]:
        """Where the input lies in the output, as arguments of the kernels; a signal has no rows to add."""
        return {"stride": 1, "top": self.pads[0] if y.height > x.height else 0, "left": self.pads[1]}

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        build.emit(place_among_zeros, x=x, y=y, **self._place(x, y))

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None:
            build.emit(cut_from_zeros, dy=dy, dx=dx, **self._place(dx, dy))

    def onnx(self, build: OnnxBuild) -> str:
        top, left, bottom, right = self.pads
        before, after = ([top, left], [bottom, right]) if len(build.shapes[0]) == 3 else ([left], [right])
        return build.add("Pad", *build.inputs, build.constant([0, 0, *before, 0, 0, *after], "int64"))

    def torch(self, *shapes: Shape) -> str:
        top, left, bottom, right = self.pads
        axes = len(shapes[0]) - 1
        return f"lambda x: torch.nn.functional.pad(x, {(left, right, top, bottom)[: 2 * axes]})"

    def keras(self, *shapes: Shape) -> str:
        top, left, bottom, right = self.pads
        pads = ((top, bottom), (left, right)) if len(shapes[0]) == 3 else (left, right)
        return f"keras.layers.ZeroPadding{len(shapes[0]) - 1}D({pads})"
