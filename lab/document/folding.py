"""Fold chosen layers into a block, and unfold a block: commands, made from the document as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lab.document.blocks import Block, at_origin, open_sockets
from lab.document.commands import Add, Move, Remove, Sequence
from lab.document.edits import Occupied, new_label, rest_of_row
from lab.document.graph import Graph, Link, Node, Socket
from lab.document.history import Command
from lab.document.layout import GAP_X, NODE_WIDTH, PITCH_X, Positions, arrange, snapped
from lab.document.notes import Note, new_note_id
from lab.spec.errors import GraphError
from lab.spec.message import Message

WIDEST = 24 * PITCH_X  # px that an unfolded block takes before the network is arranged in rows
ASPECT = 2.0  # of such rows
MOST = 3000  # layers that a block is unfolded into


def fold(graph: Graph, ids: Iterable[str], title: str = "Block") -> Command:
    """Replace nodes by one block. GraphError in words where they cannot be one: what a block needs is said there."""
    chosen = [graph.node(node_id) for node_id in dict.fromkeys(ids)]
    if not chosen:
        raise GraphError(Message("Choose the layers that are to become a block."))
    inner = {node.id for node in chosen}
    for node in chosen:
        if node.layer.takes_samples:
            raise GraphError(
                Message("{layer} cannot be folded: data starts there. Choose the layers after it.", layer=node.name)
            )
    end, leaving = _output(graph, chosen)
    _check_way(graph, inner, leaving)
    links = [link for link in graph.links if link.source in inner and link.target in inner]
    sources, entries = _entries(graph, chosen)
    layer = Block(nodes=at_origin(chosen)[0], links=links, entries=entries, exit=end, title=title)
    left, right = min(node.x for node in chosen), max(node.x for node in chosen)
    top, bottom = min(node.y for node in chosen), max(node.y for node in chosen)
    x, y = snapped((left + right) / 2), snapped((top + bottom) / 2)
    if Occupied(node for node in graph if node.id not in inner).taken(x, y):
        first = next(node for node in graph.order() if node.id in inner)
        x, y = first.x, first.y
    node = Node(graph.new_id(layer.name), layer, new_label(graph, layer.name), x, y)
    arriving = [Link(source, node.id, port) for port, source in enumerate(sources) if source is not None]
    departing = [Link(node.id, link.target, link.port) for link in leaving]
    return Sequence(
        Message("Fold {count} layers", count=len(chosen)), [Remove(inner), Add([node], [*arriving, *departing])]
    )


def unfold_node(graph: Graph, node_id: str, check: Callable[[], object] = bool) -> Command:
    """Put what is inside a block in its place, every repetition; blocks inside stay blocks.

    `check` is called again and again: what it raises calls it off.
    """
    node = graph.node(node_id)
    if not isinstance(node.layer, Block):
        raise GraphError(Message("{layer} is no block, so there is nothing to unfold.", layer=node.name))
    block = node.layer
    count = block.repeat * len(block.nodes)
    if count > MOST:
        raise GraphError(
            Message(
                "Unfolding {layer} would put {count} layers onto the canvas; at most {most} are clear there. "
                "Let it repeat less often first.",
                layer=node.name,
                count=f"{count:,}",
                most=f"{MOST:,}",
            )
        )
    used, labels = (
        _Names({other.id for other in graph} - {node_id}),
        _Names({other.name for other in graph} - {node.name}),
    )
    made: list[Node] = []
    links: list[Link] = []
    width = max(inner.x for inner in block.nodes) + NODE_WIDTH
    sources = {link.port: link.source for link in graph.inputs(node_id)}
    end = ""
    for repetition in range(block.repeat):
        ids: dict[str, str] = {}
        for inner in block.nodes:
            ids[inner.id] = used.take(inner.id)
            x = inner.x + repetition * (width + GAP_X)
            made.append(Node(ids[inner.id], inner.layer, labels.take(inner.name), x, inner.y))
        links += [
            Link(source, ids[socket.node], socket.port)
            for port, source in sources.items()
            for socket in block.entries[port]
        ]
        links += [Link(ids[link.source], ids[link.target], link.port) for link in block.links]
        end = ids[block.exit]
        sources = {0: end}
    links += [Link(end, link.target, link.port) for link in graph.outputs(node_id)]
    first = made[0]
    made, moved = _laid_out(graph, node, made, links, check)
    notes: list[Note] = []
    for note in block.notes:
        note_id = new_note_id(graph.notes, [other.id for other in notes])
        dx, dy = made[0].x - first.x, made[0].y - first.y
        notes.append(note.changed(id=note_id, x=note.x + dx, y=note.y + dy))
    steps: list[Command] = [Remove([node_id]), Add(made, links, notes=notes)]
    if moved:
        steps.append(Move(moved))
    return Sequence(Message("Unfold {layer}", layer=node.name), steps)


class _Names:
    """Names that are taken. Among thousands a free one is found at once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The name if it is free, else the same with the next free number."""
        stem = name.rstrip("0123456789")
        number, found = self._next.get(name, int(name[len(stem) :] or 1)), name
        while found in self._taken:
            number += 1
            found = f"{stem}{number}"
        self._next[name] = number
        self._taken.add(found)
        return found


def _output(graph: Graph, chosen: list[Node]) -> tuple[str, list[Link]]:
    """The chosen node whose output is the block's, and the links that leave."""
    inner = {node.id for node in chosen}
    leaving = [link for node in chosen for link in graph.outputs(node.id) if link.target not in inner]
    ends = list(dict.fromkeys(link.source for link in leaving))
    ends = ends or [node.id for node in chosen if not graph.outputs(node.id)]
    if len(ends) != 1:
        raise GraphError(
            Message(
                "A block has one output, but data leaves these layers at {layers}. "
                "Choose layers that end in one, or merge their outputs first.",
                layers=", ".join(graph.node(node_id).name for node_id in ends),
            )
        )
    return ends[0], leaving


