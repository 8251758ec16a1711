"""Layers, links and blocks as JSON, wherever they stand: in a model file, in a block's own file, on the clipboard.

{"id": "conv2d1", "kind": "conv2d", "label": "conv1", "x": 240, "y": 0, "settings": {...}}
{"id": "block1", "kind": "block", "label": "block1", "x": 480, "y": 0,
 "block": {"title": "Residual block", "repeat": 4, "nodes": [...], "links": [...],
           "entries": [[["conv2d1", 0], ["add1", 1]]], "exit": "relu2",
           "knobs": [{"name": "Width", "targets": [{"node": "conv2d1", "field": "channels"}, ...]}]}}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from lab.document.blocks import DEEPEST, Block
from lab.document.decoding import declared
from lab.document.graph import MOST_LAYERS, Graph, Link, Node, Socket, ranks, too_many_layers
from lab.document.knobs import Knob, Target
from lab.document.notes import LONGEST_TEXT, Note
from lab.layers.base import Layer
from lab.spec import registry
from lab.spec.errors import GraphError, LabError
from lab.spec.message import Message

SHOWN_LAYERS = 8  # of a long circle

Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,100}\Z")]
Name = Annotated[str, Meta(max_length=100)]
Place = Annotated[float, Meta(ge=-1e7, le=1e7)]
Side = Annotated[float, Meta(ge=1, le=1e5)]
Port = Annotated[int, Meta(ge=0, le=10_000)]
Settings = Annotated[dict[str, Any], Meta(max_length=200)]


class NodeEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A layer: `x`, `y` its top left in px; a block has `block` and no settings."""

    id: Id
    kind: Name
    label: Annotated[str, Meta(max_length=1000)]
    x: Place
    y: Place
    settings: Settings = msgspec.field(default_factory=dict)
    block: BlockEntry | None = None


class LinkEntry(msgspec.Struct, forbid_unknown_fields=True, array_like=True):
    """[source, target, input port of the target]."""

    source: Id
    target: Id
    port: Port


class SocketEntry(msgspec.Struct, forbid_unknown_fields=True, array_like=True):
    """[layer, its input port]."""

    node: Id
    port: Port


class NoteEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A sheet of text: `x`, `y` its top left in px."""

    id: Id
    text: Annotated[str, Meta(max_length=LONGEST_TEXT)]
    x: Place
    y: Place
    width: Side
    height: Side


class TargetEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A field that a knob sets."""

    node: Id
    field: Name
    factor: float = 1


class KnobEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A number that a block can be set by."""

    name: Name
    targets: Annotated[list[TargetEntry], Meta(max_length=1000)]


class BlockEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is in a block, and how often."""

    title: Name
    repeat: Annotated[int, Meta(ge=1, le=MOST_LAYERS)]
    nodes: Annotated[list[NodeEntry], Meta(max_length=MOST_LAYERS)]
    links: Annotated[list[LinkEntry], Meta(max_length=100_000)]
    entries: Annotated[list[Annotated[list[SocketEntry], Meta(max_length=10_000)]], Meta(max_length=10_000)]
    exit: Id
    knobs: Annotated[list[KnobEntry], Meta(max_length=100)]
    notes: Annotated[list[NoteEntry], Meta(max_length=10_000)] = msgspec.field(default_factory=list)


def node_entries(nodes: Iterable[Node]) -> list[NodeEntry]:
    """Nodes as they are written."""
    return [
        NodeEntry(n.id, n.kind, n.label, n.x, n.y, block=block_entry(n.layer))
        if isinstance(n.layer, Block)
        else NodeEntry(n.id, n.kind, n.label, n.x, n.y, n.layer.config())
        for n in nodes
    ]


def link_entries(links: Iterable[Link]) -> list[LinkEntry]:
    """Links as they are written."""
    return [LinkEntry(link.source, link.target, link.port) for link in links]


def note_entries(notes: Iterable[Note]) -> list[NoteEntry]:
    """Notes as they are written."""
    return [NoteEntry(note.id, note.text, note.x, note.y, note.width, note.height) for note in notes]


def read_notes(entries: list[NoteEntry]) -> list[Note]:
    """The notes of these entries."""
    return [Note(entry.id, entry.text, entry.x, entry.y, entry.width, entry.height) for entry in entries]


def block_entry(block: Block) -> BlockEntry:
    """A block as it is written."""
    return BlockEntry(
        block.title,
        block.repeat,
        node_entries(block.nodes),
        link_entries(block.links),
        [[SocketEntry(socket.node, socket.port) for socket in places] for places in block.entries],
        block.exit,
        [KnobEntry(k.name, [TargetEntry(t.node, t.field, t.factor) for t in k.targets]) for k in block.knobs],
        note_entries(block.notes),
    )


def read_network(nodes: list[NodeEntry], links: list[LinkEntry], mistakes: list[Message]) -> Graph:
    """The graph of these entries; of what is wrong with them `mistakes` tells afterwards."""
    _check_size(nodes, mistakes)
    if not mistakes:
        _find_unknown(nodes, mistakes)
    return _graph(nodes, links, mistakes) if not mistakes else Graph()


