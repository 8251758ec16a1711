"""Words of Keras that several layers share. There the channels are the last axis: (batch, height, width, channels)."""

from __future__ import annotations

from collections.abc import Sequence

from lab.layers.base import Shape
from lab.layers.sliding import Slide, plain, slide


def channels_last(shape: Shape) -> Shape:
    """The shape of a sample with its channels behind: (height, width, channels)."""
    return (*shape[1:], shape[0])


def permuted_to_channels_first(shape: Shape) -> str:
    """The line that brings Keras' numbers into our order; nothing where both orders are the same."""
    if len(shape) == 1 or shape[0] == 1:
        return ""
    return f"keras.layers.Permute({(len(shape), *range(1, len(shape)))})\n"


def permuted_to_channels_last(shape: Shape) -> str:
    """The line that brings numbers in our order, and of our shape, into Keras'."""
    if len(shape) == 1 or shape[0] == 1:
        return ""
    return f"\nkeras.layers.Permute({(*range(2, len(shape) + 1), 1)})"


def is_same(slides: Sequence[Slide]) -> bool:
    """Whether the windows reach over the edge nowhere, or as far as with padding "same"."""
    same = [slide(axis.length, axis.size, axis.stride, axis.dilation, "same") for axis in slides]
    return same == list(slides) or not any(axis.before or axis.after for axis in slides)


def keras_pads(slides: Sequence[Slide]) -> tuple[tuple[int, int], ...]:
    """What is padded, axis by axis, before and after."""
    return tuple((axis.before, axis.after) for axis in slides)


def keras_convolution(
    kind: str, arguments: Sequence[str], slides: Sequence[Slide], more: Sequence[str], *, strides: bool = True
) -> str:
    """The lines of a convolution: the layer, and before it the zeros that neither "valid" nor "same" would put there.

    Keras cannot stride and dilate at once. There, and where `strides` is False, each place is computed, and a pooling
    over one cell keeps every s-th.
    """
    axes, lines, given = len(slides), [], list(arguments)
    stride, dilation = [axis.stride for axis in slides], [axis.dilation for axis in slides]
    picked = max(stride) > 1 and (max(dilation) > 1 or not strides)
    if max(stride) > 1 and not picked:
        given.append(f"strides={plain(stride)}")
    if any(axis.before or axis.after for axis in slides):
        if is_same(slides) and not picked:
            given.append('padding="same"')
        else:
            pads = keras_pads(slides)
            lines.append(f"keras.layers.ZeroPadding{axes}D({pads if axes > 1 else pads[0]})")
    if max(dilation) > 1:
        given.append(f"dilation_rate={plain(dilation)}")
    lines.append(f"{kind}({', '.join([*given, *more])})")
    if picked:
        lines.append(f"keras.layers.MaxPooling{axes}D(1, strides={plain(stride)})")
    return "\n".join(lines)
