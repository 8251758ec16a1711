"""Layers and links as a directed acyclic graph. The model knows no view: it announces, views subscribe."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lab.document.notes import Note
from lab.layers.base import Layer
from lab.spec.errors import CycleError, GraphError, PortTakenError
from lab.spec.events import Event
from lab.spec.message import Message

MOST_LAYERS = 20_000  # of a network, all repetitions of its blocks counted


@dataclass(frozen=True)
class Node:
    """A layer on the canvas. `id` never changes; `label` is what the learner calls it; x, y are its top left in px."""

    id: str
    layer: Layer
    label: str = ""
    x: float = 0.0
    y: float = 0.0

    @property
    def kind(self) -> str:
        """Registered name of the layer."""
        return self.layer.name

    @property
    def name(self) -> str:
        """What to call it in a sentence: its label, or its id where it has none."""
        return self.label or self.id

    def changed(self, **values: object) -> Node:
        """A copy with other values."""
        return Node(**(vars(self) | values))  # several times faster than dataclasses.replace


@dataclass(frozen=True, order=True)
class Link:
    """From a node's output to an input port (0, 1, ...) of another node."""

    source: str
    target: str
    port: int = 0


@dataclass(frozen=True, order=True)
class Socket:
    """An input port (0, 1, ...) of a node."""

    node: str
    port: int = 0


