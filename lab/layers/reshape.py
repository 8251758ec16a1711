"""Reshaping."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels.copying import reshape
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.layers.channels_last import channels_last, permuted_to_channels_first, permuted_to_channels_last
from lab.spec.errors import ShapeError
from lab.spec.fields import Choice, Int
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_count, format_shape


@register("layer", "reshape", title="Reshape", group="Shape", order=81)
class Reshape(Layer):
    """y = the same numbers in the same order, seen in another shape: a row as a picture, a picture as a signal.

    Numbers are in order channel after channel, row after row: a picture's number (c, i, j) is the ((c H + i) W + j)th.
    Input of any shape with as many numbers as asked for. Errors: ShapeError where it has more or fewer. The way back to
    a row is Flatten.
    """

    form = Choice("image", options={"image": "Image", "signal": "Signal"}, help="What the numbers become")
    channels = Int(1, low=1, high=1_000_000, help="How many channels there are afterwards")
    height = Int(8, low=1, high=1_000_000, unit="px", help="Rows of the picture", when=("form", ("image",)))
    width = Int(8, low=1, high=1_000_000, unit="px", help="Columns of the picture", when=("form", ("image",)))
    length = Int(64, low=1, high=1_000_000, unit="samples", help="Length of the signal", when=("form", ("signal",)))

    linear: ClassVar[bool] = True
    cases = (
        Case({"channels": 3, "height": 2, "width": 4}, ((24,),)),
        Case({"channels": 4, "height": 1, "width": 3}, ((2, 3, 2),)),
        Case({"form": "signal", "channels": 3, "length": 4}, ((2, 6),)),
    )

    @property
    def _wanted(self) -> Shape:
        return (self.channels, self.height, self.width) if self.form == "image" else (self.channels, self.length)

    def output_shape(self, *shapes: Shape) -> Shape:
        wanted = self._wanted
        if prod(wanted) != prod(shapes[0]):
            raise ShapeError(
                Message(
                    "{layer} makes {wanted}, that is {count} numbers, of its input. This one is {shape}: {given} "
                    "numbers. Choose sizes whose product is {given}.",
                    layer=Message(self.title),
                    wanted=format_shape(wanted),
                    count=format_count(prod(wanted)),
                    shape=format_shape(shapes[0]),
                    given=format_count(prod(shapes[0])),
                )
            )
        return wanted

    def windows(self, *shapes: Shape) -> None:
        """Neighbours afterwards may have been anywhere before."""

    def flops(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return format_shape(self._wanted)

    def is_view(self, training: bool) -> bool:
        return True

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if x.offset != y.offset:  # else the plan has put them in one place
            build.emit(reshape, x=x, y=y)

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is not None and dx.offset != dy.offset:
            build.emit(reshape, x=dy, y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        return build.add("Reshape", *build.inputs, build.constant([0, *self._wanted], "int64"))

    def torch(self, *shapes: Shape) -> str:
        return f"lambda x: x.reshape(-1, {', '.join(map(str, self._wanted))})"

    def keras(self, *shapes: Shape) -> str:
        before, after = permuted_to_channels_first(shapes[0]), permuted_to_channels_last(self._wanted)
        wanted = self._wanted if after else channels_last(self._wanted)
        return f"{before}keras.layers.Reshape({wanted}){after}"
