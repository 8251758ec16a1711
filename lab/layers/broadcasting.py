"""What layers have in common that join inputs number by number and let one number stand for many."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod
from typing import ClassVar

from lab.kernels.kernel import TensorReference
from lab.kernels.reducing import reduce
from lab.layers.base import Build, Case, Layer, Shape
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.message import Message
from lab.spec.units import format_shape

SAME = (Case({}, ((2, 3, 4),) * 2), Case({}, ((5,),) * 3), Case({}, ((2, 3),) * 8))
REPEATED = (Case({}, ((3, 1, 1), (3, 2, 4))), Case({}, ((2, 4), (1, 4), (2, 1))))


class Broadcasting(Layer):
    """Base of layers whose inputs have one shape, or length 1 along axes where they differ: there, the one number is
    the same for the whole axis, as in NumPy."""

    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int] = 8
    cases: ClassVar[tuple[Case, ...]] = (*SAME, *REPEATED)

    def output_shape(self, *shapes: Shape) -> Shape:
        for shape in shapes:
            pairs = zip(shape, shapes[0], strict=False)
            if len(shape) != len(shapes[0]) or any(a != b and 1 not in (a, b) for a, b in pairs):
                raise _unlike(self, shapes[0], shape)
        whole = tuple(max(lengths) for lengths in zip(*shapes, strict=True))
        for shape in shapes:
            if any(length not in (1, wanted) for length, wanted in zip(shape, whole, strict=True)):
                raise _unlike(self, whole, shape)
        return whole

    def flops(self, *shapes: Shape) -> int:
        return (len(shapes) - 1) * prod(self.output_shape(*shapes))

    def windows(self, *shapes: Shape) -> tuple[Window, ...]:
        return tuple(
            Window(length, step=Fraction(1, after), sum=f"1·{after} = {after}") if length < after else Window(length)
            for length, after in zip(shapes[0][1:], self.output_shape(*shapes)[1:], strict=True)
        )

    def hand_back(self, build: Build, number: int, write: Callable[[TensorReference], None]) -> None:
        """Have dL/d(input) written by `write` in the size of the output, and summed where a number stood for many."""
        dx, dy = build.input_gradient(number), build.output_gradient()
        if dx is None:
            return
        if is_alike(dx, dy):
            write(dx)
        else:
            whole = build.scratch_tensor("whole_gradient", dy)
            write(whole)
            build.emit(reduce, x=whole, y=dx, factor=1.0, largest=0)


def is_alike(a: TensorReference, b: TensorReference) -> bool:
    """Whether samples of both have one size."""
    return (a.channels, a.height, a.width) == (b.channels, b.height, b.width)


def _unlike(layer: Layer, first: Shape, other: Shape) -> ShapeError:
    return ShapeError(
        Message(
            "{layer} needs inputs of one shape; only an axis of length 1 fits any other. These are {first} and "
            "{other}. Make them equal, for example with a 1 × 1 convolution on one of the ways.",
            layer=Message(layer.title),
            first=format_shape(first),
            other=format_shape(other),
        )
    )
