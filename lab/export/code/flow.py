"""What reading is made of, whatever the code is: the place, what is told, how long it takes, and tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lab.export.code.expressions import TooMuch
from lab.export.code.spans import Span, Text, Trouble
from lab.export.code.tensors import Tensor
from lab.layers.base import Layer, Shape
from lab.spec.errors import LabError
from lab.spec.message import Message

MOST_STEPS = 200_000  # parts of the code that are looked at before it counts as too long


class Misfit(Exception):
    """While sizes of the input are tried: this one does not fit. `size` is below 0 where it is too small, above 0 where
    it is too large, else 0."""

    def __init__(self, message: Message, size: int) -> None:
        super().__init__(message)
        self.message, self.size = message, size


class Demand(Exception):
    """While the input's shape is not known: what the first layer needs."""

    def __init__(self, rank: int, channels: int | None = None, features: int | None = None, flat: bool = False) -> None:
        super().__init__()
        self.rank, self.channels, self.features, self.flat = rank, channels, features, flat


class Flow:
    """The base of the reader.

    Attributes:
        troubles: what was not understood.
        notes: what the reader of the result should know.
        tracing: whether data flows just now.
        strict: whether a shape that does not fit ends the tracing.
        probing: whether the shape of the input is being asked for.
        round: counts the tracings; a layer used twice in one of them shares its weights.
    """

    def __init__(self, text: str) -> None:
        self.text = Text(text)
        self.troubles: list[Trouble] = []
        self.notes: list[Message] = []
        self.tracing = self.strict = self.probing = False
        self.round = 0
        self._steps = 0
        self._most = MOST_STEPS
        self._at: ast.AST | Span = Span(1, 1, 1, 2)
        self._path: list[str] = []
        self._label = ""  # of the next layer

    def step(self, count: int = 1) -> None:
        """Something was looked at; TooMuch when that was too often."""
        self._steps += count
        if self._steps > self._most:
            raise TooMuch

    def allow(self, steps: int) -> None:
        """So many steps more, whatever there were."""
        self._most = self._steps + steps

    # -- the place

    @contextmanager
    def at(self, place: ast.AST | Span) -> Iterator[None]:
        """What is made meanwhile stands there."""
        before, self._at = self._at, place
        try:
            yield
        finally:
            self._at = before

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Layers are used meanwhile in the part of that name."""
        self._path.append(name)
        try:
            yield
        finally:
            self._path.pop()

    @property
    def place(self) -> ast.AST | Span:
        """The call that is being read."""
        return self._at

    @property
    def call_node(self) -> ast.expr:
        """The same as a part of the syntax."""
        return self._at if isinstance(self._at, ast.expr) else ast.Constant(None, lineno=self.span.line, col_offset=0)

    @property
    def span(self) -> Span:
        """Where the call that is being read stands."""
        return self._at if isinstance(self._at, Span) else self.text.span(self._at)

    # -- what is told

    def trouble(self, node: ast.AST | Span, message: Message) -> None:
        """Something is not understood."""
        found = Trouble(node if isinstance(node, Span) else self.text.span(node), message)
        if found not in self.troubles:
            self.troubles.append(found)

    def misfit(self, message: Message, size: int = 0) -> None:
        """Shapes do not fit at the call that is being read; `size` as in Misfit."""
        if self.strict:
            raise Misfit(message, size)
        self.trouble(self.span, message)

    def note(self, message: Message) -> None:
        """Something to know."""
        if message not in self.notes:
            self.notes.append(message)

    # -- tensors

    @staticmethod
    def holds_tensor(*values: Any) -> bool:
        """Whether one of the values is a tensor."""
        return any(isinstance(value, Tensor) for value in values)

    def tensors_of(self, values: list[Any]) -> tuple[Tensor, ...]:
        """The tensors among values, and in lists of them."""
        found: list[Tensor] = []
        for value in values:
            if isinstance(value, Tensor):
                found.append(value)
            elif isinstance(value, list | tuple):
                found += [each for each in value if isinstance(each, Tensor)]
        return tuple(found)

    def add(self, layer: Layer, *sources: Tensor, helps: bool = False) -> Tensor:
        """A layer behind others; shapes that do not fit are told. One that only `helps` leaves the name to the next."""
        self.step()
        shape: Shape | None = None
        shapes = [source.shape for source in sources]
        if not layer.fewest_inputs <= len(sources) <= layer.most_inputs:
            self.misfit(Message("{layer} cannot take so many inputs.", layer=Message(layer.title)))
        elif all(each is not None for each in shapes):
            known = [each for each in shapes if each is not None]
            try:
                shape = layer.output_shape(*known)
            except LabError as error:
                self.misfit(error.message, -1 if self.strict and _fits_larger(layer, known) else 0)
        label = "" if helps else self._label
        self._label = self._label if helps else ""
        last = any(source.last for source in sources)
        flat = layer.name == "flatten" or (any(source.flat for source in sources) and shape is None)
        return Tensor(layer, sources, shape, self.span, last, label, flat)

    def need(self, x: Tensor, rank: int, channels: int | None = None, features: int | None = None) -> None:
        """A layer needs such an input: asked of an input that is unknown."""
        if x.shape is None and self.probing:
            raise Demand(rank, channels, features, x.flat)


def _fits_larger(layer: Layer, shapes: list[Shape]) -> bool:
    """Whether a layer would take inputs of many times the size."""
    try:
        layer.output_shape(*((shape[0], *(1000 * side for side in shape[1:])) for shape in shapes))
    except LabError:
        return False
    return True
