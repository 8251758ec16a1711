"""Blocks: a part of a network that stands on the canvas as one layer, and may repeat.

A block is an ordinary layer of a node: graph, commands, clipboard and files treat it as one. The engine never sees it:
`lab.document.unfolding` puts what is inside in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import ceil
from typing import Any, Self

from lab.document.graph import MOST_LAYERS, Graph, Link, Node, Socket, ranks, too_many_layers
from lab.document.insight.receptive_field import receptive_fields, start
from lab.document.knobs import Knob, check_name, field_of, turned, value_of
from lab.document.layout import arrange
from lab.document.notes import Note
from lab.document.shapes import Analysis, Problem, analyse
from lab.layers.base import Build, Layer, Parameter, Shape
from lab.layers.window import Window
from lab.spec.errors import CycleError, FieldError, GraphError, ShapeError
from lab.spec.fields import Field, Int
from lab.spec.help import first_paragraph
from lab.spec.message import Message

DEEPEST = 8  # blocks inside blocks
SEPARATOR = ":"  # between a block, a repetition and what is inside; no id holds it
FORBIDDEN = SEPARATOR + "/"  # in ids
_REMEMBERED = 32  # shapes of inputs


class Block(Layer):
    """y = f(f(… f(x))): a part of a network as one layer, one after the other as often as it repeats. Every repetition
    has weights of its own.

    Attributes:
        nodes, links: what is inside; links in the order of the data's flow.
        entries: for each input port of the block the places inside that it feeds, one or several (a residual block's
            input goes to its first convolution and to its addition).
        exit: id of the inner node whose output is the block's.
        title: what the learner calls it.
        knobs: numbers that are set on several inner fields at once (lab.document.knobs).
        notes: sheets of text that lie inside.
        layers, depth: layers it stands for, all repetitions counted; 1 + the depth of the blocks inside.
    Errors: GraphError, FieldError in words for an inside that is no part of a network, is too large or too deep.
    """

    name = "block"
    title = "Block"
    group = "Block"
    order = 1000

    repeat = Int(
        1, low=1, high=MOST_LAYERS, title="Repetitions", help="How often the inside stands there, one after the other"
    )

    def __init__(
        self,
        *,
        nodes: Iterable[Node],
        links: Iterable[Link],
        entries: Iterable[Iterable[Socket]],
        exit: str,
        title: str = "Block",
        knobs: Iterable[Knob] = (),
        notes: Iterable[Note] = (),
        repeat: int = 1,
    ) -> None:
        self.nodes: tuple[Node, ...] = tuple(nodes)
        self.entries: tuple[tuple[Socket, ...], ...] = tuple(tuple(places) for places in entries)
        self.exit, self.knobs, self.notes = exit, tuple(knobs), tuple(notes)
        self.links: tuple[Link, ...] = tuple(links)
        # What all layers of another kind share is each block's own.
        self.__dict__.update(title=title, fewest_inputs=len(self.entries), most_inputs=len(self.entries))
        self._known: dict[tuple[Shape, ...], tuple[Analysis, ...]] = {}
        super().__init__(repeat=repeat)

    def validate(self) -> None:
        check_name(self.title)
        if not self.nodes:
            raise GraphError(Message('The block "{title}" is empty. A block needs at least one layer.', **self._named))
        self.links = _in_order(self.nodes, self.links)
        count = self.repeat * sum(node.layer.layers for node in self.nodes)
        if count > MOST_LAYERS:
            raise too_many_layers(count)
        self.__dict__["layers"] = count
        self.depth: int = 1 + max(node.layer.depth if isinstance(node.layer, Block) else 0 for node in self.nodes)
        if self.depth > DEEPEST:
            raise GraphError(Message("Blocks can stand inside each other {most} deep, no deeper.", most=DEEPEST))
        self._check_inside()
        if self.repeat > 1 and len(self.entries) != 1:
            raise GraphError(
                Message(
                    'Only a block with one input can repeat. "{title}" has {count}.',
                    **self._named,
                    count=len(self.entries),
                )
            )
        names = [knob.name for knob in self.knobs]
        for name in names:
            if names.count(name) > 1 or name in self.fields():
                raise FieldError(Message('The name "{name}" is taken. Give the knob another one.', name=name))
        self._knob_fields  # noqa: B018  (made here, so that a wrong knob is said at once)

    # -- what is inside

    @cached_property
    def inside(self) -> Graph:
        """What is inside as a graph; nobody may change it."""
        return Graph(self.nodes, self.links, self.notes)

    def analyses(self, *shapes: Shape) -> tuple[Analysis, ...]:
        """Reports on what is inside, one for each repetition, given the input shapes.

        All that would follow equal the last: they end where a repetition gives the shape that it takes, or has a
        problem.
        """
        known = self._known.get(shapes)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[shapes] = tuple(self._follow(shapes))
        return known

    def prefix(self, repetition: int) -> str:
        """What stands before the ids of what is inside, in a repetition (from 1): "2:", or nothing without repeats."""
        return f"{repetition}{SEPARATOR}" if self.repeat > 1 else ""

    # -- what a layer is

    def output_shape(self, *shapes: Shape) -> Shape:
        analyses = self.analyses(*shapes)
        problems = analyses[-1].problems
        if problems:
            raise self._explained(problems[0], len(analyses))
        lost = [node for node in self.nodes if node.id != self.exit and not self.inside.outputs(node.id)]
        if lost:
            raise ShapeError(
                Message(
                    '{layer} in the block "{title}" leads nowhere. Open the block, and link it on or delete it.',
                    layer=lost[0].name,
                    **self._named,
                )
            )
        if not all(self.entries):
            raise ShapeError(
                Message('An input of the block "{title}" leads nowhere. Open the block and link it on.', **self._named)
            )
        shape = analyses[-1].nodes[self.exit].output
        assert shape is not None  # no problem, so it is known
        return shape

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        """Names as in `lab.document.unfolding`: "2:conv2d1/weight"."""
        parts = [self._parameters_of(analysis) for analysis in self.analyses(*shapes)]
        return {
            self.prefix(repetition) + name: parameter
            for repetition in range(1, self.repeat + 1)
            for name, parameter in parts[min(repetition, len(parts)) - 1].items()
        }

    def flops(self, *shapes: Shape) -> int:
        return self._total([analysis.flops for analysis in self.analyses(*shapes)])

    def activations(self, *shapes: Shape) -> int:
        return self._total([analysis.activations for analysis in self.analyses(*shapes)])

    def windows(self, *shapes: Shape) -> tuple[Window, ...] | None:
        parts, arriving = [], shapes
        for analysis in self.analyses(*shapes):
            parts.append(self._windows_of(analysis, arriving))
            arriving = (analysis.nodes[self.exit].output or (),)
        whole = parts[0]
        for repetition in range(1, self.repeat):
            part = parts[min(repetition, len(parts) - 1)]
            if whole is None or part is None or len(part) != len(whole):
                return None
            whole = tuple(
                Window(one.length, ceil(one.span + (other.span - 1) * one.step), one.step * other.step)
                for one, other in zip(whole, part, strict=True)
            )
        return whole

    def adjustable(self) -> dict[str, Field[Any]]:
        return {**self.fields(), **self._knob_fields}

    def setting(self, name: str) -> Any:
        knob = next((knob for knob in self.knobs if knob.name == name), None)
        return value_of(knob, self.nodes) if knob is not None else getattr(self, name)

    def forward(self, build: Build) -> None:
        """Nothing: what is inside does."""
        raise AssertionError("a block is unfolded before it is run")

    backward = forward

    def summary(self) -> str:
        count = sum(node.layer.layers for node in self.nodes)
        layers = f"{count} layer" if count == 1 else f"{count} layers"
        return f"{layers} × {self.repeat}" if self.repeat > 1 else layers

    # -- other versions of it

    def replace(self, **values: Any) -> Self:
        """A copy with some parts, settings or knobs (by name) changed."""
        knobs = {knob.name: values.pop(knob.name) for knob in self.knobs if knob.name in values}
        nodes = self.nodes
        for knob in self.knobs:
            if knob.name in knobs:
                nodes = turned(knob, knobs[knob.name], nodes)
        return type(self)(**{**self._parts(), "nodes": nodes, **values})

    def _parts(self) -> dict[str, Any]:
        return {
            "nodes": self.nodes,
            "links": self.links,
            "entries": self.entries,
            "exit": self.exit,
            "title": self.title,
            "knobs": self.knobs,
            "notes": self.notes,
            "repeat": self.repeat,
        }

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Block) and self._parts() == other._parts())

    def __hash__(self) -> int:
        return hash((self.exit, self.repeat, self.title, self.entries, self.links))

    def __repr__(self) -> str:
        return f"Block({self.title!r}, {self.summary()})"

    # -- inside

    @cached_property
    def _knob_fields(self) -> dict[str, Field[Any]]:
        return {knob.name: field_of(knob, self.nodes) for knob in self.knobs}

    @property
    def _named(self) -> dict[str, str]:
        return {"title": self.title}

    def _check_inside(self) -> None:
        graph = self.inside
        for node in self.nodes:
            if not node.id or any(sign in node.id for sign in FORBIDDEN):
                raise GraphError(Message('"{id}" cannot be the id of a layer.', id=node.id))
            if node.layer.takes_samples:
                raise GraphError(
                    Message(
                        "{layer} cannot stand in a block: data starts there, and a block gets its data from outside.",
                        layer=node.name,
                    )
                )
        if self.exit not in graph:
            raise GraphError(Message('The block "{title}" has no output.', **self._named))
        if not self.entries:
            raise GraphError(Message('The block "{title}" has no input.', **self._named))
        taken: set[Socket] = set()
        for socket in (socket for places in self.entries for socket in places):
            graph.check_socket(socket)
            if socket in taken:
                raise GraphError(Message('A place in "{id}" is fed twice by the block.', id=socket.node))
            taken.add(socket)

    def _follow(self, arriving: tuple[Shape, ...]) -> Iterable[Analysis]:
        for _ in range(self.repeat):
            given = {socket: shape for places, shape in zip(self.entries, arriving, strict=True) for socket in places}
            analysis = analyse(self.inside, given)
            yield analysis
            output = analysis.nodes[self.exit].output
            if analysis.problems or output is None or (output,) == arriving:
                return
            arriving = (output,)

    def _parameters_of(self, analysis: Analysis) -> dict[str, Parameter]:
        """The arrays of one repetition."""
        found: dict[str, Parameter] = {}
        for node in self.inside.order():
            first = node.id + (SEPARATOR if isinstance(node.layer, Block) else "/")
            for name, parameter in node.layer.parameters(*analysis.nodes[node.id].inputs).items():
                found[first + name] = parameter
        return found

    def _windows_of(self, analysis: Analysis, shapes: tuple[Shape, ...]) -> tuple[Window, ...] | None:
        """What one repetition sees of what arrives there."""
        given = {socket: start(shape) for places, shape in zip(self.entries, shapes, strict=True) for socket in places}
        fields = receptive_fields(self.inside, analysis, given)[self.exit]
        return None if fields is None else tuple(Window(field.length, field.size, field.jump) for field in fields)

    def _total(self, counts: list[int]) -> int:
        return sum(counts) + (self.repeat - len(counts)) * counts[-1]

    def _explained(self, problem: Problem, repetition: int) -> ShapeError:
        """The block's error for a problem inside. Only what is fed from outside can be mended there."""
        name, fed = self.inside.node(problem.node).name, not self.inside.inputs(problem.node)
        if self.repeat > 1 and repetition > 1:
            message = Message(
                '{layer} in repetition {number} of the block "{title}": {reason}',
                layer=name,
                number=repetition,
                reason=problem.message,
                **self._named,
            )
        else:
            message = Message(
                '{layer} in the block "{title}": {reason}', layer=name, reason=problem.message, **self._named
            )
        return ShapeError(message, problem.mend if fed and repetition == 1 else None)


