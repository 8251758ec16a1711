"""Layers in a row and in lists: Sequential, ModuleList, ModuleDict, and Keras' Model."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lab.export.code.tensors import Tensor
from lab.export.code.values import Arguments, Method, Value
from lab.layers.base import Shape

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


@dataclass(eq=False)
class Chain(Value):
    """Sequential: what flows in goes through all of it, one after the other. Also ModuleList, which only holds them.

    Attributes:
        children: what it holds, with names; "" where it has none.
        last: whether it is Keras', which counts channels last.
        flows: whether data flows through it; a ModuleList's parts are called one by one.
        tells: the shape of the input, where the code says it.
        example: the shape of what the code sends through it.
    """

    title: str
    children: list[tuple[str, Any]] = field(default_factory=list)
    last: bool = False
    flows: bool = True
    label: str = ""
    tells: Shape | None = None
    example: Shape | None = None
    wired: Wired | None = None  # once code goes on from its output

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        tensors = reader.tensors_of(arguments.given())
        if not tensors:
            reader.remember_example(self, arguments)
            return reader.unread_call(arguments, self.title)
        return self.forward(reader, tensors, arguments.node)

    def forward(self, reader: Reader, tensors: tuple[Tensor, ...], at: ast.AST) -> Any:
        """What it makes of what flows in."""
        x: Any = tensors[0]
        with reader.inside(self.label):
            for name, child in self.children:
                with reader.inside(name):
                    x = reader.pass_through(child, x, at)
        return x

    @property
    def input_shape(self) -> Shape | None:
        """What the code says of the input, at the chain or at its first part."""
        if self.tells is not None or not self.children:
            return self.tells
        first = self.children[0][1]
        if isinstance(first, Tensor):
            return first.shape
        found: Shape | None = first.input_shape if isinstance(first, Chain) else getattr(first, "tells", None)
        return found

    def add(self, child: Any, name: str = "") -> None:
        """Put one more at the end."""
        self.children.append((name, child))

    @property
    def parts(self) -> list[Any]:
        """What it holds."""
        return [child for _, child in self.children]

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name in ("layers", "modules_list"):
            return self.parts
        for each, child in self.children:
            if each == name:
                return child
        if name in ("input_shape", "output_shape", "inputs", "outputs", "input", "output") and self.last:
            return reader.ends_of(self, name, node)
        return Method(self, name)

    def words(self) -> str:
        return self.title


@dataclass(eq=False)
class Wired(Value):
    """Keras' Model(inputs, outputs): all between some tensors."""

    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    label: str = ""
    last: bool = True
    example: Shape | None = None

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        tensors = reader.tensors_of(arguments.given())
        if not tensors:
            return reader.unread_call(arguments, self.words())
        return self.forward(reader, tensors, arguments.node)

    def forward(self, reader: Reader, tensors: tuple[Tensor, ...], at: ast.AST) -> Any:
        """The same layers once more, behind other tensors."""
        again: dict[Tensor, Tensor] = dict(zip(self.inputs, tensors, strict=False))
        with reader.inside(self.label):
            for tensor in in_order(self.outputs):
                if tensor not in again and not tensor.enters:
                    again[tensor] = reader.add(tensor.layer, *(again.get(s, s) for s in tensor.sources))
                    again[tensor].label = tensor.label
        found = tuple(again.get(tensor, tensor) for tensor in self.outputs)
        return found[0] if len(found) == 1 else list(found)

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        if name in ("input", "inputs"):
            return self.inputs[0] if name == "input" else list(self.inputs)
        if name in ("output", "outputs"):
            return self.outputs[0] if name == "output" else list(self.outputs)
        return Method(self, name)

    def words(self) -> str:
        return "Model"


def in_order(outputs: tuple[Tensor, ...]) -> list[Tensor]:
    """Tensors and all that they are made of, sources first."""
    found: dict[Tensor, None] = {}
    waiting: list[tuple[Tensor, bool]] = [(tensor, False) for tensor in reversed(outputs)]
    while waiting:
        tensor, ready = waiting.pop()
        if tensor in found:
            continue
        if ready:
            found[tensor] = None
        else:
            waiting.append((tensor, True))
            waiting += [(source, False) for source in reversed(tensor.sources)]
    return list(found)
