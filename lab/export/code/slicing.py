"""Parts of tensors, and tensors with their axes in another order."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lab.export.code.layers import layer, optional, there_is
from lab.export.code.tensors import Tensor
from lab.export.code.values import Refused
from lab.layers.base import AXES
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_LETTERS = "chw"


def sliced(reader: Reader, x: Tensor, index: Any, node: ast.Subscript) -> Tensor:
    """x[:, :8]: some of the channels, rows and columns, for all samples; what cannot be read is told."""
    wanted = list(index) if isinstance(index, tuple) else [index]
    if wanted and wanted[-1] is Ellipsis:
        wanted.pop()
    if x.shape is None or not there_is("slice") or len(wanted) > len(x.shape) + 1:
        return _whole(reader, x, node)
    if not wanted or wanted[0] != slice(None):
        return _whole(reader, x, node)
    sides = [slice(None)] * len(x.shape)
    for number, each in enumerate(wanted[1:]):
        if not isinstance(each, slice):
            return _whole(reader, x, node)
        sides[number] = each
    if x.last:
        sides = [sides[-1], *sides[:-1]]
    steps = {each.step or 1 for each in sides[1:]}
    if steps not in ({1}, set()) or sides[0].step not in (None, 1):
        with reader.at(node):
            return _every(reader, x, sides, steps) or _whole(reader, x, node)
    ranges = [each.indices(length)[:2] for each, length in zip(sides, x.shape, strict=True)]
    if all(ends == (0, length) for ends, length in zip(ranges, x.shape, strict=True)):
        return x
    places = {"features": 0, "channels": 0, "height": 1, "width": 2, "length": 2}
    start, end = [0, 0, 0], [0, 0, 0]
    for axis, (first, last), length in zip(AXES[len(x.shape)], ranges, x.shape, strict=True):
        if first >= last:
            return _whole(reader, x, node)
        start[places[axis]], end[places[axis]] = first, last if last < length else 0
    with reader.at(node):
        return reader.add(layer("slice", start=start, end=end), x)


def _every(reader: Reader, x: Tensor, sides: list[slice], steps: set[int]) -> Tensor | None:
    """x[:, :, ::2, ::2]: every second row and column; None for what is more than that."""
    whole = all(each.start in (None, 0) and each.stop is None for each in sides) and sides[0].step in (None, 1)
    if x.shape is None or not whole or len(steps) != 1 or min(steps) < 1:
        return None
    return reader.add(layer("zero_shortcut", channels=x.shape[0], stride=steps.pop()), x)


def _whole(reader: Reader, x: Tensor, node: ast.Subscript) -> Tensor:
    reader.trouble(
        node,
        Message("Of all samples ranges of channels, rows and columns can be taken here, such as x[:, :8]."),
    )
    return x


def transposed(reader: Reader, x: Tensor, order: Sequence[int]) -> Tensor:
    """The axes in another order: for each of the output's, which of the input's it is, channels first, without the
    batch."""
    if x.shape is None or list(order) == list(range(len(order))):
        return x
    if sorted(order) != list(range(len(x.shape))) or len(order) < 2:
        raise Refused(Message("Axes are exchanged behind the batch here, each of them named once."))
    if len(order) == 2:
        return reader.add(optional("transpose", "Transpose"), x)
    return reader.add(optional("transpose", "Transpose", axes="".join(_LETTERS[axis] for axis in order)), x)
