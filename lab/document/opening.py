"""The inside of a block as a document of its own, and back: what is edited there is one step of the network outside."""

from __future__ import annotations

from collections.abc import Sequence as Ordered
from typing import ClassVar

from lab.document.blocks import Block, at_origin
from lab.document.commands import AddLink, Remove, Sequence
from lab.document.document import Document
from lab.document.graph import Graph, Link, Node, Socket
from lab.document.history import Command
from lab.document.knobs import kept
from lab.document.layout import PITCH_X, PITCH_Y, snapped
from lab.layers.base import Build, Layer, Shape
from lab.spec.errors import GraphError, ShapeError
from lab.spec.help import first_paragraph
from lab.spec.message import Message
from lab.spec.units import format_shape


class Entry(Layer):
    """Where data comes into the block: its shape is that of what arrives there in the network outside."""

    name = "entry"
    title = "Input"
    group = "Input"

    fewest_inputs: ClassVar[int] = 0
    most_inputs: ClassVar[int] = 0
    takes_samples: ClassVar[bool] = True

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape

    def output_shape(self, *shapes: Shape) -> Shape:
        if self.shape is None:
            raise ShapeError(Message("What arrives here is not known yet. Look at what comes before the block."))
        return self.shape

    def forward(self, build: Build) -> None:
        """Nothing: what comes before the block does."""

    backward = forward

    def flops(self, *shapes: Shape) -> int:
        return 0

    def activations(self, *shapes: Shape) -> int:
        return 0

    def summary(self) -> str:
        return format_shape(self.shape) if self.shape is not None else ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self.shape == other.shape

    def __hash__(self) -> int:
        return hash(self.shape)


Entry.help = first_paragraph(Entry.__doc__ or "")


def opened(block: Block, shapes: Ordered[Shape | None]) -> tuple[Graph, list[str]]:
    """What is inside a block as a graph with an Entry for each input, and the ids of these."""
    graph = Graph(block.nodes, notes=block.notes)
    entries: list[str] = []
    for number, places in enumerate(block.entries):
        shape = shapes[number] if number < len(shapes) else None
        fed = [graph.node(socket.node) for socket in places]
        y = fed[0].y if fed else 0.0
        left = min((node.x for node in fed), default=0.0) - PITCH_X
        while any(graph.node(other).y == y and graph.node(other).x == left for other in entries):
            y += PITCH_Y
        node = Node(graph.new_id("input"), Entry(shape), _label(number, len(block.entries)), snapped(left), snapped(y))
        graph.add_node(node)
        entries.append(node.id)
        for socket in places:
            graph.add_link(Link(node.id, socket.node, socket.port))
    for link in block.links:
        graph.add_link(link)
    return graph, entries


def closed(graph: Graph, before: Block, entries: Ordered[str]) -> tuple[Block, list[str]]:
    """The block that this inside is now, and the ids of what stands for its inputs: those of `entries` that are still
    there, then new ones. GraphError in words where it can be no block."""
    starts = [node.id for node in graph if node.layer.takes_samples]
    ports = [*(entry for entry in entries if entry in starts), *(start for start in starts if start not in entries)]
    nodes = [node for node in graph if node.id not in starts]
    if not nodes:
        raise GraphError(Message("A block needs at least one layer. It stays as it was until there is one."))
    ends = [node.id for node in graph.order() if node.id not in starts and not graph.outputs(node.id)]
    exit = before.exit if before.exit in ends or (len(ends) != 1 and before.exit in graph) else ends[-1]
    placed, notes = at_origin(nodes, graph.notes)
    block = before.replace(
        nodes=placed,
        notes=notes,
        links=[link for link in graph.links if link.source not in starts],
        entries=[[Socket(link.target, link.port) for link in graph.outputs(port)] for port in ports],
        exit=exit,
        knobs=kept(before.knobs, nodes),
    )
    return block, ports


class ChangeBlock(Command):
    """Put another version of a block into its place; edits of one visit inside are one step."""

    def __init__(self, node_id: str, block: Block, visit: object = None, title: Message | None = None) -> None:
        self._id, self._block, self._visit = node_id, block, visit
        self._before: Layer | None = None
        self._named = title
        self.title = title or Message("Change a block")

    def apply(self, document: Document) -> None:
        node = document.graph.node(self._id)
        self.title = self._named or Message("Change {layer}", layer=node.name)
        self._before = node.layer
        document.graph.replace_node(node.changed(layer=self._block))

    def revert(self, document: Document) -> None:
        document.graph.replace_node(document.graph.node(self._id).changed(layer=self._before))

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, ChangeBlock) or self._visit is None or later._visit is not self._visit:
            return None
        both = ChangeBlock(self._id, later._block, self._visit, self._named)
        both._before, both.title = self._before, self.title
        return both


def change_inside(
    graph: Graph, node_id: str, block: Block, before: Ordered[str], after: Ordered[str], visit: object
) -> Command:
    """The step outside for an edit inside. `before` and `after` stand for the inputs: links go with them."""
    if list(before) == list(after):
        return ChangeBlock(node_id, block, visit)
    into = graph.inputs(node_id)
    again = [Link(link.source, node_id, after.index(before[link.port])) for link in into if before[link.port] in after]
    title = Message("Change the inputs of {layer}", layer=graph.node(node_id).name)
    return Sequence(title, [Remove(links=into), ChangeBlock(node_id, block), *map(AddLink, again)])


def _label(number: int, count: int) -> str:
    return "in" if count == 1 else f"in{number + 1}"