Block.help = first_paragraph(Block.__doc__ or "")


def block(inside: Graph, title: str, *, repeat: int = 1, knobs: Iterable[Knob] = ()) -> Block:
    """A block of a graph, laid out. Its Input layers stand for the block's inputs; where there are none, the block's
    one input feeds whatever lacks an input. The only layer that leads nowhere is the output."""
    sources = [node.id for node in inside if node.layer.takes_samples]
    if sources:
        entries = [[Socket(link.target, link.port) for link in inside.outputs(source)] for source in sources]
    else:
        entries = [open_sockets(inside)]
    ends = [node.id for node in inside if not inside.outputs(node.id)]
    if len(ends) != 1:
        raise GraphError(Message("A block has one output. {count} layers here lead nowhere.", count=len(ends)))
    places = arrange(inside)
    nodes = [node.changed(x=places[node.id][0], y=places[node.id][1]) for node in inside if node.id not in sources]
    return Block(
        nodes=at_origin(nodes)[0],
        links=[link for link in inside.links if link.source not in sources],
        entries=entries,
        exit=ends[0],
        title=title,
        knobs=knobs,
        repeat=repeat,
    )


def open_sockets(graph: Graph) -> list[Socket]:
    """The inputs that layers need and that nothing is linked to."""
    found = []
    for node in graph:
        links = graph.inputs(node.id)
        if len(links) < node.layer.fewest_inputs:
            taken = {link.port for link in links}
            free = [port for port in range(node.layer.fewest_inputs) if port not in taken]
            found += [Socket(node.id, port) for port in free[: node.layer.fewest_inputs - len(taken)]]
    return found


def at_origin(nodes: Iterable[Node], notes: Iterable[Note] = ()) -> tuple[list[Node], list[Note]]:
    """Nodes, and notes with them, moved so that no node lies left of or above (0, 0)."""
    nodes = list(nodes)
    left, top = min((node.x for node in nodes), default=0.0), min((node.y for node in nodes), default=0.0)
    moved = [node.changed(x=node.x - left, y=node.y - top) for node in nodes]
    return moved, [note.changed(x=note.x - left, y=note.y - top) for note in notes]


def _in_order(nodes: tuple[Node, ...], links: Iterable[Link]) -> tuple[Link, ...]:
    """The links in the order of the data's flow, so that equal insides are equal however they were made."""
    links = list(links)
    strangers = {end for link in links for end in (link.source, link.target)} - {node.id for node in nodes}
    if strangers:
        raise GraphError(Message('A link in a block leads to "{id}", which is no layer.', id=min(strangers)))
    rank = ranks((node.id for node in nodes), links)
    if len(rank) < len({node.id for node in nodes}):
        raise CycleError(Message("The links in a block run in a circle. Data can only flow forward."))
    return tuple(sorted(links, key=lambda link: (rank[link.source], rank[link.target], link.port)))
