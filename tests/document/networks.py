"""Small networks, and random edits of them, for the tests of the document."""

from __future__ import annotations

from hypothesis import strategies as st

from lab.document import edits
from lab.document.commands import AddLink, ChangeLayer, Move, Remove, Rename
from lab.document.document import Document
from lab.document.graph import Graph, Link, Node
from lab.document.history import Command
from lab.document.layout import PITCH_X
from lab.document.setup import discover_all

KINDS = ("input", "conv2d", "relu", "add", "concatenate", "flatten", "dense")


def chain(*kinds: str) -> Graph:
    """Layers in a row, each linked to the next."""
    discover_all()
    graph = Graph()
    for number, kind in enumerate(kinds):
        before = graph.nodes[-1] if number else None
        node = edits.new_node(graph, edits.new_layer(kind), number * PITCH_X, 0)
        graph.add_node(node)
        if before is not None:
            graph.add_link(Link(before.id, node.id))
    return graph


def document(*kinds: str) -> Document:
    """A document of layers in a row."""
    return Document(chain(*kinds))


def node(node_id: str, kind: str, x: float = 0.0, y: float = 0.0) -> Node:
    """A node of that kind."""
    discover_all()
    return Node(node_id, edits.new_layer(kind), node_id, x, y)


@st.composite
def commands(draw: st.DrawFn, graph: Graph) -> Command | None:
    """An edit of the graph as it is; it may be one that the graph refuses. None where nothing fits."""
    ids = [node.id for node in graph]
    verb = draw(st.sampled_from(("add", "after", "insert", "remove", "unlink", "link", "move", "nudge", "change",
                                 "rename", "duplicate", "paste", "relink", "join", "mend", "arrange")))  # fmt: skip
    kind = draw(st.sampled_from(KINDS))
    layer = edits.new_layer(kind)
    if verb == "add" or not ids:
        return edits.add(graph, layer, draw(st.integers(-999, 999)), draw(st.integers(-999, 999)))
    some = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
    one, other = some[0], draw(st.sampled_from(ids))
    link = draw(st.sampled_from(graph.links)) if graph.links else None
    port = draw(st.integers(0, 3))
    place = (float(draw(st.integers(-500, 500))), float(draw(st.integers(-500, 500))))
    match verb:
        case "after":
            return edits.add_after(graph, layer, one)
        case "remove":
            return Remove(some)
        case "link":
            return AddLink(Link(one, other, port))
        case "move":
            return Move(dict.fromkeys(some, place))
        case "nudge":
            return edits.nudge(graph, some, 8, -16)
        case "change":
            target = next((node.id for node in graph if node.kind == "conv2d"), None)
            return ChangeLayer(target, "channels", draw(st.integers(0, 9))) if target else None
        case "rename":
            return Rename(one, draw(st.sampled_from(("a", "b", "conv1"))))
        case "duplicate":
            return edits.duplicate(graph, some)
        case "paste":
            return edits.paste(graph, graph.copy(), *place) if len(ids) < 20 else None
        case "join":
            return edits.delete_and_join(graph, one)
        case "mend":
            from lab.document.shapes import analyse

            problems = analyse(graph).problems
            return edits.mend(graph, problems[0]) if problems else None
        case "arrange":
            return edits.tidy(graph, draw(st.sampled_from((None, 300.0, 900.0))), 400.0)
    if link is None:
        return None
    match verb:
        case "insert":
            return edits.insert(graph, link, layer)
        case "unlink":
            return Remove(links=[link])
        case _:
            return edits.relink(graph, link, Link(one, other, port))
