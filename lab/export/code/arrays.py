"""Data sets that Keras brings along: of their arrays only the shapes are known, which code often asks for."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from lab.export.code.binding import Ignored, reads
from lab.export.code.values import Method, Unknown, Value
from lab.spec.message import Message

if TYPE_CHECKING:
    import ast

    from lab.export.code.reader import Reader

_KEPT = ("astype", "copy", "numpy")  # methods that keep the shape


@dataclass(frozen=True)
class Array(Value):
    """Numbers of which the shape is known."""

    shape: tuple[int, ...]

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name == "shape":
            return self.shape
        if name == "ndim":
            return len(self.shape)
        return Method(self, name) if name in (*_KEPT, "reshape") else super().attribute(reader, name, node)

    def method(self, name: str, given: list[Any]) -> Array | None:
        """What a method gives; None where that is not known."""
        return self if name in _KEPT else reshaped(self, given)

    def item(self, index: Any) -> Array | None:
        """A part of it: array[0], array[:100], array[..., np.newaxis]."""
        wanted = list(index) if isinstance(index, tuple) else [index]
        if wanted[:1] == [Ellipsis] and all(each is None for each in wanted[1:]):
            return Array((*self.shape, *(1 for _ in wanted[1:])))
        if len(wanted) > len(self.shape) or not all(isinstance(each, int | slice) for each in wanted):
            return None
        rest = [
            len(range(*each.indices(length)))
            for each, length in zip(wanted, self.shape, strict=False)
            if isinstance(each, slice)
        ]
        return Array((*rest, *self.shape[len(wanted) :]))


def reshaped(array: Array, given: list[Any]) -> Array | None:
    """The same numbers in another shape, of which one side may be -1."""
    sides = list(given[0]) if len(given) == 1 and isinstance(given[0], list | tuple) else given
    if not sides or not all(isinstance(side, int) for side in sides):
        return None
    known = prod(side for side in sides if side != -1)
    return Array(tuple(prod(array.shape) // max(known, 1) if side == -1 else side for side in sides))


def _data(name: str, sample: tuple[int, ...], count: int, target: tuple[int, ...]) -> None:
    @reads(f"keras.datasets.{name}.load_data")
    def load(reader: Reader, *given: Ignored, **more: Ignored) -> Any:
        training = Array((count, *sample)), Array((count, *target))
        return training, (Array((10_000, *sample)), Array((10_000, *target)))


_data("mnist", (28, 28), 60_000, ())
_data("fashion_mnist", (28, 28), 60_000, ())
_data("cifar10", (32, 32, 3), 50_000, (1,))
_data("cifar100", (32, 32, 3), 50_000, (1,))


@reads("keras.utils.to_categorical", "keras.utils.np_utils.to_categorical")
def to_categorical(reader: Reader, x: Any = None, num_classes: Any = None, **more: Any) -> Any:
    array, classes = more.get("y", x), num_classes if num_classes is not None else more.get("nb_classes", 10)
    if isinstance(array, Array) and isinstance(classes, int):
        return Array((array.shape[0], classes))
    return Unknown(reader.call_node, _UNKNOWN)


@reads("numpy.expand_dims", "tensorflow.expand_dims")
def expand_dims(reader: Reader, a: Any, axis: Any) -> Any:
    if not isinstance(a, Array) or not isinstance(axis, int) or not -len(a.shape) - 1 <= axis <= len(a.shape):
        return a if isinstance(a, Unknown) else Unknown(reader.call_node, _UNKNOWN)
    sides = list(a.shape)
    sides.insert(axis if axis >= 0 else len(sides) + 1 + axis, 1)
    return Array(tuple(sides))


@reads("numpy.reshape")
def reshape(reader: Reader, a: Any, newshape: Any) -> Any:
    found = reshaped(a, [newshape]) if isinstance(a, Array) else None
    return found or Unknown(reader.call_node, _UNKNOWN)


_UNKNOWN = Message("The shape of these data does not follow from the code.")
