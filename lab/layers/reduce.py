"""Making one number of all along an axis."""

from __future__ import annotations

from math import prod
from typing import ClassVar

from lab.kernels import pairs
from lab.kernels.arithmetic import multiply, scale
from lab.kernels.kernel import TensorReference
from lab.kernels.pairs import pair
from lab.kernels.reducing import reduce
from lab.layers.axes import PLACES, axes_of, with_axes
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape
from lab.layers.channels_last import channels_last
from lab.layers.window import Window
from lab.spec.fields import Bool, Choice
from lab.spec.registry import register


@register("layer", "reduce", title="Reduce", group="Arithmetic", order=145)
class Reduce(Layer):
    """y = the mean, the sum or the largest of all numbers along the chosen axes: what remains of a map, of a row, or of
    all channels at one place.

    The axes of a sample are channels (of a flat input its features), height and width (of a signal its length). Those
    that are chosen stay with length 1, or are dropped: of channels × height × width over height and width that is
    channels × 1 × 1 or a flat row of channels. dx = dy / n for a mean of n numbers, dy for a sum; of the largest,
    equals share dy evenly. Any input shape.
    """

    method = Choice(
        "mean",
        options={"mean": "Mean", "sum": "Sum", "maximum": "Maximum"},
        help="What is made of the numbers along the chosen axes",
    )
    channels = Bool(False, title="Over channels", help="Take all channels together; of a flat input all its features")
    height = Bool(True, title="Over height", help="Take all rows of a picture together")
    width = Bool(True, title="Over width", help="Take all columns of a picture together; of a signal its whole length")
    keep = Bool(True, title="Keep axes", help="The chosen axes stay, with length 1; without, they are dropped")

    kinks: ClassVar[bool] = True
    cases = (
        Case({}, ((3, 2, 4),)),
        Case({"method": "sum", "keep": False}, ((3, 2, 4),)),
        Case({"channels": True, "height": False, "width": False, "keep": False}, ((3, 2, 4),)),
        Case({"method": "maximum", "height": False}, ((3, 2, 4),)),
        Case({"method": "maximum", "channels": True, "width": False, "keep": False}, ((3, 5),)),
        Case({"method": "sum", "channels": True}, ((4,),)),
    )

    def _chosen(self, rank: int) -> tuple[bool, ...]:
        """For each axis of a sample, whether it is one of those along which numbers are taken together."""
        return tuple((self.channels, self.height, self.width)[place] for place in PLACES[rank])

    def output_shape(self, *shapes: Shape) -> Shape:
        found = list(zip(shapes[0], self._chosen(len(shapes[0])), strict=True))
        if self.keep:
            return tuple(1 if chosen else length for length, chosen in found)
        return tuple(length for length, chosen in found if not chosen) or (1,)

    def windows(self, *shapes: Shape) -> tuple[Window, ...] | None:
        chosen = self._chosen(len(shapes[0]))
        return None if any(chosen[1:]) or (chosen[0] and not self.keep) else super().windows(*shapes)

    def flops(self, *shapes: Shape) -> int:
        return 0 if self.method == "maximum" else prod(shapes[0])

    def summary(self) -> str:
        return self.method.capitalize()  # the option's own title, so that it is translated

    def _with_all_axes(self, build: Build, y: TensorReference) -> TensorReference:
        """A tensor of the output's shape, seen with the axes of the input: those that are chosen have length 1."""
        shape = build.input_shape()
        given = iter(axes_of(y, len(self.output_shape(shape))))
        if self.keep:
            return y
        return with_axes(y, [(1, 0) if chosen else next(given) for chosen in self._chosen(len(shape))])

    def _share(self, x: TensorReference, y: TensorReference) -> float:
        """What each number counts in the result."""
        return y.size / x.size if self.method == "mean" else 1.0

    def forward(self, build: Build) -> None:
        x, y = build.input(), self._with_all_axes(build, build.output())
        build.emit(reduce, x=x, y=y, factor=self._share(x, y), largest=int(self.method == "maximum"))

    def backward(self, build: Build) -> None:
        dx, dy = build.input_gradient(), self._with_all_axes(build, build.output_gradient())
        if dx is None:
            return
        if self.method != "maximum":
            build.emit(scale, x=dy.repeated(dx), y=dx, factor=self._share(dx, dy), offset=0.0)
            return
        x, y = build.input(), self._with_all_axes(build, build.output())
        wins, count, share = (build.scratch_tensor(*one) for one in (("wins", x), ("count", y), ("share", y)))
        build.emit(pair, a=x, b=y.repeated(x), y=wins, which=pairs.EQUAL)
        build.emit(reduce, x=wins, y=count, factor=1.0, largest=0)
        build.emit(pair, a=dy, b=count, y=share, which=pairs.DIVIDE)
        build.emit(multiply, a=wins, b=share.repeated(wins), y=dx)

    def onnx(self, build: OnnxBuild) -> str:
        shape = build.shapes[0]
        axes = [axis for axis, chosen in enumerate(self._chosen(len(shape)), 1) if chosen]
        if not axes:
            return build.inputs[0]
        kept = self.keep or len(axes) == len(shape)
        if self.method == "sum":
            y = build.add("ReduceSum", *build.inputs, build.constant(axes, "int64"), keepdims=int(kept))
        else:
            operator = "ReduceMean" if self.method == "mean" else "ReduceMax"
            y = build.add(operator, *build.inputs, axes=axes, keepdims=int(kept))
        return y if kept == self.keep else build.add("Reshape", y, build.constant([0, 1], "int64"))

    def torch(self, *shapes: Shape) -> str:
        rank = len(shapes[0])
        axes = tuple(axis for axis, chosen in enumerate(self._chosen(rank), 1) if chosen)
        if not axes:
            return "lambda x: x"
        method = {"mean": "mean", "sum": "sum", "maximum": "amax"}[self.method]
        kept = self.keep or len(axes) == rank
        reduced = f"x.{method}(dim={axes}{', keepdim=True' if kept else ''})"
        return f"lambda x: {reduced}" if kept == self.keep else f"lambda x: {reduced}.flatten(1)"

    def keras(self, *shapes: Shape) -> str:
        rank, chosen = len(shapes[0]), self._chosen(len(shapes[0]))
        if self.method != "sum" and rank > 1 and all(chosen[1:]) and not chosen[0]:
            kind = "Average" if self.method == "mean" else "Max"
            return f"keras.layers.Global{kind}Pooling{rank - 1}D({'keepdims=True' if self.keep else ''})"
        axes = tuple(axis for axis, one in enumerate(channels_last(chosen), 1) if one)
        if not axes:
            return "keras.layers.Identity()"
        method = {"mean": "mean", "sum": "sum", "maximum": "max"}[self.method]
        kept = self.keep or len(axes) == rank
        reduced = f"keras.ops.{method}(x, axis={axes}{', keepdims=True' if kept else ''})"
        if kept != self.keep and rank > 1:
            reduced = f"keras.ops.reshape({reduced}, (-1, 1))"
        if not self.keep and chosen == (True, False, False):
            reduced = f"keras.ops.swapaxes({reduced}, 1, 2)"  # rows have become channels, which stand last
        return f"keras.layers.Lambda(lambda x: {reduced})"
