"""From what the learner means to the commands that do it: insert, add after, duplicate, relink, mend, join, nudge.

Every function reads the document and returns a command; nothing changes until it is done. What the graph forbids is
raised as a GraphError in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from lab.document.commands import Add, AddLink, ChangeNote, Move, Remove, Sequence
from lab.document.graph import Graph, Link, Node
from lab.document.history import Command
from lab.document.layout import (
    GAP_X,
    GAP_Y,
    GRID,
    NODE_HEIGHT,
    NODE_WIDTH,
    PITCH_X,
    PITCH_Y,
    Positions,
    arrange,
    snapped,
)
from lab.document.notes import SMALLEST, Note, new_note_id
from lab.document.shapes import Problem, analyse
from lab.layers.base import Layer
from lab.spec.errors import GraphError
from lab.spec.message import Message
from lab.spec.registry import find

_CELL_WIDTH, _CELL_HEIGHT = NODE_WIDTH + 32, NODE_HEIGHT + 32  # nodes nearer than this lie on each other


def new_layer(kind: str) -> Layer:
    """A layer of that kind with its default settings."""
    return find("layer", kind)()  # type: ignore[return-value]


def new_node(graph: Graph, layer: Layer, x: float = 0.0, y: float = 0.0) -> Node:
    """A node with a free id and label, its place snapped to the grid."""
    return Node(graph.new_id(layer.name), layer, new_label(graph, layer.name), snapped(x), snapped(y))


def stem_of(kind: str) -> str:
    """What labels of layers of that kind begin with: "conv2d" gives "conv"."""
    return re.sub(r"_?[123]d$", "", kind) or kind


def new_label(graph: Graph, kind: str, taken: Collection[str] = ()) -> str:
    """A free label made from the kind: "conv2d" gives "conv1", then "conv2"."""
    stem = stem_of(kind)
    used = {node.label for node in graph} | set(taken)
    number = 1
    while f"{stem}{number}" in used:
        number += 1
    return f"{stem}{number}"


def add(graph: Graph, layer: Layer, x: float, y: float, source: str | None = None) -> Command:
    """Add a layer; with a `source`, linked to its output."""
    node = new_node(graph, layer, x, y)
    links = [Link(source, node.id)] if source and layer.most_inputs else []
    return Add([node], links)


def add_after(graph: Graph, layer: Layer, chosen: str) -> Command:
    """Add a layer right of `chosen`, linked to its output, in between where links go on from there."""
    before = graph.node(chosen)
    if not layer.most_inputs:
        return add(graph, layer, *free_place(graph, before.x, before.y + PITCH_Y))
    onward = graph.outputs(chosen)
    if not onward:
        return add(graph, layer, *free_place(graph, before.x + PITCH_X, before.y), source=chosen)
    return _insert(graph, new_node(graph, layer), onward, known=False)


def insert(graph: Graph, link: Link, layer: Layer) -> Command:
    """Put a new layer into a link; what follows moves on where there is no room."""
    return _insert(graph, new_node(graph, layer), [link], known=False)


def insert_node(graph: Graph, link: Link, node_id: str) -> Command:
    """Put a layer that has no links yet into a link."""
    return _insert(graph, graph.node(node_id), [link], known=True)


def _insert(graph: Graph, node: Node, links: list[Link], *, known: bool) -> Command:
    if not node.layer.most_inputs:
        raise GraphError(
            Message("{layer} takes no input, so it cannot stand between two layers.", layer=Message(node.layer.title))
        )
    x, y, moved = _between(graph, node.id, links)
    node = node.changed(x=x, y=y)
    place: Command = Move({node.id: (x, y)}) if known else Add([node])
    onward = [AddLink(Link(node.id, link.target, link.port)) for link in links]
    steps: list[Command] = [place, Remove(links=links), AddLink(Link(links[0].source, node.id)), *onward]
    if moved:
        steps.append(Move(moved))
    return Sequence(Message("Insert {layer}", layer=Message(node.layer.title)), steps)


def _between(graph: Graph, node_id: str, links: list[Link]) -> tuple[float, float, Positions]:
    """A place for a node on these links of one source, and where what follows must go to make room."""
    source, targets = graph.node(links[0].source), [graph.node(link.target) for link in links]
    ahead = [target for target in targets if target.x >= source.x + NODE_WIDTH]
    alone = len(targets) == 1 and len(graph.inputs(targets[0].id)) == 1
    y = targets[0].y if alone and ahead else source.y
    following = rest_of_row(graph, targets, source)
    taken = Occupied(other for other in graph if other.id not in following and other.id != node_id)
    if not ahead:
        return *taken.free(source.x + PITCH_X, y), {}
    left = min(target.x for target in ahead)
    gap = left - source.x - NODE_WIDTH
    if gap >= NODE_WIDTH + GAP_X:
        return *taken.free(source.x + NODE_WIDTH + (gap - NODE_WIDTH) / 2, y), {}
    shift = source.x + 2 * PITCH_X - left
    moved = {other.id: (snapped(other.x + shift), other.y) for other in following.values()}
    return *taken.free(source.x + PITCH_X, y), moved


def rest_of_row(graph: Graph, targets: list[Node], source: Node) -> dict[str, Node]:
    """`targets` and what follows them, as far as each link goes to the right: the rest of the row."""
    found: dict[str, Node] = {}
    waiting = [(source, target.id) for target in targets]
    while waiting:
        before, node_id = waiting.pop()
        here = graph.node(node_id)
        if node_id not in found and here.x >= before.x + NODE_WIDTH:
            found[node_id] = here
            waiting += [(here, link.target) for link in graph.outputs(node_id)]
    return found


class Occupied:
    """Which places on the canvas are taken by nodes."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._cells: dict[tuple[int, int], list[Node]] = {}
        for node in nodes:
            self._cells.setdefault(self._cell(node.x, node.y), []).append(node)

    def taken(self, x: float, y: float) -> bool:
        """Whether a node at (x, y) would lie on another, or so near that no link fits between."""
        column, row = self._cell(x, y)
        near = (self._cells.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return any(abs(x - n.x) < _CELL_WIDTH and abs(y - n.y) < _CELL_HEIGHT for nodes in near for n in nodes)

    def free(self, x: float, y: float) -> tuple[float, float]:
        """The first place on the grid at (x, y) or below it that is not taken."""
        x, y = snapped(x), snapped(y)
        while self.taken(x, y):
            y += PITCH_Y
        return x, y

    @staticmethod
    def _cell(x: float, y: float) -> tuple[int, int]:
        return int(x // _CELL_WIDTH), int(y // _CELL_HEIGHT)


def free_place(graph: Graph, x: float, y: float) -> tuple[float, float]:
    """The first place at (x, y) or below it where no node lies."""
    return Occupied(graph).free(x, y)


def relink(graph: Graph, old: Link, new: Link) -> Command:
    """Give a link another end."""
    after = graph.copy()
    after.remove_link(old)
    after.check_link(new)
    return Sequence(Message("Move link"), [Remove(links=[old]), AddLink(new)])


def port_for(graph: Graph, target: str, port: int | None = None) -> int:
    """The input port that a link to `target` takes: the one asked for if free, else the first free one, else taken."""
    taken = {link.port for link in graph.inputs(target)}
    if port is not None and port not in taken:
        return port
    free = graph.free_port(target)
    return free if free is not None else (port or 0)


def link_targets(graph: Graph, source: str) -> list[Node]:
    """Nodes that a link from `source` may go to, in the order of the data's flow."""
    upstream, waiting = {source}, [source]
    while waiting:
        before = [link.source for link in graph.inputs(waiting.pop()) if link.source not in upstream]
        upstream.update(before)
        waiting += before
    return [node for node in graph.order() if node.id not in upstream and graph.free_port(node.id) is not None]


def duplicate(graph: Graph, ids: Iterable[str], notes: Iterable[str] = ()) -> Add:
    """Copies of nodes, of the links among them and of notes, below the originals."""
    nodes = [graph.node(node_id) for node_id in dict.fromkeys(ids)]
    inner = {node.id for node in nodes}
    links = [link for link in graph.links if link.source in inner and link.target in inner]
    copied = Graph(nodes, links, [graph.note(note_id) for note_id in dict.fromkeys(notes)])
    _, top, _, bottom = extent(copied)
    if len(nodes) == 1:
        title = Message("Duplicate {layer}", layer=Message(nodes[0].layer.title))
    elif nodes:
        title = Message("Duplicate {count} layers", count=len(nodes))
    else:
        title = Message("Duplicate note")
    return copies(graph, copied, 0.0, bottom - top + GAP_Y, title)


def paste(graph: Graph, copied: Graph, x: float, y: float) -> Add:
    """Add copied layers and notes, their middle at (x, y) or below where there is room."""
    left, top, right, bottom = extent(copied)
    if len(copied) == 1:
        title = Message("Paste {layer}", layer=Message(copied.nodes[0].layer.title))
    elif len(copied):
        title = Message("Paste {count} layers", count=len(copied))
    else:
        title = Message("Paste note")
    return copies(graph, copied, x - (left + right) / 2, y - (top + bottom) / 2, title)


def extent(graph: Graph) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all nodes and notes; there must be some."""
    boxes = [(node.x, node.y, node.x + NODE_WIDTH, node.y + NODE_HEIGHT) for node in graph]
    boxes += [(note.x, note.y, note.x + note.width, note.y + note.height) for note in graph.notes]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def copies(graph: Graph, copied: Graph, dx: float, dy: float, title: Message) -> Add:
    """Add copies of what may come from elsewhere, moved by (dx, dy) and further down until nothing lies there."""
    ids: dict[str, str] = {}
    made: list[Node] = []
    labels = {node.name for node in graph}
    for node in copied:
        ids[node.id] = graph.new_id(node.kind, ids.values())
        label = _free_label(node.name, labels)
        labels.add(label)
        made.append(Node(ids[node.id], node.layer, label, snapped(node.x + dx), snapped(node.y + dy)))
    taken, down = Occupied(graph), 0.0
    while any(taken.taken(copy.x, copy.y + down) for copy in made):
        down += PITCH_Y
    made = [copy.changed(y=copy.y + down) for copy in made]
    links = [Link(ids[link.source], ids[link.target], link.port) for link in copied.links]
    notes: list[Note] = []
    for note in copied.notes:
        new_id = new_note_id(graph.notes, [other.id for other in notes])
        notes.append(note.changed(id=new_id, x=snapped(note.x + dx), y=snapped(note.y + dy + down)))
    return Add(made, links, title, notes)


def _free_label(label: str, used: set[str]) -> str:
    """`label` if it is free, else the same with the next free number."""
    stem = label.rstrip("0123456789")
    number = int(label[len(stem) :] or 1)
    while label in used:
        number += 1
        label = f"{stem}{number}"
    return label


def delete(graph: Graph, ids: Iterable[str], links: Iterable[Link] = (), notes: Iterable[str] = ()) -> Command | None:
    """Delete nodes with their links, single links, and notes; None when there is nothing to delete."""
    ids, links, notes = tuple(ids), tuple(links), tuple(notes)
    return Remove(ids, links, notes) if ids or links or notes else None


def delete_and_join(graph: Graph, node_id: str) -> Command:
    """Delete a node and link what came before it to what came after it."""
    into, onward = graph.inputs(node_id), graph.outputs(node_id)
    steps: list[Command] = [Remove([node_id])]
    if into:
        steps += [AddLink(Link(into[0].source, link.target, link.port)) for link in onward]
    return Sequence(Message("Delete {layer} and join", layer=Message(graph.node(node_id).layer.title)), steps)


def mend(graph: Graph, problem: Problem) -> Command | None:
    """Put the layer that mends a problem before its node; None where nothing can."""
    links = graph.inputs(problem.node)
    if problem.mend is None or not links:
        return None
    layer = new_layer(problem.mend)
    good = next((link for link in links if len(links) == 1 or _mends(graph, link, layer)), links[0])
    return insert(graph, good, layer)


def _mends(graph: Graph, link: Link, layer: Layer) -> bool:
    """Whether the link's target has no problem once the layer stands before it."""
    trial = graph.copy()
    node = new_node(trial, layer)
    trial.remove_link(link)
    trial.add_node(node)
    trial.add_link(Link(link.source, node.id))
    trial.add_link(Link(node.id, link.target, link.port))
    return analyse(trial).nodes[link.target].problem is None


def nudge(graph: Graph, ids: Iterable[str], dx: float, dy: float, notes: Iterable[str] = ()) -> Move:
    """Move nodes and notes by a few px and onto the grid."""
    chosen, sheets = [graph.node(node_id) for node_id in ids], [graph.note(note_id) for note_id in notes]
    return Move(
        {node.id: (snapped(node.x + dx), snapped(node.y + dy)) for node in chosen},
        notes={note.id: (snapped(note.x + dx), snapped(note.y + dy)) for note in sheets},
    )


def write(graph: Graph, note: Note, text: str) -> Command | None:
    """Give a note its text: a new one comes onto the canvas, one without text goes; None where nothing changes."""
    known = any(other.id == note.id for other in graph.notes)
    if not text.strip():
        return Remove(notes=[note.id]) if known else None
    if not known:
        return Add(notes=[note.changed(text=text)])
    return ChangeNote(note.changed(text=text), Message("Change note")) if text != note.text else None


def resize(note: Note, width: float, height: float) -> Command | None:
    """Give a note another size, on the grid; None where it has that already."""
    after = note.changed(width=max(snapped(width), SMALLEST), height=max(snapped(height), SMALLEST))
    return ChangeNote(after, Message("Resize note")) if after != note else None


def tidy(
    graph: Graph, width: float | None = None, height: float = 1.0, check: Callable[[], object] = bool
) -> Move | None:
    """Arrange the whole network, in rows where it is long for a view of that size; None when it already is.

    `check` is called again and again: what it raises calls it off.
    """
    aspect, room = (None, 0.0) if width is None else (width / max(height, 1.0), width)
    positions = arrange(graph, aspect, room, check)
    if all((node.x, node.y) == positions[node.id] for node in graph):
        return None
    return Move(positions, Message("Arrange layers"), _out_of_the_way(graph.notes, positions))


def _out_of_the_way(notes: Iterable[Note], positions: Positions) -> Positions:
    """Places above the network for the notes that would lie under its layers."""
    moved: Positions = {}
    bottom = min(y for _, y in positions.values()) - GAP_Y
    for note in notes:
        right, below = note.x + note.width, note.y + note.height
        if any(
            note.x < x + NODE_WIDTH and x < right and note.y < y + PITCH_Y and y < below for x, y in positions.values()
        ):
            moved[note.id] = (note.x, snapped(bottom - note.height))
            bottom = moved[note.id][1] - GRID
    return moved
