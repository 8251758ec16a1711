"""What PyTorch's modules and functions share: checks of the input, flat rows, poolings."""

from __future__ import annotations

from math import prod
from operator import add
from typing import TYPE_CHECKING, Any

from lab.export.code.layers import layer
from lab.export.code.tensors import Apply, Tensor
from lab.export.code.values import Refused, Unknown, is_number
from lab.layers.base import Layer
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_GLOBAL = {"mean": "global_average_pool", "maximum": "global_max_pool"}


def function_names(name: str) -> tuple[str, str, str]:
    """The names of a function that is also a method of tensors."""
    return f"torch.nn.functional.{name}", f"torch.{name}", f"tensor.{name}"


def applied(reader: Reader, x: Any, apply: Apply) -> Any:
    """What becomes of a tensor; of anything else nothing is known."""
    tensors = reader.tensors_of([x])
    if not tensors:
        return x if isinstance(x, Unknown) else Unknown(reader.call_node, Message("No data flows here."))
    return apply(reader, tensors)


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
    if x.layer.name == "reduce" and prod((x.shape or ())[1:]) == 1:  # one number for each channel, made by `pixels`
        return reader.add(layer(_GLOBAL[x.layer.setting("method")]), x.sources[0])
    return reader.add(layer("flatten"), x)


def pixels(reader: Reader, x: Tensor, kind: str) -> Tensor:
    """Global pooling ("average", "max") to pictures of one pixel, or signals of one value."""
    method = {"average": "mean", "max": "maximum"}[kind]
    return reader.add(layer("reduce", method=method, channels=False, height=True, width=True, keep=True), x)


def adaptive(kind: str, axes: int, size: Any) -> Apply:
    """Pooling to a size that is given: over everything, or by windows that share out the sides evenly."""
    sides = list(size) if isinstance(size, list | tuple) else [size] * axes
    if not all(is_number(side) or side is None for side in sides) or len(sides) != axes:
        raise Refused(Message("The size of the output is given by whole numbers here, such as (1, 1)."))

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        (x,) = tensors
        reader.need(x, 1 + axes)
        if all(side == 1 for side in sides):
            return pixels(reader, x, kind)
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
        known = x.shape is not None and len(x.shape) == 1 + axes
        sides = x.shape[1:] if x.shape is not None and known else ()
        more = [_beyond(*each) for each in zip(sides, size, steps, padding, strict=True)] if known and ceil_mode else []
        before, after = padding, tuple(map(add, padding, more or (0,) * axes))
        if kind == "average" and counts_zeros and any(padding):
            x = reader.add(layer("zero_padding", pads=_on_four_sides(padding)), x, helps=True)
            before, after = (0,) * axes, tuple(more or (0,) * axes)
        if not any((*before, *after)):
            return reader.add(layer(name, size=size, stride=steps), x)
        spans = [(f - 1) // 2 == p == q and f % 2 for f, p, q in zip(size, before, after, strict=True)]
        if max(steps) == 1 and all(spans):
            return reader.add(layer(name, size=size, stride=steps, padding="same"), x)
        return reader.add(layer(name, size=size, stride=steps, padding="explicit", pads=(*before, *after)), x)

    return apply


def _beyond(side: int, size: int, step: int, pad: int) -> int:
    """How many cells beyond the padding the last window reaches where places are rounded up (ceil_mode)."""
    places = -(-(side + 2 * pad - size) // step) + 1
    if (places - 1) * step >= side + pad:  # PyTorch leaves out a window that begins in the padding
        places -= 1
    return max((places - 1) * step + size - side - 2 * pad, 0)


def _on_four_sides(padding: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The same padding on both sides, as (top, left, bottom, right); of a signal it lies left and right."""
    top, left = (0, *padding)[-2:]
    return top, left, top, left


def upsampled(factor: Any, mode: Any, align_corners: Any = None) -> Layer:
    """The layer that makes pictures or signals larger by whole factors."""
    methods = {"nearest": "nearest", "bilinear": "linear", "linear": "linear"}
    if mode not in methods:
        raise Refused(Message('The laboratory makes pictures larger by "nearest" or "bilinear".'))
    alike = "corners" if align_corners is True else "middles"
    return layer("upsample", factor=factor, method=methods[mode], alike=alike)


_FILLS = {"constant": "zeros", "zeros": "zeros", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def around(pads: Any, mode: str = "constant", value: float = 0.0) -> Layer:
    """What stands around pictures (left, right, top, bottom) or signals (left, right)."""
    sides = list(pads) if isinstance(pads, list | tuple) else [pads] * 4
    if len(sides) not in (2, 4) or mode not in _FILLS or not all(isinstance(side, int) for side in sides):
        raise Refused(Message("The laboratory pads signals (left, right) and pictures (left, right, top, bottom)."))
    left, right, top, bottom = (*sides, 0, 0)[:4]
    settings: dict[str, Any] = {"fill": "constant", "value": value} if value else {"fill": _FILLS[mode]}
    return layer("zero_padding", pads=(top, left, bottom, right), **settings)
