"""A border of zeros, or of something else."""

from __future__ import annotations

from typing import ClassVar

from lab.kernels import placing
from lab.kernels.kernel import TensorReference
from lab.kernels.placing import continue_around, continue_around_gradient, cut_out, place_among
from lab.layers.base import Build, Case, Layer, OnnxBuild, Shape, need_rank
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.fields import Choice, Float, Ints
from lab.spec.message import Message
from lab.spec.registry import register


@register("layer", "zero_padding", title="Zero padding", group="Shape", order=83)
class ZeroPadding(Layer):
    """y = x with zeros around it: a border for layers that would otherwise shrink the picture.

    y[b, c, i, j] = x[b, c, i - top, j - left] where there is such a pixel, else 0; axes: batch, channels, height,
    width. A signal is padded at its left and right end. Instead of zeros another number can stand around, or x itself:
    mirrored in its outermost pixels, which stand once (3 2 | 1 2 3), its outermost pixels repeated (1 1 | 1 2 3), or
    its other end (2 3 | 1 2 3). Input (channels, height, width) or (channels, length). Errors: ShapeError for a flat
    input, and where x is too small to be mirrored or to go round.
    """

    pads = Ints(
        1,
        parts=("top", "left", "bottom", "right"),
        high=999,
        unit="px",
        help="Zeros at each side; a signal has a left and a right side only",
    )
    fill = Choice(
        "zeros",
        options={
            "zeros": "Zeros",
            "constant": "A number",
            "reflect": "Mirror image",
            "edge": "Outermost pixels",
            "wrap": "Other end",
        },
        title="Filled with",
        help="What stands around the input",
    )
    value = Float(0.0, low=-1e9, high=1e9, title="Number", help="What stands around", when=("fill", ("constant",)))

    linear: ClassVar[bool] = True
    cases = (
        Case({}, ((2, 3, 4),)),
        Case({"pads": (0, 1, 2, 3)}, ((2, 2, 1),)),
        Case({"pads": (5, 2, 5, 0)}, ((2, 4),)),
        Case({"fill": "constant", "value": -1.5}, ((1, 2, 2),)),
        Case({"pads": (1, 2, 2, 0), "fill": "reflect"}, ((2, 3, 4),)),
        Case({"pads": (5, 2, 5, 3), "fill": "edge"}, ((2, 2),)),
        Case({"pads": (2, 0, 1, 3), "fill": "wrap"}, ((1, 2, 3),)),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        need_rank(self, shapes[0], 2, 3)
        top, left, bottom, right = self.pads
        channels, *height, width = shapes[0]
        longest = {"reflect": -1, "wrap": 0}.get(self.fill, 999)
        sides = [(width, max(left, right)), *((rows, max(top, bottom)) for rows in height)]
        for length, pad in sides:
            if pad > length + longest:
                raise ShapeError(
                    Message(
                        "{layer} has nothing to put {pad} px beyond {length}: of this input there are at most {most}. "
                        "Pad less, or fill with something else.",
                        layer=Message(self.title),
                        pad=pad,
                        length=length,
                        most=length + longest,
                    )
                )
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
        return {"top": self.pads[0] if y.height > x.height else 0, "left": self.pads[1]}

    @property
    def _way(self) -> dict[str, int] | None:
        """How the input is continued, as an argument of the kernels; None where a number stands around it."""
        ways = {"reflect": placing.REFLECT, "edge": placing.EDGE, "wrap": placing.WRAP}
        return {"way": ways[self.fill]} if self.fill in ways else None

    @property
    def _number(self) -> float:
        return self.value if self.fill == "constant" else 0.0

    def forward(self, build: Build) -> None:
        x, y = build.input(), build.output()
        if self._way is not None:
            build.emit(continue_around, x=x, y=y, **self._place(x, y), **self._way)
        else:
            build.emit(place_among, x=x, y=y, value=self._number, stride=1, front=0, **self._place(x, y))

    def backward(self, build: Build) -> None:
        dy, dx = build.output_gradient(), build.input_gradient()
        if dx is None:
            return
        if self._way is not None:
            build.emit(continue_around_gradient, dy=dy, dx=dx, **self._place(dx, dy), **self._way)
        else:
            build.emit(cut_out, dy=dy, dx=dx, stride=1, front=0, **self._place(dx, dy))

    def onnx(self, build: OnnxBuild) -> str:
        top, left, bottom, right = self.pads
        (x,), shape = build.inputs, build.shapes[0]
        before, after = ([top, left], [bottom, right]) if len(shape) == 3 else ([left], [right])
        if self.fill == "wrap":  # operator set 17 cannot: the ends are cut off and put to the other side
            for axis, (first, last) in enumerate(zip(before, after, strict=True), 2):
                length = shape[axis - 1]
                ends = [(length - first, length, first), (0, last, last)]
                cut = [_part(build, x, axis, start, end) if count else "" for start, end, count in ends]
                x = build.add("Concat", *filter(None, (cut[0], x, cut[1])), axis=axis)
            return x
        pads = build.constant([0, 0, *before, 0, 0, *after], "int64")
        if self._way is not None:
            return build.add("Pad", x, pads, mode=self.fill)
        return build.add("Pad", x, pads, *([build.constant(self._number)] if self._number else []))

    def torch(self, *shapes: Shape) -> str:
        top, left, bottom, right = self.pads
        pads = (left, right, top, bottom)[: 2 * (len(shapes[0]) - 1)]
        ways = {"reflect": "reflect", "edge": "replicate", "wrap": "circular"}
        more = f", mode={ways[self.fill]!r}" if self.fill in ways else f", value={self._number}" * bool(self._number)
        return f"lambda x: torch.nn.functional.pad(x, {pads}{more})"

    def keras(self, *shapes: Shape) -> str:
        top, left, bottom, right = self.pads
        pads = ((top, bottom), (left, right))[-(len(shapes[0]) - 1) :]
        if self._way is not None:
            return f'Surrounded({pads}, "{self.fill}")'
        if not self._number:
            return f"keras.layers.ZeroPadding{len(pads)}D({pads if len(pads) > 1 else pads[0]})"
        every = ((0, 0), *pads, (0, 0))
        return f"keras.layers.Lambda(lambda x: keras.ops.pad(x, {every}, constant_values={self._number}))"


def _part(build: OnnxBuild, x: str, axis: int, start: int, end: int) -> str:
    """x from `start` to `end` along one axis."""
    return build.add("Slice", x, *(build.constant([number], "int64") for number in (start, end, axis)))
