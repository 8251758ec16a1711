"""How operators become layers: each conversion is a function that says which operators it takes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.export.onnx.entering import ANY_BATCH
from lab.export.onnx.network import NetworkBuilding, Tensor, layer_of
from lab.export.onnx.operation import Operation
from lab.export.onnx.reading import OnnxFile
from lab.export.onnx.refusal import Refused
from lab.export.onnx.tensors import shown
from lab.export.onnx.views import View
from lab.layers.base import Shape
from lab.layers.constant import Constant
from lab.spec.message import Message
from lab.spec.units import format_shape

Array = NDArray[Any]
Value = Tensor | Array
Conversion = Callable[["Step"], Value | Sequence[Value]]

_CONVERSIONS: dict[str, Conversion] = {}


def converts(*operators: str) -> Callable[[Conversion], Conversion]:
    """The function makes layers of these operators."""

    def enter(function: Conversion) -> Conversion:
        doubled = _CONVERSIONS.keys() & set(operators)
        assert not doubled, f"{doubled} are converted twice"
        _CONVERSIONS.update(dict.fromkeys(operators, function))
        return function

    return enter


def conversion_of(operator: str) -> Conversion | None:
    """What makes layers of an operator; None where nothing does."""
    _discover()
    return _CONVERSIONS.get(operator)


@cache
def _discover() -> None:
    """Import every module of the package: one new file is enough."""
    from lab.export.onnx import operators

    for module in pkgutil.iter_modules(operators.__path__):
        importlib.import_module(f"{operators.__name__}.{module.name}")


class Step:
    """One operator of the file with its inputs, and the network that it becomes a part of.

    Attributes:
        batch: the number that stands for the samples of a batch in shapes.
        label: what its layer is called.
    """

    def __init__(
        self,
        operation: Operation,
        values: Sequence[Value | None],
        network: NetworkBuilding,
        file: OnnxFile,
        batch: int,
        lone: Callable[[str], bool],
        label: str,
    ) -> None:
        self.operation, self.network, self.file, self.batch = operation, network, file, batch
        self.values, self.label = list(values), label
        self._lone = lone

    def replaced(self, operation: Operation, values: Sequence[Value | None]) -> Step:
        """The same place in the network, with another operator and other inputs."""
        return Step(operation, values, self.network, self.file, self.batch, self._lone, self.label)

    # -- inputs

    def has(self, place: int) -> bool:
        """Whether there is an input at that place."""
        return place < len(self.values) and self.values[place] is not None

    def is_known(self, place: int) -> bool:
        """Whether the input at that place is numbers of the file."""
        return self.has(place) and not isinstance(self.values[place], Tensor)

    def tensor(self, place: int = 0) -> Tensor:
        """An input that layers compute."""
        value = self._value(place)
        if not isinstance(value, Tensor):
            raise Refused(
                Message('its input "{name}" is numbers of the file, not computed ones.', name=self._name(place))
            )
        return value

    def known(self, place: int) -> Array:
        """An input that must be numbers of the file."""
        value = self._value(place)
        if isinstance(value, Tensor):
            raise Refused(
                Message(
                    'its input "{name}" is computed by the network. Here it can only be numbers that are in the file.',
                    name=self._name(place),
                )
            )
        return value

    def optional(self, place: int) -> Array | None:
        """An input of known numbers that may be left out."""
        return self.known(place) if self.has(place) else None

    def is_lone(self, tensor: Tensor) -> bool:
        """Whether this operator alone reads what the tensor's layer gives."""
        return self._lone(tensor.node) and not self.network.graph.outputs(tensor.node)

    def node(self, place: int = 0, *ranks: int) -> str:
        """A layer whose output is the input as the file sees it; Refused unless it has one of these numbers of axes."""
        tensor = self.tensor(place)
        if ranks and len(tensor.shape) not in ranks:
            raise Refused(
                Message(
                    "its input has samples of {shape}, {count} axes without the batch. Here it can have {ranks}.",
                    shape=format_shape(tensor.shape),
                    count=len(tensor.shape),
                    ranks=" or ".join(map(str, ranks)),
                )
            )
        return self.network.laid_out(tensor)

    def axis(self, axis: int, place: int = 0) -> int:
        """An axis of the file's tensor as one of a sample, counted from 0; Refused for the batch's."""
        rank = len(self.tensor(place).shape) + 1
        if not -rank <= axis < rank:
            raise Refused(Message("axis {axis} does not exist: its input has {rank}.", axis=axis, rank=rank))
        if axis % rank == 0:
            raise Refused(
                Message(
                    "it works along axis 0, across the samples of a batch. Here every sample goes through the network "
                    "by itself."
                )
            )
        return axis % rank - 1

    def _value(self, place: int) -> Value:
        value = self.values[place] if place < len(self.values) else None
        if value is None:
            raise Refused(Message("its input number {number} is missing.", number=place + 1))
        return value

    def _name(self, place: int) -> str:
        return shown(self.operation.inputs[place])

    # -- seeing tensors otherwise

    def moved(self, tensor: Tensor, axes: Sequence[int]) -> Tensor:
        """The tensor with the axes of its samples in this order."""
        view = tensor.view.transposed(axes)
        if view is None:
            tensor = Tensor(self.network.laid_out(tensor), View.plain(tensor.shape))
            view = tensor.view.transposed(axes)
            assert view is not None  # nothing is in the way of a plain view
        return Tensor(tensor.node, view)

    def reshaped(self, tensor: Tensor, shape: Sequence[int]) -> Tensor:
        """The tensor in another shape, batch included; Refused where samples would be mixed."""
        if not shape or shape[0] != self.batch or prod(shape[1:]) != prod(tensor.shape):
            raise Refused(
                Message(
                    "it makes {wanted} of {given}. The first axis is the batch here and must stay as it is.",
                    given=self._words(full_shape(self, tensor)),
                    wanted=self._words(shape),
                )
            )
        return Tensor(tensor.node, tensor.view.reshaped(tuple(shape[1:])))

    def _words(self, shape: Sequence[int]) -> str:
        """A shape in which the batch is called so."""
        if self.batch == ANY_BATCH:
            return " × ".join("batch" if size == self.batch else str(size) for size in shape)
        return format_shape(shape)

    # -- making layers

    def add(
        self, kind: str, *sources: str, arrays: Mapping[str, Array | None] | None = None, **settings: Any
    ) -> Tensor:
        """Add a layer of that kind with weights and settings; its output, seen as it is."""
        given = {name: array for name, array in (arrays or {}).items() if array is not None}
        node = self.network.add(layer_of(kind, **settings), sources, self.label, given)
        return Tensor(node, View.plain(self.network.shape(node)))

    def map(self, kind: str, tensor: Tensor, arrays: Mapping[str, Array] | None = None, **settings: Any) -> Tensor:
        """Add a layer that changes each number by itself: seen as its input is."""
        return Tensor(self.add(kind, tensor.node, arrays=arrays, **settings).node, tensor.view)

    def constant(self, numbers: Array) -> Tensor:
        """A layer that gives these numbers for every sample."""
        layer = Constant.of_shape(numbers.shape)
        return Tensor(self.network.add(layer, [], self.label, {"value": numbers}), View.plain(numbers.shape))

    def along(self, tensor: Tensor, places: Sequence[int] = ()) -> tuple[str, tuple[int, ...]]:
        """A layer that gives the tensor, and which axis of that layer's samples each axis of the tensor's is.

        None of `places`, axes of the tensor, becomes the layer's channels, as long as there is another axis.
        """
        axes = tensor.view.axes(self.network.shape(tensor.node))
        if axes is not None and all(axes[place] > 0 for place in places):
            return tensor.node, axes
        rank = len(tensor.shape)
        channels = next((axis for axis in range(rank) if axis not in places), 0)
        order = sorted(range(rank), key=lambda axis: axis != channels)
        return self.network.laid_out(self.moved(tensor, order)), tuple(order.index(axis) for axis in range(rank))

    # -- known numbers beside computed ones

    def spread(self, array: Array, tensor: Tensor) -> Array | None:
        """Known numbers, repeated to the tensor's size, in the shape of its layer's output.

        None where they would make the tensor larger, or differ between the samples of a batch.
        """
        if array.size == 1 and array.ndim <= len(tensor.shape) + 1:
            return np.broadcast_to(array.reshape(()), self.network.shape(tensor.node))
        full = (1,) * (len(tensor.shape) + 1 - array.ndim) + array.shape
        if len(full) != len(tensor.shape) + 1:
            return None
        numbers = array.reshape(full)
        if full[0] not in (1, self.batch) or not (numbers == numbers[:1]).all():
            return None
        if any(size not in (1, wanted) for size, wanted in zip(full[1:], tensor.shape, strict=True)):
            return None
        here = np.broadcast_to(numbers[0], tensor.shape)
        return tensor.view.to_layer(here).reshape(self.network.shape(tensor.node))


def short(number: float) -> float:
    """A float32 of the file as the shortest number that it stands for: 0.2 and not 0.20000000298."""
    return float(str(np.float32(number)))


def of_one_sample(array: Array, rank: int, batch: int) -> Array | None:
    """What numbers with `rank` axes, the batch's included, are for each sample; None where samples differ."""
    full = array.reshape((1,) * (rank - array.ndim) + array.shape)
    if full.ndim != rank or full.shape[0] not in (1, batch) or not (full == full[:1]).all():
        return None
    numbers: Array = full[0]
    return numbers


def per_channel(numbers: Array) -> Array | None:
    """One number for each channel (or feature) of numbers in a layer's shape; None where they differ within one."""
    rows = numbers.reshape(len(numbers), -1)
    return rows[:, 0] if (rows == rows[:, :1]).all() else None


def full_shape(step: Step, tensor: Tensor) -> Shape:
    """The shape of a tensor in the file, batch included."""
    return (step.batch, *tensor.shape)