def read_block(entry: BlockEntry, mistakes: list[Message]) -> Block | None:
    """The block of an entry; None, and `mistakes` tells why, if it cannot be."""
    _check_size([NodeEntry("block", Block.name, "", 0, 0, block=entry)], mistakes)
    if not mistakes:
        _find_unknown(entry.nodes, mistakes)
    return _block(entry, mistakes) if not mistakes else None


# -- before anything is built


def _check_size(nodes: list[NodeEntry], mistakes: list[Message]) -> None:
    if _depth(nodes) > DEEPEST:
        mistakes.append(
            Message("Its blocks stand inside each other more than {most} deep, which cannot be.", most=DEEPEST)
        )
    elif (count := _count(nodes)) > MOST_LAYERS:
        mistakes.append(too_many_layers(count).message)


def _depth(nodes: list[NodeEntry], depth: int = 0) -> int:
    """How deep blocks stand inside each other; no more is looked at than is needed to see that it is too deep."""
    if depth > DEEPEST:
        return depth
    return max((_depth(node.block.nodes, depth + 1) for node in nodes if node.block is not None), default=depth)


def _count(nodes: list[NodeEntry]) -> int:
    """Layers of the unfolded network; an empty block counts as well."""
    return sum(1 if node.block is None else node.block.repeat * max(_count(node.block.nodes), 1) for node in nodes)


def _kinds(nodes: list[NodeEntry]) -> set[str]:
    found = {node.kind for node in nodes if node.block is None}
    return found.union(*(_kinds(node.block.nodes) for node in nodes if node.block is not None))


def _find_unknown(nodes: list[NodeEntry], mistakes: list[Message]) -> None:
    mistakes += [
        Message(
            'It has layers of the kind "{kind}", which this version of CNN Lab does not know. '
            "A newer version may: update CNN Lab to open it.",
            kind=kind,
        )
        for kind in sorted(_kinds(nodes) - {cls.name for cls in registry.known("layer")})
    ]


# -- building


def _graph(nodes: list[NodeEntry], links: list[LinkEntry], mistakes: list[Message]) -> Graph:
    graph = Graph()
    doubled = [node_id for node_id, count in Counter(node.id for node in nodes).items() if count > 1]
    mistakes += [Message('Two layers have the id "{id}".', id=node_id) for node_id in doubled]
    if mistakes:
        return graph
    for entry in nodes:
        layer = _layer(entry, mistakes)
        if layer is not None:
            graph.add_node(Node(entry.id, layer, entry.label, entry.x, entry.y))
    if not mistakes:
        _add_links(graph, [Link(link.source, link.target, link.port) for link in links], mistakes)
    return graph


def _layer(entry: NodeEntry, mistakes: list[Message]) -> Layer | None:
    name = entry.label or entry.id
    if entry.block is None:
        return declared("layer", entry.kind, entry.settings, name, mistakes)  # type: ignore[return-value]
    if entry.kind != Block.name or entry.settings:
        mistakes.append(Message("{layer} is a block and something else at the same time.", layer=name))
        return None
    return _block(entry.block, mistakes)


def _block(entry: BlockEntry, mistakes: list[Message]) -> Block | None:
    inside = _graph(entry.nodes, entry.links, mistakes)
    if mistakes:
        return None
    try:
        return Block(
            nodes=inside.nodes,
            links=inside.links,
            entries=[[Socket(socket.node, socket.port) for socket in places] for places in entry.entries],
            exit=entry.exit,
            title=entry.title,
            knobs=[Knob(k.name, tuple(Target(t.node, t.field, t.factor) for t in k.targets)) for k in entry.knobs],
            notes=read_notes(entry.notes),
            repeat=entry.repeat,
        )
    except LabError as error:
        mistakes.append(Message('The block "{title}" cannot be: {reason}', title=entry.title, reason=error.message))
        return None


def _add_links(graph: Graph, links: list[Link], mistakes: list[Message]) -> None:
    """Add the links, from the front of the network to its end so that no check for circles takes long."""
    strangers = {end for link in links for end in (link.source, link.target) if end not in graph}
    if strangers:
        mistakes += [Message('A link leads to "{id}", which is no layer.', id=node_id) for node_id in sorted(strangers)]
        return
    rank = ranks([node.id for node in graph], links)
    labels = {node.id: node.label for node in graph}
    circle = _circle([link for link in links if link.target not in rank and link.source not in rank])
    if circle:
        names = " → ".join(labels.get(node_id) or node_id for node_id in circle)
        mistakes.append(Message("Its links run in a circle ({layers}); data can only flow forward.", layers=names))
        return
    for link in sorted(links, key=lambda link: rank[link.source]):
        try:
            graph.add_link(link)
        except GraphError as error:
            mistakes.append(error.message)


def _circle(links: list[Link]) -> list[str]:
    """Some nodes of a circle in these links, in which every node that has a link has one into it; [] without links."""
    before = {link.target: link.source for link in links}
    if not before:
        return []
    way: dict[str, int] = {}
    node_id = next(iter(before))
    while node_id not in way:
        way[node_id] = len(way)
        node_id = before[node_id]
    circle = list(way)[way[node_id] :][::-1]
    return [*circle, circle[0]] if len(circle) < SHOWN_LAYERS else [*circle[:SHOWN_LAYERS], "…"]
