"""The flat network behind a graph with blocks: what the engine runs, and what its weights are called.

What is inside a block is called by the block, the repetition (from 1; left out where there is only one) and the inner
layer: "block1:2:conv2d1", labelled "block1 · 2 · conv1".
"""

from __future__ import annotations

from lab.document.blocks import SEPARATOR, Block
from lab.document.graph import Graph, Link, Node


def unfolded(graph: Graph) -> Graph:
    """The graph with the insides of its blocks in their places; the graph itself where there is no block."""
    if not any(isinstance(node.layer, Block) for node in graph):
        return graph
    flat = _Flat()
    ends: dict[str, str] = {}
    for node in graph.order():
        sources = {link.port: ends[link.source] for link in graph.inputs(node.id)}
        ends[node.id] = flat.place(node, node.id, node.label, sources)
    return Graph(flat.nodes, flat.links)


def outermost(flat_id: str) -> str:
    """The layer of the document that a layer of the flat network belongs to."""
    return flat_id.partition(SEPARATOR)[0]


def exit_of(graph: Graph, node_id: str) -> str:
    """The layer of the flat network that computes a node's output: of a block the last repetition's exit."""
    layer = graph.node(node_id).layer
    while isinstance(layer, Block):
        node_id = f"{node_id}{SEPARATOR}{layer.prefix(layer.repeat)}{layer.exit}"
        layer = layer.inside.node(layer.exit).layer
    return node_id


class _Flat:
    """The flat network while it is made, from the front to the end."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.links: list[Link] = []

    def place(self, node: Node, node_id: str, label: str, sources: dict[int, str]) -> str:
        """Place a node that is fed by `sources`, by port; the id of what computes its output is returned."""
        if not isinstance(node.layer, Block):
            self.nodes.append(Node(node_id, node.layer, label))
            self.links += [Link(source, node_id, port) for port, source in sorted(sources.items())]
            return node_id
        block, name = node.layer, label or node_id
        output = ""
        for repetition in range(1, block.repeat + 1):
            fed: dict[str, dict[int, str]] = {}
            for port, source in sources.items():
                for socket in block.entries[port]:
                    fed.setdefault(socket.node, {})[socket.port] = source
            part = f"{name} · {repetition}" if block.repeat > 1 else name
            ends: dict[str, str] = {}
            for inner in block.inside.order():
                arriving = {link.port: ends[link.source] for link in block.inside.inputs(inner.id)}
                arriving |= fed.get(inner.id, {})
                inner_id = f"{node_id}{SEPARATOR}{block.prefix(repetition)}{inner.id}"
                ends[inner.id] = self.place(inner, inner_id, f"{part} · {inner.name}", arriving)
            output = ends[block.exit]
            sources = {0: output}
        return output
