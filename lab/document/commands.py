"""The verbs of the designer: one small command each. They change the document and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.notes import Note
from lab.document.setup import Setup
from lab.layers.base import Layer
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.document.document import Document

Place = tuple[float, float]
Positions = Mapping[str, Place]


class Add(Command):
    """Add nodes, links and notes (one new layer, a paste, a duplicate)."""

    def __init__(
        self,
        nodes: Iterable[Node] = (),
        links: Iterable[Link] = (),
        title: Message | None = None,
        notes: Iterable[Note] = (),
    ) -> None:
        self.nodes, self.links, self.notes = tuple(nodes), tuple(links), tuple(notes)
        if title is None and len(self.nodes) == 1:
            title = Message("Add {layer}", layer=Message(self.nodes[0].layer.title))
        elif title is None and not self.nodes:
            title = Message("Add note")
        self.title = title or Message("Add {count} layers", count=len(self.nodes))

    def apply(self, document: Document) -> None:
        graph = document.graph
        added: list[Node] = []
        linked: list[Link] = []
        noted: list[Note] = []
        try:
            for node in self.nodes:
                graph.add_node(node)
                added.append(node)
            for link in self.links:
                graph.add_link(link)
                linked.append(link)
            for note in self.notes:
                graph.add_note(note)
                noted.append(note)
        except Exception:
            _remove(document, added, linked, noted)
            raise

    def revert(self, document: Document) -> None:
        _remove(document, self.nodes, self.links, self.notes)


class Remove(Command):
    """Remove nodes, the links that touch them, single links, and notes."""

    def __init__(self, nodes: Iterable[str] = (), links: Iterable[Link] = (), notes: Iterable[str] = ()) -> None:
        self._ids = tuple(dict.fromkeys(nodes))
        self._chosen = tuple(links)
        self._note_ids = tuple(dict.fromkeys(notes))
        self._nodes: tuple[Node, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._notes: tuple[Note, ...] = ()
        self._order: tuple[list[str], list[Link], list[str]] = ([], [], [])
        if self._ids:
            self.title = Message("Delete {count} layers", count=len(self._ids))
        else:
            self.title = Message("Delete link" if self._chosen else "Delete note")

    def apply(self, document: Document) -> None:
        graph = document.graph
        self._nodes = tuple(graph.node(node_id) for node_id in self._ids)
        self._notes = tuple(graph.note(note_id) for note_id in self._note_ids)
        if len(self._nodes) == 1:
            self.title = Message("Delete {layer}", layer=Message(self._nodes[0].layer.title))
        links = graph.links
        self._order = [node.id for node in graph], links, [note.id for note in graph.notes]
        ids, chosen = set(self._ids), set(self._chosen)
        for link in chosen.difference(links) if chosen else ():
            graph.remove_link(link)  # says that there is no such link
        self._links = tuple(link for link in links if link.source in ids or link.target in ids or link in chosen)
        _remove(document, self._nodes, self._links, self._notes)

    def revert(self, document: Document) -> None:
        for node in self._nodes:
            document.graph.add_node(node)
        for link in self._links:
            document.graph.add_link(link)
        for note in self._notes:
            document.graph.add_note(note)
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
    """Move nodes and notes; a drag is one command, made on release. Arrow keys' steps merge."""

    def __init__(self, positions: Positions, title: Message | None = None, notes: Positions | None = None) -> None:
        self._after = dict(positions), dict(notes or {})
        self._before: tuple[dict[str, Place], dict[str, Place]] = ({}, {})
        self.title = title or Message("Move layers" if positions else "Move note")

    def apply(self, document: Document) -> None:
        graph = document.graph
        nodes, notes = (graph.node(i) for i in self._after[0]), (graph.note(i) for i in self._after[1])
        self._before = {node.id: (node.x, node.y) for node in nodes}, {note.id: (note.x, note.y) for note in notes}
        _place(document, *self._after)

    def revert(self, document: Document) -> None:
        _place(document, *self._before)

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, Move) or later.title != self.title:
            return None
        if any(mine.keys() != others.keys() for mine, others in zip(self._after, later._after, strict=True)):
            return None
        both = Move(later._after[0], self.title, later._after[1])
        both._before = self._before
        return both


class ChangeNote(Command):
    """Change a note's text or size; adjacent changes of one kind, told by `title`, merge."""

    def __init__(self, note: Note, title: Message) -> None:
        self._after = note
        self._before = note
        self.title = title

    def apply(self, document: Document) -> None:
        self._before = document.graph.note(self._after.id)
        document.graph.replace_note(self._after)

    def revert(self, document: Document) -> None:
        document.graph.replace_note(self._before)

    def merged(self, later: Command) -> Command | None:
        if not isinstance(later, ChangeNote) or (later._after.id, later.title) != (self._after.id, self.title):
            return None
        both = ChangeNote(later._after, self.title)
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
            field=Message(node.layer.adjustable()[self._field].title),
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


def _remove(document: Document, nodes: Iterable[Node], links: Iterable[Link], notes: Iterable[Note]) -> None:
    for link in links:
        document.graph.remove_link(link)
    for node in nodes:
        document.graph.remove_node(node.id)
    for note in notes:
        document.graph.remove_note(note.id)


def _place(document: Document, nodes: Positions, notes: Positions) -> None:
    graph = document.graph
    for node_id, (x, y) in nodes.items():
        graph.replace_node(graph.node(node_id).changed(x=x, y=y))
    for note_id, (x, y) in notes.items():
        graph.replace_note(graph.note(note_id).changed(x=x, y=y))
