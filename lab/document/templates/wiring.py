"""Networks with branches, written down layer by layer."""

from __future__ import annotations

from lab.document.edits import new_label
from lab.document.graph import Graph, Link, Node
from lab.document.templates.base import layer
from lab.layers.base import Layer


class Wiring:
    """A graph while it is written: each layer is added with what it is fed by, and answers with its id.

    `chain` goes on from one layer to the next. Without a source a layer's inputs stay open: in a block they are what
    the block's input feeds.
    """

    def __init__(self) -> None:
        self.graph = Graph()

    def add(self, what: str | Layer, *sources: str | None) -> str:
        """Add a layer, by kind or ready-made, linked from `sources` to its ports in order; None leaves a port open."""
        made = layer(what) if isinstance(what, str) else what
        node = Node(self.graph.new_id(made.name), made, new_label(self.graph, made.name))
        self.graph.add_node(node)
        for port, source in enumerate(sources):
            if source is not None:
                self.graph.add_link(Link(source, node.id, port))
        return node.id

    def chain(self, start: str | None, *layers: str | Layer) -> str:
        """Add layers one after the other behind `start`; the id of the last one."""
        last = start
        for each in layers:
            last = self.add(each, last)
        assert last is not None  # there is a start, or a layer
        return last
