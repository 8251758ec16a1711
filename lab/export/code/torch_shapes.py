"""What PyTorch's modules and functions share: checks of the input, flat rows, poolings."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from lab.export.code.layers import layer, there_is
from lab.export.code.tensors import Apply, Tensor
from lab.export.code.values import Refused, is_number
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


def fits(reader: Reader, x: Tensor, rank: int, channels: int | None = None, features: int | None = None) -> None:
    """PyTorch states how many channels or features a layer takes; `rank` 0 leaves open what they belong to."""
    reader.need(x, rank or 3, channels, features)
    if x.shape is None:
        return
    wanted = features if features is not None else channels
    if wanted is None or (rank and len(x.shape) != rank) or x.shape[0] == wanted:
        return
    if features is not None:
        reader.misfit(
            Message(
                "This layer is written for {wanted} features; {given} arrive here. Change one of the two.",
                wanted=wanted,
                given=x.shape[0],
            ),
            x.shape[0] - wanted,
        )
    else:
        reader.misfit(
            Message(
                "This layer is written for {wanted} channels; {given} arrive here. Change one of the two.",
                wanted=wanted,
                given=x.shape[0],
            )
        )


def flattened(reader: Reader, x: Tensor) -> Tensor:
    """All numbers of a sample in one row; nothing is added where they are in a row already."""
    if x.shape is not None and len(x.shape) == 1:
        return x
    if x.layer.name == "reshape" and x.sources[0].shape == (prod(x.shape or ()),):
        return x.sources[0]  # pictures of one pixel, made by a global pooling
    return reader.add(layer("flatten"), x)


def as_pixels(reader: Reader, x: Tensor, axes: int) -> Tensor:
    """A row of channels as pictures of one pixel, or signals of one value."""
    if x.shape is None:
        return x
    form = {"form": "image", "height": 1, "width": 1} if axes == 2 else {"form": "signal", "length": 1}
    return reader.add(layer("reshape", channels=x.shape[0], **form), x)


def adaptive(kind: str, axes: int, size: Any) -> Apply:
    """Pooling to a size that is given: over everything, or by windows that share out the sides evenly."""
    sides = list(size) if isinstance(size, list | tuple) else [size] * axes
    if not all(is_number(side) or side is None for side in sides) or len(sides) != axes:
        raise Refused(Message("The size of the output is given by whole numbers here, such as (1, 1)."))

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        reader.need(x, 1 + axes)
        if all(side == 1 for side in sides):
            return as_pixels(reader, reader.add(layer(f"global_{kind}_pool"), x), axes)
        if x.shape is None or len(x.shape) != 1 + axes:
            return reader.add(layer(f"{kind}_pool{axes}d"), x)
        wanted = [given if side is None else side for side, given in zip(sides, x.shape[1:], strict=True)]
        if all(side == given for side, given in zip(wanted, x.shape[1:], strict=True)):
            return x
        if any(given % side for side, given in zip(wanted, x.shape[1:], strict=True)):
            raise Refused(
                Message(
                    "Pooling from {given} to {wanted} needs windows of several sizes. Choose a size that divides it.",
                    given=" × ".join(map(str, x.shape[1:])),
                    wanted=" × ".join(map(str, wanted)),
                )
            )
        window = tuple(given // side for side, given in zip(wanted, x.shape[1:], strict=True))
        return reader.add(layer(f"{kind}_pool{axes}d", size=window, stride=window), x)

    return apply


def pooled(
    kind: str,
    size: tuple[int, ...],
    stride: tuple[int, ...] | None,
    padding: tuple[int, ...],
    ceil_mode: bool,
    counts_zeros: bool = True,
) -> Apply:
    """Pooling with PyTorch's padding, the same on both sides."""
    axes, steps = len(size), size if stride is None else stride
    name = f"{kind}_pool{axes}d"

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        reader.need(x, 1 + axes)
        sides = x.shape[1:] if x.shape is not None and len(x.shape) == 1 + axes else None
        if not any(padding) and (not ceil_mode or sides is None or _even(sides, size, steps)):
            return reader.add(layer(name, size=size, stride=steps), x)
        if sides is None:
            return reader.add(layer(name, size=size, stride=steps, padding="same"), x)
        return _padded(reader, x, sides)

    def _padded(reader: Reader, x: Tensor, sides: tuple[int, ...]) -> Tensor:
        """Padding "same" where it pads alike; zeros before the pooling where they cannot win or count anyway."""
        same = layer(name, size=size, stride=steps, padding="same")
        slides = same.slides(x.shape)  # type: ignore[attr-defined]
        alike = all(s.before == p for s, p in zip(slides, padding, strict=True))
        enough = all(
            s.places == -(-(side + 2 * p - f) // step) + 1 if ceil_mode else s.places == (side + 2 * p - f) // step + 1
            for s, side, p, f, step in zip(slides, sides, padding, size, steps, strict=True)
        )
        if alike and enough and (kind == "max" or not counts_zeros):
            return reader.add(same, x)
        zeros = kind == "max" and _never_negative(x)
        if not ceil_mode and (zeros or (kind == "average" and counts_zeros)) and there_is("zero_padding") and axes == 2:
            top, left = padding
            padded = reader.add(layer("zero_padding", pads=(top, left, top, left)), x)
            return reader.add(layer(name, size=size, stride=steps), padded)
        if enough and kind == "max":
            reader.note(
                Message("The windows of some poolings begin at the edge here, and one pixel before it in the code.")
            )
            return reader.add(same, x)
        raise Refused(Message("The laboratory cannot pad this pooling so. The network is read without it."))

    return apply


def _even(sides: tuple[int, ...], size: tuple[int, ...], steps: tuple[int, ...]) -> bool:
    """Whether windows reach the end of each side, so that nothing is rounded."""
    return all((side - f) % step == 0 for side, f, step in zip(sides, size, steps, strict=True))


def _never_negative(x: Tensor) -> bool:
    """Whether x cannot be below zero, so that zeros around it never win."""
    return x.layer.name in ("relu", "sigmoid", "hard_sigmoid", "softplus", "softmax")
