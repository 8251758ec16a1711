"""A window that slides along an axis: how it is padded and how many places it has. Convolution and pooling share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from lab.layers.base import Layer, Shape
from lab.layers.window import Window
from lab.spec.errors import ShapeError
from lab.spec.message import Message
from lab.spec.units import MINUS, format_shape


@dataclass(frozen=True)
class Slide:
    """A window of `size` cells, `dilation` apart, that moves by `stride` along `length` cells.

    `before` and `after` are how many cells are padded at either end.
    """

    length: int
    size: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0

    @property
    def span(self) -> int:
        """How many cells the window reaches over: d (f - 1) + 1."""
        return self.dilation * (self.size - 1) + 1

    @property
    def places(self) -> int:
        """o = floor((n + pads - d (f - 1) - 1) / s) + 1; not above 0 where the window does not fit."""
        return (self.length + self.before + self.after - self.span) // self.stride + 1

    @property
    def window(self) -> Window:
        """What a cell of the output sees. Cells in gaps between windows do not count as unseen at the end."""
        return _window(self)


@lru_cache(maxsize=1024)  # deep networks repeat the same few
def _window(slide: Slide) -> Window:
    covered = (slide.places - 1) * slide.stride + max(slide.span, slide.stride) - slide.before
    unseen = max(slide.length - covered, 0)
    return Window(slide.length, slide.span, Fraction(slide.stride), unseen, _sum(slide))


def _sum(slide: Slide) -> str:
    """o = floor((n + pads - d (f - 1) - 1) / s) + 1 with its numbers."""
    pads = f"2·{slide.before}" if slide.before == slide.after else f"{slide.before} + {slide.after}"
    padded = f"{slide.length} + {pads}" if slide.before or slide.after else str(slide.length)
    size = str(slide.size)
    if slide.dilation > 1:
        size = f"{slide.dilation}·({slide.size} {MINUS} 1) {MINUS} 1"
    room = f"({padded} {MINUS} {size})"
    whole = (slide.length + slide.before + slide.after - slide.span) % slide.stride == 0
    share = f"{room}/{slide.stride}" if whole else f"⌊{room}/{slide.stride}⌋"
    return f"{share} + 1 = {slide.places}"


def slide(
    length: int, size: int, stride: int, dilation: int, padding: str, explicit: tuple[int, int] = (0, 0)
) -> Slide:
    """The window with the padding that `padding` asks for.

    "valid" pads nothing; "full" pads d (f - 1) at each end; "same" pads so that o = ceil(n / s), where an odd cell goes
    to the end (right, bottom); "explicit" pads what it is told.
    """
    bare = Slide(length, size, stride, dilation)
    if padding == "full":
        before = after = bare.span - 1
    elif padding == "same":
        missing = max((-(-length // stride) - 1) * stride + bare.span - length, 0)
        before, after = missing // 2, missing - missing // 2
    else:
        before, after = explicit if padding == "explicit" else (0, 0)
    return Slide(length, size, stride, dilation, before, after)


def onnx_window(slides: Sequence[Slide]) -> dict[str, list[int]]:
    """The window as attributes of ONNX's operators."""
    window = {
        "kernel_shape": [axis.size for axis in slides],
        "strides": [axis.stride for axis in slides],
        "pads": [*(axis.before for axis in slides), *(axis.after for axis in slides)],
    }
    dilations = [axis.dilation for axis in slides]
    return window | {"dilations": dilations} if max(dilations) > 1 else window


def need_room(layer: Layer, slides: Sequence[Slide]) -> Shape:
    """How many places the window has along each axis; ShapeError where it is larger than the padded input."""
    if all(axis.places > 0 for axis in slides):
        return tuple(axis.places for axis in slides)
    spans = format_shape([axis.span for axis in slides])
    values = {
        "layer": Message(layer.title),
        "window": spans,
        "room": format_shape([axis.length + axis.before + axis.after for axis in slides]),
    }
    if any(axis.dilation > 1 for axis in slides):
        raise ShapeError(
            Message(
                "The window of {layer} reaches over {window} cells; the input with its padding has {room}. "
                "Choose a smaller kernel or dilation, more padding, or a larger input.",
                **values,
            )
        )
    raise ShapeError(
        Message(
            "The window of {layer} is {window}, larger than the input, which is {room} with its padding. "
            "Choose a smaller window, more padding, or a larger input.",
            **values,
        )
    )


def plain(numbers: Sequence[int]) -> int | tuple[int, ...]:
    """One number for all axes where they are equal, as PyTorch and Keras take it."""
    return numbers[0] if len(set(numbers)) == 1 else tuple(numbers)


def torch_pads(slides: Sequence[Slide]) -> tuple[int, ...]:
    """How much is padded, as PyTorch has it: from the last axis to the first, before and after each."""
    return tuple(pad for axis in reversed(slides) for pad in (axis.before, axis.after))