def _check_way(graph: Graph, inner: set[str], leaving: list[Link]) -> None:
    """No way may leave the block and come back: its input would wait for its output."""
    for link in leaving:
        outside = graph.downstream(link.target)
        back = next((node.id for node in graph if node.id in inner and node.id in outside), None)
        if back is not None:
            raise GraphError(
                Message(
                    "A way leaves these layers by {layer} and comes back to {back}. Choose what lies between as well.",
                    layer=graph.node(link.target).name,
                    back=graph.node(back).name,
                )
            )


def _entries(graph: Graph, chosen: list[Node]) -> tuple[list[str | None], list[list[Socket]]]:
    """For each input of the block where it comes from (None: nothing is linked yet) and what it feeds."""
    inner = {node.id for node in chosen}
    fed: dict[str, list[Socket]] = {}
    for node in (node for node in graph.order() if node.id in inner):
        for link in graph.inputs(node.id):
            if link.source not in inner:
                fed.setdefault(link.source, []).append(Socket(node.id, link.port))
    missing = [socket for socket in open_sockets(graph) if socket.node in inner]
    return [*fed, *[None] * len(missing)], [*fed.values(), *[[socket] for socket in missing]]


def _laid_out(
    graph: Graph, block: Node, made: list[Node], links: list[Link], check: Callable[[], object]
) -> tuple[list[Node], Positions]:
    """Places for what was in a block, and where other nodes must go: where the block is if there is room, else what
    follows moves on, else the whole network is arranged anew."""
    width, height = max(node.x for node in made), max(node.y for node in made)
    others = [node for node in graph if node.id != block.id]
    y = snapped(block.y - height / 2)
    here = _moved(made, snapped(block.x - width / 2), y)
    if not _collides(here, others):
        return here, {}
    targets = [graph.node(link.target) for link in graph.outputs(block.id)]
    behind = rest_of_row(graph, targets, block)
    pushed = {node.id: (snapped(node.x + width), node.y) for node in behind.values()}
    here = _moved(made, block.x, y)
    places = [node.changed(x=pushed[node.id][0]) if node.id in pushed else node for node in others]
    if width <= WIDEST and not _collides(here, places):
        return here, pushed
    after = Graph([*others, *made], [link for link in graph.links if block.id not in (link.source, link.target)])
    for link in links:
        after.add_link(link)
    positions = arrange(after, ASPECT, check=check)
    here = [node.changed(x=positions[node.id][0], y=positions[node.id][1]) for node in made]
    return here, {node.id: positions[node.id] for node in others}


def _moved(nodes: list[Node], dx: float, dy: float) -> list[Node]:
    return [node.changed(x=node.x + dx, y=node.y + dy) for node in nodes]


def _collides(nodes: list[Node], others: list[Node]) -> bool:
    taken = Occupied(others)
    return any(taken.taken(node.x, node.y) for node in nodes)
