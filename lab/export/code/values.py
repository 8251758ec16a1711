"""What expressions stand for beside Python's own numbers, texts, lists and dictionaries."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from lab.spec.message import Message, Verbatim

if TYPE_CHECKING:
    from lab.export.code.reader import Reader


class Refused(Exception):
    """What stands here is not understood. `at` is the place; without one, the call that is being read."""

    def __init__(self, message: Message, at: ast.AST | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass
class Arguments:
    """What a call gives, and where each of it stands."""

    node: ast.Call
    positional: list[Any]
    keywords: dict[str, Any]
    places: dict[str, ast.AST] = field(default_factory=dict)

    def place(self, name: str, number: int) -> ast.AST:
        """Where an argument stands that is given by name or as number 0, 1, ..."""
        if name in self.places:
            return self.places[name]
        return self.node.args[number] if number < len(self.node.args) else self.node

    def given(self) -> list[Any]:
        """All values."""
        return [*self.positional, *self.keywords.values()]


class Value:
    """Base of what the code may hold. What it cannot do is unknown, not wrong: most code has nothing to do with the
    network."""

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        """What calling it gives."""
        return reader.unread_call(arguments, self.words())

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        """What `value.name` is."""
        return Unknown(node, Message('"{name}" is not known here.', name=Verbatim(name)))

    def words(self) -> str:
        """What to call it in a sentence."""
        return type(self).__name__


@dataclass
class Unknown(Value):
    """Something that the code alone does not tell: data, files, the clock. Harmless until the network needs it.

    `told` where that has been said already.
    """

    node: ast.AST
    reason: Message
    told: bool = False

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        tensors = reader.tensors_of(arguments.given())
        if not tensors or reader.is_unused(arguments.node):
            return self
        reader.blame(self, arguments.node)
        return tensors[0]  # it is left out

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        return self


@dataclass(frozen=True)
class Named(Value):
    """A name from a library, such as "keras.layers.Conv2D"."""

    path: str

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        return reader.call_named(self.path, arguments)

    def attribute(self, reader: Reader, name: str, node: ast.expr) -> Any:
        return reader.named(f"{self.path}.{name}")

    def words(self) -> str:
        return self.path


@dataclass(frozen=True)
class Method(Value):
    """A function that belongs to a value: `values.append`, `x.view`."""

    owner: Any
    name: str

    def call(self, reader: Reader, arguments: Arguments) -> Any:
        return reader.call_method(self.owner, self.name, arguments)

    def words(self) -> str:
        return self.name


@dataclass(frozen=True)
class BatchSize(Value):
    """How many samples there are in a batch: no number that a network may depend on."""


BATCH = BatchSize()
SCALARS = (int, float, str, bool, type(None))


def is_plain(value: Any) -> bool:
    """Whether it is one of Python's numbers, texts or None."""
    return isinstance(value, SCALARS)


def is_number(value: Any) -> TypeGuard[int | float]:
    """Whether it is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)