class Graph:
    """Nodes by id, links and notes. Only commands change the graph of a document; a run takes a `copy`."""

    def __init__(self, nodes: Iterable[Node] = (), links: Iterable[Link] = (), notes: Iterable[Note] = ()) -> None:
        self._nodes: dict[str, Node] = {}
        self._inputs: dict[str, dict[int, Link]] = {}
        self._outputs: dict[str, list[Link]] = {}
        self._notes: dict[str, Note] = {}
        self._layers = 0  # with all that blocks stand for
        self.node_added: Event[Node] = Event()
        self.node_removed: Event[Node] = Event()
        self.node_changed: Event[Node, Node] = Event()  # before, after
        self.link_added: Event[Link] = Event()
        self.link_removed: Event[Link] = Event()
        self.note_added: Event[Note] = Event()
        self.note_removed: Event[Note] = Event()
        self.note_changed: Event[Note, Note] = Event()  # before, after
        for node in nodes:
            self.add_node(node)
        for link in links:
            self.add_link(link)
        for note in notes:
            self.add_note(note)

    # -- asking

    @property
    def nodes(self) -> list[Node]:
        """Nodes in the order in which they were added."""
        return list(self._nodes.values())

    @property
    def layers(self) -> int:
        """How many layers there are, all that blocks stand for counted."""
        return self._layers

    @property
    def links(self) -> list[Link]:
        """All links."""
        return [link for links in self._outputs.values() for link in links]

    @property
    def notes(self) -> list[Note]:
        """Notes in the order in which they were added."""
        return list(self._notes.values())

    def __contains__(self, node_id: str) -> bool:
        return node_id in self._nodes

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Graph)
            and self._nodes == other._nodes
            and self._inputs == other._inputs
            and self._notes == other._notes
        )

    __hash__ = None  # type: ignore[assignment]  # a graph changes

    def node(self, node_id: str) -> Node:
        """The node of that id; GraphError when there is none."""
        try:
            return self._nodes[node_id]
        except KeyError:
            raise GraphError(Message('There is no layer with the id "{id}".', id=node_id)) from None

    def note(self, note_id: str) -> Note:
        """The note of that id; GraphError when there is none."""
        try:
            return self._notes[note_id]
        except KeyError:
            raise GraphError(Message('There is no note with the id "{id}".', id=note_id)) from None

    def inputs(self, node_id: str) -> list[Link]:
        """Links into a node, by port."""
        links = self._inputs[node_id]
        return list(links.values()) if len(links) < 2 else [links[port] for port in sorted(links)]

    def outputs(self, node_id: str) -> list[Link]:
        """Links out of a node."""
        return list(self._outputs[node_id])

    def free_port(self, node_id: str) -> int | None:
        """The first input port without a link; None when all are taken."""
        taken = self._inputs[node_id]
        return next((port for port in range(self._nodes[node_id].layer.most_inputs) if port not in taken), None)

    def order(self) -> list[Node]:
        """Nodes so that every link goes forward (Kahn 1962); among equals the order of adding."""
        missing = {node_id: len(links) for node_id, links in self._inputs.items()}
        ready = deque(node_id for node_id, count in missing.items() if count == 0)
        ordered: list[Node] = []
        while ready:
            node_id = ready.popleft()
            ordered.append(self._nodes[node_id])
            for link in self._outputs[node_id]:
                missing[link.target] -= 1
                if missing[link.target] == 0:
                    ready.append(link.target)
        return ordered

    def reaches(self, start: str, goal: str) -> bool:
        """Whether links lead from `start` to `goal` (a node reaches itself)."""
        return goal in self.downstream(start)

    def downstream(self, start: str) -> set[str]:
        """`start` and every node that links lead to from there."""
        seen, waiting = {start}, [start]
        while waiting:
            for link in self._outputs[waiting.pop()]:
                if link.target not in seen:
                    seen.add(link.target)
                    waiting.append(link.target)
        return seen

    def check_link(self, link: Link) -> None:
        """Raise the GraphError that this link would cause, if any."""
        source, target = self.node(link.source), self.node(link.target)
        if self.reaches(link.target, link.source):
            raise CycleError(
                Message(
                    "A link from {source} to {target} would close a circle. Data can only flow forward.",
                    source=source.name,
                    target=target.name,
                )
            )
        self.check_socket(Socket(link.target, link.port))

    def check_socket(self, socket: Socket) -> None:
        """Raise the GraphError that a link to this port would cause, wherever it comes from."""
        target = self.node(socket.node)
        if target.layer.most_inputs == 0:
            if target.layer.takes_samples:
                raise GraphError(Message("{target} takes no input: data starts there.", target=target.name))
            raise GraphError(Message("{target} takes no input: it is the same for every sample.", target=target.name))
        if not 0 <= socket.port < target.layer.most_inputs:
            raise GraphError(
                Message(
                    "{target} has {count} input ports. Port {port} does not exist.",
                    target=target.name,
                    count=target.layer.most_inputs,
                    port=socket.port + 1,
                )
            )
        if socket.port in self._inputs[socket.node]:
            raise PortTakenError(
                Message(
                    "This input of {target} already has a link. Remove that link first, "
                    "or merge the two with Add or Concatenate.",
                    target=target.name,
                )
            )

    def new_id(self, kind: str, taken: Iterable[str] = ()) -> str:
        """An id that is free: the kind and the lowest number, such as "conv2d3"."""
        used = self._nodes.keys() | set(taken)
        number = 1
        while f"{kind}{number}" in used:
            number += 1
        return f"{kind}{number}"

    def copy(self) -> Graph:
        """An independent graph with the same nodes, links and notes and no listeners."""
        made = Graph()  # what is a graph already need not be checked again
        made._nodes, made._notes, made._layers = dict(self._nodes), dict(self._notes), self._layers
        made._inputs = {node_id: dict(links) for node_id, links in self._inputs.items()}
        made._outputs = {node_id: list(links) for node_id, links in self._outputs.items()}
        return made

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    # -- changing (for commands)

    def add_node(self, node: Node) -> None:
        """Add a node; its id must be free."""
        if node.id in self._nodes:
            raise GraphError(Message('There is already a layer with the id "{id}".', id=node.id))
        self._count(node.layer.layers)
        self._nodes[node.id] = node
        self._inputs[node.id] = {}
        self._outputs[node.id] = []
        self.node_added(node)

    def remove_node(self, node_id: str) -> None:
        """Remove a node that has no links."""
        node = self.node(node_id)
        if self._inputs[node_id] or self._outputs[node_id]:
            raise GraphError(Message("{node} still has links. Remove them first.", node=node.name))
        del self._nodes[node_id], self._inputs[node_id], self._outputs[node_id]
        self._layers -= node.layer.layers
        self.node_removed(node)

    def restore_order(self, ids: Iterable[str], links: Iterable[Link], notes: Iterable[str]) -> None:
        """Put nodes, links and notes back into an order that they had: undo gives back the very same graph."""
        self._nodes = {node_id: self._nodes[node_id] for node_id in ids}
        self._inputs = {node_id: self._inputs[node_id] for node_id in self._nodes}
        self._outputs = {node_id: [] for node_id in self._nodes}
        for link in links:
            self._outputs[link.source].append(link)
        self._notes = {note_id: self._notes[note_id] for note_id in notes}

    def replace_node(self, node: Node) -> None:
        """Put another version of the node with the same id in its place."""
        before = self.node(node.id)
        if before != node:
            self._count(node.layer.layers - before.layer.layers)
            self._nodes[node.id] = node
            self.node_changed(before, node)

    def add_link(self, link: Link) -> None:
        """Add a link; see `check_link` for what is refused."""
        self.check_link(link)
        self._inputs[link.target][link.port] = link
        self._outputs[link.source].append(link)
        self.link_added(link)

    def remove_link(self, link: Link) -> None:
        """Remove a link."""
        known = self._inputs.get(link.target, {}).get(link.port)
        if known is not link and known != link:
            raise GraphError(Message("There is no such link from {source}.", source=link.source))
        del self._inputs[link.target][link.port]
        self._outputs[link.source].remove(link)
        self.link_removed(link)

    def add_note(self, note: Note) -> None:
        """Add a note; no other note may have its id."""
        if note.id in self._notes:
            raise GraphError(Message('There is already a note with the id "{id}".', id=note.id))
        self._notes[note.id] = note
        self.note_added(note)

    def remove_note(self, note_id: str) -> None:
        """Remove a note."""
        note = self.note(note_id)
        del self._notes[note_id]
        self.note_removed(note)

    def replace_note(self, note: Note) -> None:
        """Put another version of the note with the same id in its place."""
        before = self.note(note.id)
        if before != note:
            self._notes[note.id] = note
            self.note_changed(before, note)

    def _count(self, more: int) -> None:
        self._layers += more
        if more > 0 and self._layers > MOST_LAYERS:
            self._layers -= more
            raise too_many_layers(self._layers + more)


def too_many_layers(count: int) -> GraphError:
    """What is said of a network that is larger than any can be."""
    return GraphError(
        Message(
            "The network would have {count} layers; at most {most} are possible. "
            "Repeat its blocks less often, or take layers out.",
            count=f"{count:,}",
            most=f"{MOST_LAYERS:,}",
        )
    )


def ranks(ids: Iterable[str], links: Iterable[Link]) -> dict[str, int]:
    """Place of every node in the order of the data's flow; nodes in or behind a circle have none."""
    missing = dict.fromkeys(ids, 0)
    after: dict[str, list[str]] = {node_id: [] for node_id in missing}
    for link in links:
        missing[link.target] += 1
        after[link.source].append(link.target)
    ready = deque(node_id for node_id, count in missing.items() if count == 0)
    rank: dict[str, int] = {}
    while ready:
        node_id = ready.popleft()
        rank[node_id] = len(rank)
        for target in after[node_id]:
            missing[target] -= 1
            if missing[target] == 0:
                ready.append(target)
    return rank
