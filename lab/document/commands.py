"""The verbs of the designer: one small command each. They change the document and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.setup import Setup
from lab.layers.base import Layer
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.document.document import Document


class Add(Command):
    """Add nodes and links (one new layer, a paste, a duplicate)."""

    def __init__(self, nodes: Iterable[Node], links: Iterable[Link] = (), title: Message | None = None) -> None:
        self.nodes, self.links = tuple(nodes), tuple(links)
        if title is None and len(self.nodes) == 1:
            title = Message("Add {layer}", layer=Message(self.nodes[0].layer.title))
        self.title = title or Message("Add {count} layers", count=len(self.nodes))

    def apply(self, document: Document) -> None:
        graph = document.graph
        added: list[Node] = []
        linked: list[Link] = []
        try:
            for node in self.nodes:
                graph.add_node(node)
                added.append(node)
            for link in self.links:
                graph.add_link(link)
                linked.append(link)
        except Exception:
            _remove(document, added, linked)
            raise

    def revert(self, document: Document) -> None:
        _remove(document, self.nodes, self.links)


class Remove(Command):
    """Remove nodes, the links that touch them, and single links."""

    def __init__(self, nodes: Iterable[str] = (), links: Iterable[Link] = ()) -> None:
        self._ids = tuple(dict.fromkeys(nodes))
        self._chosen = tuple(links)
        self._nodes: tuple[Node, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._order: tuple[list[str], list[Link]] = ([], [])
        if self._ids:
            self.title = Message("Delete {count} layers", count=len(self._ids))
        else:
            self.title = Message("Delete link")

    def apply(self, document: Document) -> None:
        graph = document.graph
        self._nodes = tuple(graph.node(node_id) for node_id in self._ids)
        if len(self._nodes) == 1:
            self.title = Message("Delete {layer}", layer=Message(self._nodes[0].layer.title))
        links = graph.links
        self._order = [node.id for node in graph], links
        touched = set(self._chosen)
        for link in touched.difference(links):
            graph.remove_link(link)  # says that there is no such link
        for node_id in self._ids:
            touched.update(graph.inputs(node_id))
            touched.update(graph.outputs(node_id))
        self._links = tuple(link for link in links if link in touched)
        _remove(document, self._nodes, self._links)

    def revert(self, document: Document) -> None:
        for node in self._nodes:
            document.graph.add_node(node)
        for link in self._links:
            document.graph.add_link(link)
        document.graph.restore_order(*self._order)


class AddLink(Command):
    """Link an output to an input port."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.title = Message("Link layers")

    def apply(self, document: Document) -> None:
        document.graph.add_link(self.link)

    def revert(self, document: Document) -> None:
        document.graph.remove_link(self.link)


class Move(Command):
    """Move nodes; a drag is one command, made on release. Arrow keys' steps merge."""

    def __init__(self, positions: Mapping[str, tuple[float, float]], title: Message | None = None) -> None:
        self._after = dict(positions)
        self._before: dict[str, tuple[float, float]] = {}
        self.title = title or Message("Move layers")

    def apply(self, document: Document) -> None:
        graph = document.graph
        self._before = {node_id: (graph.node(node_id).x, graph.node(node_id).y) for node_id in self._after}
        _place(document, self._after)

    def revert(self, document: Document) -> None:
        _place(document, self._before)

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, Move) or later._after.keys() != self._after.keys() or later.title != self.title:
            return None
        both = Move(later._after, self.title)
        both._before = self._before
        return both


class ChangeLayer(Command):
    """Change a field of a layer; adjacent edits of one field merge."""

    def __init__(self, node_id: str, field: str, value: object) -> None:
        self._id, self._field, self._value = node_id, field, value
        self._before: Layer | None = None
        self.title = Message("Change a setting")

    def apply(self, document: Document) -> None:
        node = document.graph.node(self._id)
        after = node.layer.replace(**{self._field: self._value})
        self.title = Message(
            "Change {field} of {layer}",
            field=Message(node.layer.fields()[self._field].title),
            layer=node.name,
        )
        self._before = node.layer
        document.graph.replace_node(node.changed(layer=after))

    def revert(self, document: Document) -> None:
        document.graph.replace_node(document.graph.node(self._id).changed(layer=self._before))

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, ChangeLayer) or (later._id, later._field) != (self._id, self._field):
            return None
        both = ChangeLayer(self._id, self._field, later._value)
        both._before, both.title = self._before, self.title
        return both


class Rename(Command):
    """Give a layer another label; typing merges."""

    def __init__(self, node_id: str, label: str) -> None:
        self._id, self._label = node_id, label
        self._before = ""
        self.title = Message("Rename layer")

    def apply(self, document: Document) -> None:
        node = document.graph.node(self._id)
        self._before = node.label
        document.graph.replace_node(node.changed(label=self._label))

    def revert(self, document: Document) -> None:
        document.graph.replace_node(document.graph.node(self._id).changed(label=self._before))

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, Rename) or later._id != self._id:
            return None
        both = Rename(self._id, later._label)
        both._before = self._before
        return both


class ChangeSetup(Command):
    """Change data, loss, optimiser or the run's settings; edits of the same `field` merge."""

    def __init__(self, setup: Setup, title: Message, field: str = "") -> None:
        self._after, self._field = setup, field
        self._before: Setup | None = None
        self.title = title

    def apply(self, document: Document) -> None:
        self._before = document.setup
        document.replace_setup(self._after)

    def revert(self, document: Document) -> None:
        assert self._before is not None
        document.replace_setup(self._before)

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, ChangeSetup) or not self._field or later._field != self._field:
            return None
        both = ChangeSetup(later._after, self.title, self._field)
        both._before = self._before
        return both


class Sequence(Command):
    """Several commands as one step; if one fails, those before it are taken back."""

    def __init__(self, title: Message, commands: Iterable[Command]) -> None:
        self.title = title
        self._commands = tuple(commands)

    def apply(self, document: Document) -> None:
        done: list[Command] = []
        try:
            for command in self._commands:
                command.apply(document)
                done.append(command)
        except Exception:
            for command in reversed(done):
                command.revert(document)
            raise

    def revert(self, document: Document) -> None:
        for command in reversed(self._commands):
            command.revert(document)


def _remove(document: Document, nodes: Iterable[Node], links: Iterable[Link]) -> None:
    for link in links:
        document.graph.remove_link(link)
    for node in nodes:
        document.graph.remove_node(node.id)


def _place(document: Document, positions: Mapping[str, tuple[float, float]]) -> None:
    for node_id, (x, y) in positions.items():
        document.graph.replace_node(document.graph.node(node_id).changed(x=x, y=y))
