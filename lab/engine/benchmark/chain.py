"""Graphs from a few words."""

from __future__ import annotations

from typing import Any

from lab.document.graph import Graph, Link, Node
from lab.layers.base import AXES, Layer
from lab.spec import registry


class Chain:
    """Puts layers into a graph one after the other. `last` is the id of the layer that is appended to."""

    def __init__(self, *shape: int) -> None:
        self.graph = Graph()
        form = {1: "values", 2: "signal", 3: "image"}[len(shape)]
        self.merge("input", form=form, **dict(zip(AXES[len(shape)], shape, strict=True)))

    def merge(self, kind: str, *sources: str, **config: Any) -> Chain:
        """Append a layer that takes these nodes' outputs."""
        layer = registry.find("layer", kind)(**config)
        assert isinstance(layer, Layer)
        node = Node(self.graph.new_id(kind), layer)
        self.graph.add_node(node)
        for port, source in enumerate(sources):
            self.graph.add_link(Link(source, node.id, port))
        self.last = node.id
        return self

    def then(self, *kinds: str, **config: Any) -> Chain:
        """Append layers one after the other; the configuration is the first one's."""
        for number, kind in enumerate(kinds):
            self.merge(kind, self.last, **(config if number == 0 else {}))
        return self

    def residual(self, channels: int) -> Chain:
        """Append a pre-activation residual block (He et al. 2016)."""
        start = self.last
        for _ in range(2):
            self.then("batch_norm", "relu").then("conv2d", channels=channels, bias=False)
        return self.merge("add", start, self.last)

    def end(self, units: int) -> Graph:
        """Finish with a dense layer."""
        return self.then("dense", units=units).graph
