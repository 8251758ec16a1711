"""Graphs from a few words."""

from __future__ import annotations

from typing import Any

from lab.document.graph import Graph, Link, Node
from lab.layers.base import Layer
from lab.spec import registry


class Chain:
    """Puts layers into a graph one after the other."""

    def __init__(self, *shape: int) -> None:
        self.graph = Graph()
        names = {1: ("features",), 3: ("channels", "height", "width")}[len(shape)]
        form = {1: "values", 3: "image"}[len(shape)]
        self.last = self._add("input", {"form": form, **dict(zip(names, shape, strict=True))})

    def _add(self, kind: str, config: dict[str, Any], *sources: str) -> str:
        layer = registry.find("layer", kind)(**config)
        assert isinstance(layer, Layer)
        node = Node(self.graph.new_id(kind), layer)
        self.graph.add_node(node)
        for port, source in enumerate(sources):
            self.graph.add_link(Link(source, node.id, port))
        return node.id

    def then(self, *kinds: str, **config: Any) -> Chain:
        """Append layers; the configuration is the first one's."""
        for number, kind in enumerate(kinds):
            self.last = self._add(kind, config if number == 0 else {}, self.last)
        return self

    def residual(self, channels: int) -> Chain:
        """Append a pre-activation residual block (He et al. 2016)."""
        start = self.last
        for _ in range(2):
            self.then("batch_norm", "relu").then("conv2d", channels=channels, bias=False)
        self.last = self._add("add", {}, start, self.last)
        return self

    def end(self, units: int) -> Graph:
        """Finish with a dense layer."""
        return self.then("dense", units=units).graph
