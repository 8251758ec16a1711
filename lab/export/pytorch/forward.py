"""The lines of a module: what it makes once, and how data flow through it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from lab.document.blocks import Block
from lab.document.graph import Node
from lab.engine.torch_words import TorchWords, torch_words
from lab.export.pytorch.naming import attributes
from lab.export.scripts.formatting import INDENT, WIDTH, Line
from lab.export.scripts.names import VARIABLES
from lab.export.scripts.part import Part
from lab.layers.base import Shape
from lab.spec.errors import FileError
from lab.spec.message import Message

# What makes the module of a block: given the block and what arrives there, its expression.
MakeBlock = Callable[[Block, tuple[Shape, ...]], str]


@dataclass
class Body:
    """The lines of `__init__` and of `forward`, and the names of what `forward` takes."""

    made: list[Line] = field(default_factory=list)
    steps: list[Line] = field(default_factory=list)
    inputs: tuple[str, ...] = ()


def body(part: Part, make_block: MakeBlock) -> Body:
    """The lines of a network or block."""
    return _Writer(part, make_block).write()


def shape_words(shape: Shape) -> str:
    """The shape of one sample as a remark: "6 x 28 x 28"."""
    return " x ".join(map(str, shape))


class _Writer:
    def __init__(self, part: Part, make_block: MakeBlock) -> None:
        self._part, self._make_block = part, make_block
        self._names = attributes(part.graph.order())
        self._variables: dict[str, str] = {}  # by value: the id of a node, or "/0" for the first input
        self._held: set[str] = set()  # names of values that are still read
        self._alias: dict[str, str] = {}  # a value that is another one
        self._last = ""  # the value that the last line computes
        self._joined = False  # whether that has an activation around it already

    def write(self) -> Body:
        part = self._part
        self._body = Body(inputs=tuple(islice(_variables(), len(part.inputs))))
        self._variables.update(zip(part.inputs, self._body.inputs, strict=True))
        words = {node.id: self._words(node) for node in part.graph if not isinstance(node.layer, Block)}
        for node in part.order():  # layers that do nothing have no line
            if node.id in words and words[node.id].is_identity:
                self._alias[node.id] = self._sources(node)[0]
        real = [node for node in part.order() if node.id not in self._alias]
        self._readers = Counter(source for node in real for source in self._sources(node))
        self._readers[self._value(part.exit)] += 1
        self._held = {self._variables[value] for value in part.inputs if self._readers[value]}
        for node in real:
            self._step(node, words.get(node.id))
        self._body.steps.append(Line(f"return {self._variables[self._value(part.exit)]}"))
        return self._body

    def _words(self, node: Node) -> TorchWords:
        found = torch_words(node.layer, *self._part.reports[node.id].inputs)
        if found is None:
            raise FileError(
                Message(
                    "{layer} ({title}) has no words for PyTorch. Put other layers in its place.",
                    layer=node.name,
                    title=Message(node.layer.title),
                )
            )
        return found

    def _value(self, node_id: str) -> str:
        return self._alias.get(node_id, node_id)

    def _sources(self, node: Node) -> list[str]:
        """The values that a node reads, by port."""
        return [self._value(source) for source in self._part.sources(node)]

    def _step(self, node: Node, words: TorchWords | None) -> None:
        name, sources = self._names[node.id], self._sources(node)
        inputs = [self._variables[source] for source in sources]
        if isinstance(node.layer, Block):
            made = self._make_block(node.layer, self._part.reports[node.id].inputs)
            code = f"self.{name}({', '.join(inputs)})"
        else:
            assert words is not None
            made, code = short(words.module), short(words.applied(inputs, f"self.{name}"))
        if made:
            self._body.made.append(Line(f"self.{name} = {made}"))
        elif words is not None and self._joins(node, words):
            return
        self._read(sources)
        variable = self._free_variable(sources)
        self._held.add(variable)
        shapes = self._part.shapes
        changed = not sources or shapes[node.id] != shapes[sources[0]]
        self._body.steps.append(Line(f"{variable} = {code}", shape_words(shapes[node.id]) if changed else ""))
        self._variables[node.id], self._last, self._joined = variable, node.id, False

    def _joins(self, node: Node, words: TorchWords) -> bool:
        """Put an activation around the line before, if nothing else reads what that computes: relu(self.conv(x)).

        At most one around each line, and only where that stays short.
        """
        sources, steps = self._sources(node), self._body.steps
        if len(sources) != 1 or node.layer.group != "Activation" or words.uses != 1:
            return False
        source = sources[0]
        if source != self._last or self._readers[source] != 1 or not steps:
            return False
        variable, _, code = steps[-1].code.partition(" = ")
        joined = f"{variable} = {short(words.applied([code]))}"
        if self._joined or len(joined) > WIDTH - 3 * len(INDENT):
            return False
        steps[-1], self._joined = Line(joined, steps[-1].comment), True
        self._variables[node.id], self._last = variable, node.id
        return True

    def _read(self, sources: list[str]) -> None:
        """Let go the names of what nobody reads any more."""
        for source in sources:
            self._readers[source] -= 1
            if not self._readers[source]:
                self._held.discard(self._variables[source])

    def _free_variable(self, sources: list[str]) -> str:
        """The first name that no value has which is still read; if it can be, that of what is read here."""
        own = [self._variables[source] for source in sources if self._variables[source] not in self._held]
        return min(own, key=_rank) if own else next(name for name in _variables() if name not in self._held)


def _variables() -> Iterator[str]:
    yield from VARIABLES
    yield from (f"x{number}" for number in count(1))


def _rank(variable: str) -> int:
    return VARIABLES.index(variable) if variable in VARIABLES else len(VARIABLES)


def short(code: str) -> str:
    """Names as the exported file imports them."""
    return code.replace("torch.nn.functional.", "F.").replace("torch.nn.", "nn.")
