"""Operators that change how numbers are seen, and those that ask about shapes."""

from __future__ import annotations

from math import prod

import numpy as np

from lab.export.onnx.conversion import Array, Step, Value, converts, full_shape, of_one_sample
from lab.export.onnx.folding import number_type
from lab.export.onnx.network import Tensor
from lab.export.onnx.operators.arithmetic import MOST_INPUTS
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import axes_of, integers, reshaped, shape_part, squeezed, unsqueezed
from lab.spec.message import Message


@converts("Identity")
def identity(step: Step) -> Tensor:
    """The very same."""
    return step.tensor()


@converts("Cast", "CastLike")
def cast(step: Step) -> Value:
    """Numbers of another type: here all that are computed are floating-point."""
    step.operation.ignore("saturate", "round_mode")
    kind = np.dtype(np.float32)
    if step.operation.operator == "Cast":
        kind = number_type(step.operation.integer("to", 0))
    elif step.is_known(1):
        kind = step.known(1).dtype
    if step.is_known(0):
        return step.known(0).astype(kind)
    if kind.kind != "f":
        raise Refused(Message("it makes numbers of type {type}. Here all numbers are floating-point.", type=kind.name))
    return step.tensor()


@converts("Flatten")
def flatten(step: Step) -> Tensor:
    """Flatten, which must keep samples apart."""
    x = step.tensor()
    shape = full_shape(step, x)
    axis = step.operation.integer("axis", 1)
    at = axis + len(shape) if axis < 0 else axis
    return step.reshaped(x, (prod(shape[:at]), prod(shape[at:])))


@converts("Reshape")
def reshape(step: Step) -> Tensor:
    """Reshape, which must keep samples apart."""
    x = step.tensor()
    return step.reshaped(x, reshaped(step.operation, full_shape(step, x), integers(step.known(1))))


@converts("Squeeze")
def squeeze(step: Step) -> Tensor:
    """Axes of size 1 taken away."""
    x = step.tensor()
    return step.reshaped(x, squeezed(full_shape(step, x), axes_of(step.operation, _known(step))))


@converts("Unsqueeze")
def unsqueeze(step: Step) -> Tensor:
    """Axes of size 1 put in."""
    x = step.tensor()
    return step.reshaped(x, unsqueezed(full_shape(step, x), axes_of(step.operation, _known(step)) or ()))


@converts("Transpose")
def transpose(step: Step) -> Tensor:
    """Axes in another order, the batch first."""
    x = step.tensor()
    rank = len(x.shape) + 1
    order = step.operation.integers("perm") or tuple(range(rank))[::-1]
    if sorted(order) != list(range(rank)):
        raise Refused(Message("its order of axes does not fit its input."))
    if order[0] != 0:
        raise Refused(Message("it moves the first axis, which is the batch here and must stay first."))
    return step.moved(x, [axis - 1 for axis in order[1:]])


@converts("Shape")
def shape(step: Step) -> Array:
    """The shape, in which a number stands for the batch."""
    return shape_part(step.operation, full_shape(step, step.tensor()))


@converts("Size")
def size(step: Step) -> Array:
    """How many numbers there are."""
    return np.array(prod(full_shape(step, step.tensor())), np.int64)


@converts("Concat")
def concatenate(step: Step) -> Tensor:
    """One after the other, along any axis but the batch's."""
    first = next((place for place in range(len(step.values)) if not step.is_known(place)), 0)
    axis = step.axis(step.operation.integer("axis", 1), first)
    rank = len(step.tensor(first).shape) + 1
    tensors = [
        _constant(step, step.known(place), rank) if step.is_known(place) else step.tensor(place)
        for place in range(len(step.values))
    ]
    if len(tensors) == 1:
        return tensors[0]
    order = (axis, *(other for other in range(len(tensors[0].shape)) if other != axis))
    nodes = [step.network.laid_out(step.moved(tensor, order)) for tensor in tensors]
    while len(nodes) > MOST_INPUTS:
        nodes = [step.add("concatenate", *nodes[:MOST_INPUTS]).node, *nodes[MOST_INPUTS:]]
    return step.moved(step.add("concatenate", *nodes), np.argsort(order).tolist())


def _constant(step: Step, array: Array, rank: int) -> Tensor:
    numbers = of_one_sample(array, rank, step.batch)
    if numbers is None:
        raise Refused(Message("its known numbers differ between samples."))
    return step.constant(numbers)


def _known(step: Step) -> list[Array | None]:
    """The inputs, of which all but the first must be known."""
    return [None, *(step.optional(place) for place in range(1, len(step.values)))]
