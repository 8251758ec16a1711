"""From tensors to the graph on the canvas."""

from __future__ import annotations

from collections.abc import Iterable

from lab.document.edits import new_label
from lab.document.graph import Graph, Link, Node
from lab.document.layout import arrange
from lab.document.templates.base import ASPECT
from lab.export.code.chains import in_order
from lab.export.code.spans import Span
from lab.export.code.tensors import Tensor


def graph_of(outputs: tuple[Tensor, ...]) -> tuple[Graph, dict[str, Span]]:
    """The network that makes these tensors, laid out, and where in the code each of its layers stands."""
    tensors = in_order(outputs)
    taken = {tensor.label for tensor in tensors if tensor.label}
    graph = Graph()
    ids: dict[Tensor, str] = {}
    spans: dict[str, Span] = {}
    used: set[str] = set()
    for tensor in tensors:
        kind = tensor.layer.name
        label = _unused(tensor.label, used) if tensor.label else new_label(graph, kind, taken)
        used.add(label)
        ids[tensor] = graph.new_id(kind)
        graph.add_node(Node(ids[tensor], tensor.layer, label))
        spans[ids[tensor]] = tensor.span
        for port, source in enumerate(tensor.sources):
            graph.add_link(Link(ids[source], ids[tensor], port))
    places = arrange(graph, ASPECT)
    for node in graph.nodes:
        x, y = places[node.id]
        graph.replace_node(node.changed(x=x, y=y))
    return graph, spans


def _unused(label: str, used: Iterable[str]) -> str:
    """The label, with a number where another layer has it."""
    found, number = label, 2
    while found in used:
        found, number = f"{label}_{number}", number + 1
    return found
