"""Another order of the axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.kernel import TensorReference
from lab.layers.axes import axes_of, with_axes
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.channels_last import channels_last
from lab.spec.fields import Choice
from lab.spec.registry import register

_LETTERS = "chw"


@register("layer", "transpose", title="Transpose", group="Shape", order=85)
class Transpose(Layer):
    """y = x with its axes in another order: rows become columns, or channels become rows.

    With the axes (width, channels, height), y[b, j, c, i] = x[b, c, i, j]; axes: batch, channels, height, width. Of a
    signal, channels and length change places, whatever is chosen. Input (channels, height, width) or (channels,
    length). Errors: ShapeError for a flat input.
    """

    axes = Choice(
        "cwh",
        options={
            "cwh": "Channels, width, height",
            "hcw": "Height, channels, width",
            "hwc": "Height, width, channels",
            "wch": "Width, channels, height",
            "whc": "Width, height, channels",
        },
        help="Which axes become channels, height and width of the output; of a signal the two change places",
    )

    linear: ClassVar[bool] = True
    cases = (
        Case({}, ((2, 3, 4),)),
        Case({"axes": "hwc"}, ((2, 3, 4),)),
        Case({"axes": "wch"}, ((1, 3, 2),)),
        Case({}, ((3, 5),)),
    )

    def permutation(self, rank: int) -> tuple[int, ...]:
        """For each axis of the output, which of the input's it is; channels are 0."""
        return tuple(_LETTERS.index(letter) for letter in self.axes) if rank == 3 else (1, 0)

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        return tuple(shapes[0][axis] for axis in self.permutation(len(shapes[0])))

    def windows(self, *shapes: Shape) -> None:
        """Places may have become channels."""

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return ", ".join(self.axes).upper()

    def _emit(self, build: Build, x: TensorReference, y: TensorReference, order: Sequence[int]) -> None:
        axes = axes_of(x, len(order))
        build.emit(copy, x=with_axes(x, [axes[axis] for axis in order]), y=y)

    def forward(self, build: Build) -> None:
        self._emit(build, build.input(), build.output(), self.permutation(len(build.input_shape())))

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            order = self.permutation(len(build.input_shape()))
            self._emit(build, build.output_gradient(), dx, [order.index(axis) for axis in range(len(order))])

    def onnx(self, build: OnnxBuild) -> str:
        order = self.permutation(len(build.shapes[0]))
        return build.add("Transpose", *build.inputs, perm=[0, *(axis + 1 for axis in order)])

    def torch(self, *shapes: Shape) -> str:
        order = self.permutation(len(shapes[0]))
        return f"lambda x: x.permute{(0, *(axis + 1 for axis in order))}"

    def keras(self, *shapes: Shape) -> str:
        last = channels_last(tuple(range(len(shapes[0]))))  # our axes in Keras' order
        order = channels_last(self.permutation(len(shapes[0])))
        return f"keras.layers.Permute({tuple(last.index(axis) + 1 for axis in order)})"
