"""The same network with more or fewer hidden layers, wider or narrower: what a search for a structure goes through."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.layout import arrange
from lab.document.templates.base import ASPECT, chain
from lab.spec.errors import PlanError
from lab.spec.message import Message


def with_hidden(graph: Graph, depth: int, width: int) -> Graph:
    """The network with `depth` hidden dense layers of `width` units each, every one followed by what follows its first.

    What stands before the first dense layer and from the last one on stays as it is: 3-10-10-10-1 becomes 3-5-5-1. It
    is laid out. Errors: PlanError where layers do not stand in one row, or none is hidden.
    """
    order = graph.order()
    dense = [number for number, node in enumerate(order) if node.kind == "dense"]
    in_a_row = all(
        len(graph.inputs(node.id)) == (number > 0) and len(graph.outputs(node.id)) == (number < len(order) - 1)
        for number, node in enumerate(order)
    )
    if not in_a_row or len(dense) < 2:
        raise PlanError(
            Message(
                "Depth and width can be chosen for layers in one row, with a hidden dense layer before the last one. "
                "This network is another."
            )
        )
    first, second, last = dense[0], dense[1], dense[-1]
    hidden = [order[first].layer.replace(units=width), *(node.layer for node in order[first + 1 : second])]
    layers = [node.layer for node in order[:first]] + depth * hidden + [node.layer for node in order[last:]]
    made = chain(layers)
    for node_id, (x, y) in arrange(made, ASPECT).items():
        made.replace_node(made.node(node_id).changed(x=x, y=y))
    return made
