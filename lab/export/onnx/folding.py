"""Operators of which all inputs are known: computed at once, so that only their result remains.

Sizes are checked before anything is computed: a few bytes of a file may ask for any number of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np
from onnx import TensorProto
from onnx.helper import tensor_dtype_to_np_dtype

from lab.export.onnx.entering import ANY_BATCH
from lab.export.onnx.operation import Operation
from lab.export.onnx.reading import OnnxFile
from lab.export.onnx.refusal import Refused
from lab.export.onnx.shape_rules import (
    Array,
    Inputs,
    axes_of,
    integers,
    reshaped,
    shape_part,
    slice_bounds,
    split_sizes,
    squeezed,
    unsqueezed,
)
from lab.export.onnx.tensors import checked_shape, type_name
from lab.spec.message import Message

MOST_COMPUTED = 1 << 27  # numbers of one array that takes memory of its own
Fold = Callable[[OnnxFile, Operation, Inputs], Array | Sequence[Array]]

_FOLDS: dict[str, Fold] = {}


def can_fold(operation: Operation) -> bool:
    """Whether the operator can be computed here."""
    return operation.operator in _FOLDS


def fold(file: OnnxFile, operation: Operation, inputs: Inputs) -> list[Array]:
    """What an operator makes of known inputs, one array for each output; Refused where it is not possible."""
    with np.errstate(all="ignore"):
        found = _FOLDS[operation.operator](file, operation, inputs)
    arrays = [found] if isinstance(found, np.ndarray | np.generic) else list(found)
    return [np.asarray(array) for array in arrays]


def folds(*operators: str) -> Callable[[Fold], Fold]:
    """The function computes these operators."""

    def enter(function: Fold) -> Fold:
        _FOLDS.update(dict.fromkeys(operators, function))
        return function

    return enter


def _room(sizes: Sequence[int], name: str) -> None:
    """Refused if an array of that shape would take more memory than it may."""
    checked_shape(sizes, name, MOST_COMPUTED)


def _given(inputs: Inputs, place: int = 0) -> Array:
    """An input that must be there."""
    array = inputs[place] if place < len(inputs) else None
    if array is None:
        raise Refused(Message("an input that it needs is missing."))
    return array


def _all(inputs: Inputs) -> list[Array]:
    return [_given(inputs, place) for place in range(len(inputs))]


# -- making numbers


@folds("Constant")
def _constant(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    tensor = file.array_in(operation, "value")
    if tensor is not None:
        return tensor
    if operation.has("value_float"):
        return np.array(operation.number("value_float", 0), np.float32)
    if operation.has("value_int"):
        return np.array(operation.integer("value_int", 0), np.int64)
    if operation.has("value_floats"):
        return np.array(operation.numbers("value_floats"), np.float32)
    if operation.has("value_ints"):
        return np.array(operation.integers("value_ints"), np.int64)
    raise Refused(Message("it holds something else than numbers."))


@folds("ConstantOfShape")
def _constant_of_shape(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    shape = checked_shape(integers(_given(inputs)), operation.shown_name)
    value = file.array_in(operation, "value")
    one = np.float32(0) if value is None else value.reshape(-1)[:1].reshape(())
    return np.broadcast_to(one, shape)


@folds("Expand")
def _expand(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array, shape = _given(inputs), integers(_given(inputs, 1))
    if array.ndim == len(shape) and shape and shape[0] == ANY_BATCH and array.shape[0] == 1:
        shape = (1, *shape[1:])  # the same for every sample, however many there are
    return np.broadcast_to(array, checked_shape(np.broadcast_shapes(array.shape, shape), operation.shown_name))


@folds("Tile")
def _tile(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array, times = _given(inputs), integers(_given(inputs, 1))
    _room([size * time for size, time in zip(array.shape, times, strict=True)], operation.shown_name)
    return np.tile(array, times)


@folds("Range")
def _range(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    start, end, step = (array.reshape(-1)[0] for array in _all(inputs)[:3])
    count = max(np.ceil((float(end) - float(start)) / float(step)), 0) if step else np.inf
    if not count < 1e9:
        raise Refused(Message("it would count without end."))
    _room([int(count)], operation.shown_name)
    return np.asarray(start + np.arange(int(count)) * step, start.dtype)


@folds("Shape")
def _shape(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    return shape_part(operation, _given(inputs).shape)


@folds("Size")
def _size(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    return np.array(_given(inputs).size, np.int64)


# -- the same numbers in other places


@folds("Identity", "Dropout")
def _same(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    operation.ignore("ratio", "seed")
    return _given(inputs)


@folds("Cast")
def _cast(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    operation.ignore("saturate", "round_mode")
    return _given(inputs).astype(number_type(operation.integer("to", 0)))


@folds("CastLike")
def _cast_like(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    operation.ignore("saturate", "round_mode")
    return _given(inputs).astype(_given(inputs, 1).dtype)


def number_type(number: int) -> np.dtype[Any]:
    """The NumPy type of an ONNX type; Refused for those that are no numbers."""
    if number == TensorProto.BFLOAT16:
        return np.dtype(np.float32)
    try:
        dtype: np.dtype[Any] = np.dtype(tensor_dtype_to_np_dtype(number))
    except KeyError:
        dtype = np.dtype(object)
    if dtype.kind not in "fiub":
        raise Refused(Message("it makes numbers of type {type}, which are not known here.", type=type_name(number)))
    return dtype


@folds("Reshape")
def _reshape(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    return array.reshape(reshaped(operation, array.shape, integers(_given(inputs, 1))))


@folds("Flatten")
def _flatten(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    axis = operation.integer("axis", 1)
    return array.reshape(prod(array.shape[: axis + array.ndim if axis < 0 else axis]), -1)


@folds("Squeeze")
def _squeeze(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    return array.reshape(squeezed(array.shape, axes_of(operation, inputs)))


@folds("Unsqueeze")
def _unsqueeze(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    return array.reshape(unsqueezed(array.shape, axes_of(operation, inputs) or ()))


@folds("Transpose")
def _transpose(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    return array.transpose(operation.integers("perm") or range(array.ndim)[::-1])


@folds("Concat")
def _concat(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    arrays = _all(inputs)
    _room([sum(array.size for array in arrays)], operation.shown_name)
    return np.concatenate(arrays, operation.integer("axis", 0))


@folds("Split")
def _split(file: OnnxFile, operation: Operation, inputs: Inputs) -> Sequence[Array]:
    array, axis = _given(inputs), operation.integer("axis", 0)
    return np.split(array, np.cumsum(split_sizes(operation, inputs, array.shape[axis]))[:-1], axis)


@folds("Slice")
def _slice(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    return array[tuple(slice_bounds(operation, inputs, array.shape))]


@folds("Gather")
def _gather(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array, places = _given(inputs), _given(inputs, 1)
    axis = operation.integer("axis", 0)
    _room([array.size // max(array.shape[axis], 1) * places.size], operation.shown_name)
    return np.take(array, places, axis)


# -- arithmetic


def _divide(a: Array, b: Array) -> Array:
    if a.dtype.kind not in "iu":
        return np.divide(a, b)
    if not np.all(b):
        raise Refused(Message("it divides by zero."))
    return np.trunc(a / b).astype(a.dtype) if np.any((a < 0) != (b < 0)) else a // b


_OF_SEVERAL: dict[str, Callable[[Any, Any], Any]] = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Div": _divide,
    "Pow": lambda a, b: np.power(a, b).astype(a.dtype) if a.dtype.kind == "f" else np.power(a, abs(b)).astype(a.dtype),
    "Sum": np.add,
    "Min": np.minimum,
    "Max": np.maximum,
    "Equal": np.equal,
    "Less": np.less,
    "LessOrEqual": np.less_equal,
    "Greater": np.greater,
    "GreaterOrEqual": np.greater_equal,
    "And": np.logical_and,
    "Or": np.logical_or,
}


@folds(*_OF_SEVERAL)
def _of_several(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    arrays = _all(inputs)
    _room(np.broadcast_shapes(*(array.shape for array in arrays)), operation.shown_name)
    result = arrays[0]
    for other in arrays[1:]:
        result = _OF_SEVERAL[operation.operator](result, other)
    return result


@folds("Mod")
def _mod(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    a, b = _all(inputs)[:2]
    _room(np.broadcast_shapes(a.shape, b.shape), operation.shown_name)
    result: Array = np.fmod(a, b) if operation.integer("fmod", 0) else np.mod(a, b)
    return result


_OF_ONE: dict[str, Callable[[Any], Any]] = {
    "Neg": np.negative,
    "Abs": np.abs,
    "Sqrt": np.sqrt,
    "Exp": np.exp,
    "Log": np.log,
    "Reciprocal": np.reciprocal,
    "Floor": np.floor,
    "Ceil": np.ceil,
    "Round": np.round,
    "Sign": np.sign,
    "Tanh": np.tanh,
    "Not": np.logical_not,
    "Relu": lambda x: np.maximum(x, 0),
    "Sigmoid": lambda x: 1 / (1 + np.exp(-x)),
}


@folds(*_OF_ONE)
def _of_one(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array = _given(inputs)
    _room(array.shape, operation.shown_name)
    result: Array = _OF_ONE[operation.operator](array)
    return result if array.dtype.kind == "b" else result.astype(array.dtype)


@folds("Where")
def _where(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    condition, a, b = _all(inputs)[:3]
    _room(np.broadcast_shapes(condition.shape, a.shape, b.shape), operation.shown_name)
    return np.where(condition, a, b)


@folds("Clip")
def _clip(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    low, high = [*inputs[1:], None, None][:2]
    if operation.has("min") or operation.has("max"):
        low = np.array(operation.number("min", -np.inf), np.float32)
        high = np.array(operation.number("max", np.inf), np.float32)
    _room(_given(inputs).shape, operation.shown_name)
    return np.clip(_given(inputs), low, high)


_REDUCTIONS: dict[str, Callable[..., Any]] = {
    "ReduceSum": np.sum,
    "ReduceMean": np.mean,
    "ReduceProd": np.prod,
    "ReduceMax": np.max,
    "ReduceMin": np.min,
}


@folds(*_REDUCTIONS)
def _reduce(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    array, axes = _given(inputs), axes_of(operation, inputs)
    keeps = bool(operation.integer("keepdims", 1))
    if not axes:
        if operation.integer("noop_with_empty_axes", 0):
            return array
        axes = tuple(range(array.ndim))
    return np.asarray(_REDUCTIONS[operation.operator](array, axis=axes, keepdims=keeps)).astype(array.dtype)


@folds("MatMul")
def _multiply_matrices(file: OnnxFile, operation: Operation, inputs: Inputs) -> Array:
    a, b = _all(inputs)[:2]
    if a.ndim != 2 or b.ndim != 2:
        raise Refused(Message("it multiplies known numbers that are no matrices."))
    _room([a.shape[0], b.shape[1]], operation.shown_name)
    _room([a.size * b.shape[1]], operation.shown_name)  # so many multiplications
    return a @ b
