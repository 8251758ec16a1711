"""Pad, and the parts of a tensor that Slice, Split and Gather take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lab.export.onnx.conversion import Step, converts, full_shape, short
from lab.export.onnx.network import Tensor
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import integers, slice_bounds, split_sizes
from lab.export.onnx.views import View
from lab.layers.axes import PLACES
from lab.spec.message import Message

_FILLS = {"constant": "zeros", "reflect": "reflect", "edge": "edge", "wrap": "wrap"}


@converts("Pad")
def pad(step: Step) -> Tensor:
    """Something around a sample; less than nothing is a part of it."""
    operation, x = step.operation, step.tensor()
    mode = operation.text("mode", "constant")
    if mode not in _FILLS:
        raise Refused(Message('it pads in a way that is not known here: "{mode}".', mode=mode))
    before, after = _pads(step, len(x.shape))
    fill: dict[str, Any] = {"fill": _FILLS[mode]}
    value = _value(step) if mode == "constant" else 0.0
    if value:
        fill |= {"fill": "constant", "value": value}
    ranges = [(max(0, -first), size - max(0, -last)) for first, last, size in zip(before, after, x.shape, strict=True)]
    x = part(step, x, ranges)
    node, order = step.along(x)
    pads = {axis: (max(0, before[place]), max(0, after[place])) for place, axis in enumerate(order)}
    return step.moved(_padded(step, node, pads, fill), order)


def _pads(step: Step, rank: int) -> tuple[list[int], list[int]]:
    """How much comes before and after each axis of a sample."""
    operation = step.operation
    pads = (operation.integers("pads") or ()) if operation.version < 11 else integers(step.known(1))
    axes = step.optional(3)
    named = range(rank + 1) if axes is None else [axis % (rank + 1) for axis in integers(axes)]
    whole = np.zeros((2, rank + 1), np.int64)
    whole[:, list(named)] = np.array(pads).reshape(2, -1)
    if whole[:, 0].any():
        raise Refused(Message("it adds samples to a batch. Here every sample goes through the network by itself."))
    before, after = whole[:, 1:].tolist()
    return before, after


def _value(step: Step) -> float:
    if step.operation.version < 11:
        return short(step.operation.number("value", 0))
    given = step.optional(2)
    return 0.0 if given is None or not given.size else short(float(given.reshape(-1)[0]))


def _padded(step: Step, node: str, pads: dict[int, tuple[int, int]], fill: dict[str, Any]) -> Tensor:
    """The layer's output padded along its axes. Only places are padded: others become places meanwhile."""
    shape = step.network.shape(node)
    x = Tensor(node, View.plain(shape))
    if not any(map(any, pads.values())):
        return x
    if len(shape) < 3 and any(pads[0]):  # as a picture of one channel, or a signal of one
        y = _padded(
            step, step.network.seen_as(node, (1, *shape)), {axis + 1: pads[axis] for axis in pads} | {0: (0, 0)}, fill
        )
        return Tensor(y.node, y.view.reshaped(y.shape[1:]))
    top, left = pads[1] if len(shape) == 3 else (0, 0), pads[len(shape) - 1]
    if any((*top, *left)):
        x = step.add("zero_padding", node, pads=(top[0], left[0], top[1], left[1]), **fill)
    if any(pads[0]):  # channels become rows, and rows again channels
        turned = step.network.laid_out(step.moved(x, (1, 0, 2)))
        padded = step.add("zero_padding", turned, pads=(pads[0][0], 0, pads[0][1], 0), **fill)
        x = step.moved(padded, (1, 0, 2))
    return x


@converts("Slice")
def slice_part(step: Step) -> Tensor:
    """A range of each axis, in steps."""
    x = step.tensor()
    known = [None, *(step.optional(place) for place in range(1, len(step.values)))]
    whole = full_shape(step, x)
    ranges = slice_bounds(step.operation, known, whole)
    taken = [range(*bounds.indices(size)) for bounds, size in zip(ranges, whole, strict=True)]
    if len(taken[0]) != whole[0] or taken[0].step != 1:
        raise Refused(
            Message("it takes some samples of a batch. Here every sample goes through the network by itself.")
        )
    if any(not one for one in taken):
        raise Refused(Message("nothing would be left of a sample."))
    if any(one.step < 0 and len(one) > 1 for one in taken):
        raise Refused(Message("it turns an axis round, which no layer does."))
    y = part(step, x, [(one[0], one[-1] + 1) for one in taken[1:]])
    strides = [one.step if len(one) > 1 else 1 for one in taken[1:]]
    return y if max(strides, default=1) == 1 else every(step, y, strides)


def every(step: Step, x: Tensor, strides: Sequence[int]) -> Tensor:
    """Every so many cells of each axis: a pooling over one cell. Only places have strides."""
    node, order = step.along(x, places=[axis for axis, stride in enumerate(strides) if stride > 1])
    shape = step.network.shape(node)
    by_axis = {axis: strides[place] for place, axis in enumerate(order)}
    if by_axis[0] > 1:
        raise Refused(Message("it leaps over channels, which no layer does."))
    stride = [by_axis[axis] for axis in range(1, len(shape))]
    return step.moved(step.add(f"max_pool{len(stride)}d", node, size=1, stride=stride), order)


@converts("Split")
def split(step: Step) -> list[Tensor]:
    """Parts of one axis, each a layer of its own."""
    x = step.tensor()
    axis = step.axis(step.operation.integer("axis", 0))
    sizes = split_sizes(step.operation, [None, step.optional(1)], x.shape[axis])
    ends = np.cumsum(sizes).tolist()
    found = []
    for end, size in zip(ends, sizes, strict=True):
        ranges = [(0, length) for length in x.shape]
        ranges[axis] = (end - size, end)
        found.append(part(step, x, ranges))
    return found


@converts("Gather")
def gather(step: Step) -> Tensor:
    """One place of an axis, which then is gone, or neighbouring ones."""
    x, places = step.tensor(), step.known(1)
    axis = step.axis(step.operation.integer("axis", 0))
    size = x.shape[axis]
    wanted = [int(place) + (size if place < 0 else 0) for place in places.reshape(-1)]
    if places.ndim > 1 or not wanted or wanted != list(range(wanted[0], wanted[0] + len(wanted))):
        raise Refused(Message("it picks places that are no neighbours, which no layer does."))
    ranges = [(0, length) for length in x.shape]
    ranges[axis] = (wanted[0], wanted[-1] + 1)
    y = part(step, x, ranges)
    return y if places.ndim else Tensor(y.node, y.view.reshaped((*y.shape[:axis], *y.shape[axis + 1 :])))


def part(step: Step, x: Tensor, ranges: Sequence[tuple[int, int]]) -> Tensor:
    """A range of each axis of a sample."""
    if all(bounds == (0, size) for bounds, size in zip(ranges, x.shape, strict=True)):
        return x
    node, order = step.along(x)
    shape = step.network.shape(node)
    by_axis = {axis: ranges[place] for place, axis in enumerate(order)}
    start, end = [0, 0, 0], [0, 0, 0]
    for axis, place in enumerate(PLACES[len(shape)]):
        first, last = by_axis[axis]
        start[place], end[place] = first, 0 if last == shape[axis] else last
    return step.moved(step.add("slice", node, start=start, end=end), order)
