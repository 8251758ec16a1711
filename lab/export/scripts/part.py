"""What becomes one class or function of a script: a network, or what is inside a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lab.document.blocks import Block
from lab.document.graph import Graph, Node, Socket
from lab.document.shapes import analyse
from lab.layers.base import Shape
from lab.spec.errors import ShapeError


class Part:
    """A part of a network without its Input layer, and what arrives there. ShapeError where the shapes do not fit.

    Values are called by the node that they come out of, and "/0", "/1" if they come from outside.

    Args:
        entries: for each input the places that it feeds; `shapes`: what arrives there.
        exit: the node whose output is that of the part.

    Attributes:
        reports: what is known of each node.
        inputs: the values from outside; `shapes`: of every value.
    """

    def __init__(self, graph: Graph, entries: Sequence[Sequence[Socket]], exit: str, shapes: tuple[Shape, ...]) -> None:
        self.graph, self.exit = graph, exit
        given = {socket: shape for places, shape in zip(entries, shapes, strict=True) for socket in places}
        analysis = analyse(graph, given)
        if analysis.problems:
            raise ShapeError(analysis.problems[0].message)
        self.reports = analysis.nodes
        self.inputs = tuple(f"/{number}" for number in range(len(shapes)))
        self.shapes: dict[str, Shape] = dict(zip(self.inputs, shapes, strict=True))
        self.shapes |= {node.id: self.reports[node.id].output or () for node in graph}
        self._fed = {socket: value for value, places in zip(self.inputs, entries, strict=True) for socket in places}

    @classmethod
    def of_network(cls, graph: Graph) -> Part:
        """A whole network: its one input is what its Input layer gives."""
        start = next(node for node in graph if node.layer.takes_samples)
        end = next(node.id for node in graph.order() if not graph.outputs(node.id))
        inside = Graph(
            [node for node in graph if node is not start], [link for link in graph.links if link.source != start.id]
        )
        entries = [[Socket(link.target, link.port) for link in graph.outputs(start.id)]]
        return cls(inside, entries, end, (start.layer.output_shape(),))

    @classmethod
    def of_block(cls, block: Block, shapes: tuple[Shape, ...]) -> Part:
        """One repetition of a block."""
        return cls(block.inside, block.entries, block.exit, shapes)

    def sources(self, node: Node) -> list[str]:
        """The values that a node reads, by port."""
        found = {link.port: link.source for link in self.graph.inputs(node.id)}
        found |= {socket.port: value for socket, value in self._fed.items() if socket.node == node.id}
        return [value for _, value in sorted(found.items())]

    def order(self) -> Iterator[Node]:
        """Nodes so that every link goes forward, one branch to its end before the next one begins."""
        missing = Counter(link.target for link in self.graph.links)
        ready = [node for node in reversed(self.graph.order()) if not missing[node.id]]
        while ready:
            node = ready.pop()
            yield node
            for link in reversed(self.graph.outputs(node.id)):
                missing[link.target] -= 1
                if not missing[link.target]:
                    ready.append(self.graph.node(link.target))
