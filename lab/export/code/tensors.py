"""The network while it is read: what layers make of what flows in, written down as it goes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lab.export.code.spans import Span
from lab.export.code.values import BATCH, Arguments, Method, Unknown, Value
from lab.layers.base import Layer, Shape
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


@dataclass(eq=False)
class Tensor(Value):
    """What a layer makes of its sources: one node of the network.

    Attributes:
        shape: of one sample, channels first; None where it does not follow from the code.
        last: whether the code counts its axes channels last, as Keras does.
        span: where it stands in the code.
    """

    layer: Layer
    sources: tuple[Tensor, ...]
    shape: Shape | None
    span: Span
    last: bool = False
    label: str = ""
    flat: bool = False  # whether rows were made of an input of unknown shape
    main: Tensor | None = None  # of an activation that stands in the call of a layer: the layer

    @property
    def enters(self) -> bool:
        """Whether it is where the data enters."""
        return self.layer.name == "input"

    def in_order_of_code(self, sides: Sequence[Any]) -> tuple[Any, ...]:
        """Sides, channels first, as the code counts them."""
        return (*sides[1:], sides[0]) if self.last else tuple(sides)

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name == "shape":
            if self.shape is None:
                return Unknown(node, Message("The shape of the network's input does not follow from the code."))
            return (BATCH, *self.in_order_of_code(self.shape))
        if name in ("dtype", "device"):
            return Unknown(node, Message("This is not known here."))
        return Method(self, name)

    def words(self) -> str:
        return self.layer.title


Apply = Callable[["Reader", tuple[Tensor, ...]], Tensor]


@dataclass(eq=False)
class Part(Value):
    """A layer of one of the libraries, made but not yet put to use: what it does with what flows in.

    Attributes:
        title: what the library calls it.
        weights: whether it has numbers that are learned, which two uses would share.
        last: whether it belongs to a library that counts channels last.
        tells: the shape of the network's input, where it stands at its first layer.
    """

    title: str
    apply: Apply
    span: Span
    weights: bool = False
    last: bool = False
    label: str = ""
    tells: Shape | None = None
    units: int | None = None
    used: set[int] = field(default_factory=set)  # in which readings of the network

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        tensors = reader.tensors_of(arguments.positional[:1]) or reader.tensors_of(list(arguments.keywords.values()))
        if not tensors:
            return reader.unread_call(arguments, self.title)
        return reader.use(self, tensors)

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name in ("out_features", "out_channels", "units", "filters") and self.units is not None:
            return self.units
        if name == "name":
            return self.label
        return super().attribute(reader, name, node)

    def words(self) -> str:
        return self.title


def through(*layers: Layer) -> Apply:
    """What flows in goes through these layers, one after the other."""

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        x = tensors[0]
        for layer in layers:
            x = reader.add(layer, x)
        return x

    return apply


def merged(layer: Layer) -> Apply:
    """What flows in is merged; where there are more tensors than a layer takes, in several steps."""

    def apply(reader: Reader, tensors: tuple[Tensor, ...]) -> Tensor:
        rest = list(tensors)
        if len(rest) < 2:
            return rest[0]
        while len(rest) > layer.most_inputs:
            rest[: layer.most_inputs] = [reader.add(layer, *rest[: layer.most_inputs])]
        return reader.add(layer, *rest)

    return apply
