"""Shapes that do not fit, and missing inputs."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import AddLink, Remove
from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.shapes import linked
from lab.spec.message import Message
from lab.spec.registry import register

_TRIALS = 8  # sources that are tried for a layer without input


@register("rule", "shapes", title="Shapes", order=10)
class Shapes(Rule):
    """What comes into a layer must fit it: a dense layer wants a flat row, a convolution wants channels."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        graph = situation.graph
        for problem in situation.analysis.problems:
            node = graph.node(problem.node)
            mend = edits.mend(graph, problem)
            if mend is None and len(graph.inputs(node.id)) < node.layer.fewest_inputs:
                mend = _supply(situation, node)
            yield Found(problem.node, problem.message, mend)


def _supply(situation: Situation, node: Node) -> Command | None:
    """Link the nearest layer that leads nowhere, or the data, to a layer that misses an input; else delete it."""
    graph = situation.graph
    below = graph.downstream(node.id)
    loose = [other for other in graph if other.id not in below and not graph.outputs(other.id)]
    data = [other for other in graph if other.id not in below and other.layer.takes_samples and other not in loose]
    port = graph.free_port(node.id)
    for source in [*sorted(loose, key=lambda other: _way(other, node))[:_TRIALS], *data]:
        link = Link(source.id, node.id, port or 0)
        if linked(graph, situation.analysis, link).problem is None:
            title = Message("Link {source} to {target}", source=source.name, target=node.name)
            return step(title, AddLink(link))
    if graph.inputs(node.id) and node.layer.most_inputs > 1:
        return edits.delete_and_join(graph, node.id)
    if not graph.outputs(node.id):
        return step(Message("Delete {layer}", layer=node.name), Remove([node.id]))
    return None


def _way(source: Node, target: Node) -> float:
    """How far a link would go; one that goes back to the left counts as much longer."""
    ahead = target.x - source.x
    return (ahead if ahead >= 0 else -10 * ahead) + abs(target.y - source.y)
