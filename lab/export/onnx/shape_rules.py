"""What operators make of shapes: rules that hold for known numbers and for computed ones alike."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.export.onnx.entering import ANY_BATCH
from lab.export.onnx.operation import Operation
from lab.export.onnx.refusal import Refused
from lab.spec.message import Message

Array = NDArray[Any]
Inputs = Sequence[Array | None]


def axes_of(operation: Operation, inputs: Inputs, place: int = 1) -> tuple[int, ...] | None:
    """The axes that an operator is about: an input since version 13 or 18 (at `place`), an attribute before."""
    if operation.has("axes"):
        return operation.integers("axes")
    given = inputs[place] if len(inputs) > place else None
    return None if given is None else integers(given)


def integers(array: Array) -> tuple[int, ...]:
    """A known row of whole numbers."""
    if array.ndim > 1 or array.dtype.kind not in "iu":
        raise Refused(Message("it needs a row of whole numbers where there is something else."))
    return tuple(int(number) for number in array.reshape(-1))


def reshaped(operation: Operation, shape: tuple[int, ...], wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that Reshape asks for: -1 is what is left, 0 what was there."""
    keeps = not operation.integer("allowzero", 0)
    sizes = [shape[axis] if size == 0 and keeps and axis < len(shape) else size for axis, size in enumerate(wanted)]
    if sizes.count(-1) == 1:
        rest = prod(size for size in sizes if size != -1)
        if rest > 0 and prod(shape) % rest == 0:
            sizes[sizes.index(-1)] = prod(shape) // rest
    if any(size < 0 for size in sizes) or prod(sizes) != prod(shape):
        raise Refused(Message("{given} cannot be seen as {wanted}.", given=_sizes(shape), wanted=_sizes(wanted)))
    return tuple(sizes)


def squeezed(shape: tuple[int, ...], axes: tuple[int, ...] | None) -> tuple[int, ...]:
    """The shape without these axes, or without all of size 1."""
    if axes is None:
        return tuple(size for size in shape if size != 1)
    gone = {axis % len(shape) for axis in axes}
    if any(shape[axis] != 1 for axis in gone):
        raise Refused(Message("an axis that is to be taken away is larger than 1."))
    return tuple(size for axis, size in enumerate(shape) if axis not in gone)


def unsqueezed(shape: tuple[int, ...], axes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape with axes of size 1 put in."""
    rank = len(shape) + len(axes)
    new = {axis + rank if axis < 0 else axis for axis in axes}
    if len(new) != len(axes) or not all(0 <= axis < rank for axis in new):
        raise Refused(Message("the axes to be put in do not fit."))
    left = iter(shape)
    return tuple(1 if axis in new else next(left) for axis in range(rank))


def slice_bounds(operation: Operation, inputs: Inputs, shape: tuple[int, ...]) -> list[slice]:
    """The range of each axis that Slice keeps."""
    if operation.has("starts"):
        starts, ends = operation.integers("starts") or (), operation.integers("ends") or ()
        axes = operation.integers("axes")
        steps: tuple[int, ...] | None = None
    else:
        given = [None if array is None else integers(array) for array in (*inputs, None, None, None, None)[1:5]]
        starts, ends, axes, steps = given[0] or (), given[1] or (), given[2], given[3]
    axes = tuple(range(len(starts))) if axes is None else axes
    steps = (1,) * len(starts) if steps is None else steps
    if not len(starts) == len(ends) == len(axes) == len(steps) or 0 in steps:
        raise Refused(Message("its starts, ends, axes and steps do not fit together."))
    ranges = [slice(None)] * len(shape)
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        size = shape[axis]
        first = min(max(start + size if start < 0 else start, 0), size - (step < 0))
        last = end + size if end < 0 else end
        last = min(max(last, 0 if step > 0 else -1), size)
        ranges[axis] = slice(first, None if last < 0 else last, step)
    return ranges


def split_sizes(operation: Operation, inputs: Inputs, size: int) -> tuple[int, ...]:
    """How large the parts are that Split makes of an axis of that size."""
    given = inputs[1] if len(inputs) > 1 else None
    parts = operation.integers("split") if operation.has("split") else None if given is None else integers(given)
    if parts is None:
        count = operation.integer("num_outputs", len(operation.outputs))
        each = -(-size // count)
        parts = (each,) * (count - 1) + (size - each * (count - 1),)
    operation.ignore("num_outputs")
    if sum(parts) != size or min(parts, default=0) < 1 or len(parts) != len(operation.outputs):
        raise Refused(Message("its parts do not make up the whole."))
    return parts


def shape_part(operation: Operation, shape: Sequence[int]) -> Array:
    """What Shape gives of a tensor of that shape."""
    end = operation.integer("end", len(shape))
    return np.array(shape[operation.integer("start", 0) : end], np.int64)


def _sizes(shape: Sequence[int]) -> str:
    return "(" + ", ".join("batch" if size == ANY_BATCH else str(size) for size in shape) + ")"
