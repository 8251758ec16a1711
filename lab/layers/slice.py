"""A part of the channels, rows and columns."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from lab.kernels.copying import copy
from lab.kernels.placing import place_among
from lab.layers.axes import PLACES
from lab.layers.base import AXES, Build, Case, Layer, OnnxBuild, Shape
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Ints
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_shape

_PARTS = ("channels", "height", "width")


@register("layer", "slice", title="Slice", group="Shape", order=86)
class Slice(Layer):
    """y = a part of x: some of the channels, and of each the rows and columns in between; what lies outside is dropped.

    y[b, c, i, j] = x[b, c + start, i + start, j + start], each axis with its own start; axes: batch, channels, height,
    width. Of a signal the width is its length, of a flat input the channels are its features. What is dropped gets the
    gradient 0. Any input shape. Errors: ShapeError where nothing would be left, or where the input ends before.
    """

    start = Ints(0, parts=_PARTS, high=1_000_000, help="The first of each that is kept, counted from 0")
    end = Ints(
        0, parts=_PARTS, high=1_000_000, help="The first of each that is no longer kept; 0 keeps all up to the end"
    )

    linear: ClassVar[bool] = True
    cases = (
        Case({"start": (1, 0, 2), "end": (3, 2, 0)}, ((4, 3, 4),)),
        Case({"start": (0, 9, 1), "end": (2, 0, 3)}, ((3, 5),)),
        Case({"end": (2, 0, 0)}, ((5,),)),
    )

    def ranges(self, shape: Shape) -> list[tuple[int, int]]:
        """Start and end along each axis of a sample of this shape."""
        parts = zip(PLACES[len(shape)], shape, strict=True)
        return [(self.start[part], self.end[part] or length) for part, length in parts]

    def output_shape(self, *shapes: Shape) -> Shape:
        for (start, end), length, axis in zip(self.ranges(shapes[0]), shapes[0], AXES[len(shapes[0])], strict=True):
            if not start < end <= length:
                raise ShapeError(
                    Message(
                        "{layer} keeps {axis} {start} to {end}. This input, {shape}, has {length}. Choose a start "
                        "below the end, and an end of at most {length}.",
                        layer=Message(self.title),
                        axis=axis,
                        start=start,
                        end=end,
                        shape=format_shape(shapes[0]),
                        length=length,
                    )
                )
        return tuple(end - start for start, end in self.ranges(shapes[0]))

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(
            Window(length, sum=f"{end} − {start} = {end - start}" if end - start < length else "")
            for (start, end), length in zip(self.ranges(shapes[0])[1:], shapes[0][1:], strict=True)
        )

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        ends = zip(self.start, self.end, strict=True)
        return ", ".join(f"{start or ''}:{end or ''}" for start, end in ends)

    def _starts(self, build: Build) -> tuple[int, int, int]:
        """Where the part begins: channel, row, column."""
        starts = [start for start, _ in self.ranges(build.input_shape())]
        return starts[0], starts[1] if len(starts) == 3 else 0, starts[-1] if len(starts) > 1 else 0

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        offset = sum(start * step for start, step in zip(self._starts(build), x.strides[1:], strict=True))
        build.emit(copy, x=replace(y, offset=x.offset + offset, strides=x.strides), y=y)

    def backward(self, build: Build) -> None:
        dx = build.input_gradient()
        if dx is not None:
            front, top, left = self._starts(build)
            where = {"stride": 1, "front": front, "top": top, "left": left}
            build.emit(place_among, x=build.output_gradient(), y=dx, value=0.0, **where)

    def onnx(self, build: OnnxBuild) -> str:
        starts, ends = zip(*self.ranges(build.shapes[0]), strict=True)
        axes = range(1, len(starts) + 1)
        return build.add("Slice", *build.inputs, *(build.constant(some, "int64") for some in (starts, ends, axes)))

    def torch(self, *shapes: Shape) -> str:
        parts = zip(self.ranges(shapes[0]), shapes[0], strict=True)
        kept = [f"{start or ''}:{end if end < length else ''}" for (start, end), length in parts]
        return f"lambda x: x[:, {', '.join(kept)}]"

    def keras(self, *shapes: Shape) -> str:
        parts = zip(self.ranges(shapes[0]), shapes[0], strict=True)
        kept = [f"{start or ''}:{end if end < length else ''}" for (start, end), length in parts]
        return f"keras.layers.Lambda(lambda x: x[:, {', '.join([*kept[1:], kept[0]])}])"
