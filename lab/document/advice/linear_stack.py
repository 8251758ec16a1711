"""Layers with nothing between them that bends."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation
from lab.document.graph import Node
from lab.layers.depthwise import Depthwise
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "linear_stack", title="No activation between layers", order=10)
class LinearStack(Rule):
    """Two linear layers in a row can do no more than one: an activation between them makes the difference."""

    severity = "hint"
    inside = True

    def find(self, situation: Situation) -> Iterator[Found]:
        graph = situation.graph
        for node in situation.order:
            way = _linear_way(situation, node)
            if not way:
                continue
            *between, last = way
            message = Message(
                "Between {first} and {second} there is no activation, so the two can do no more than one layer could. "
                "Put an activation such as ReLU between them.",
                first=node.name,
                second=last.name,
            )
            learning = [each for each in [node, *between] if situation.analysis.nodes[each.id].parameters]
            link = graph.outputs(learning[-1].id)[0]
            yield Found(last.id, message, edits.insert(graph, link, edits.new_layer("relu")))


def _linear_way(situation: Situation, node: Node) -> list[Node]:
    """What follows a linear layer with weights up to the next such, if all between is linear and nothing branches.

    A depthwise convolution and the pointwise one after it are two halves of one layer.
    """
    graph, way = situation.graph, list[Node]()
    if not _weighs(situation, node) or isinstance(node.layer, Depthwise):
        return way
    while len(onward := graph.outputs(node.id)) == 1:
        node = graph.node(onward[0].target)
        if not node.layer.linear or len(graph.inputs(node.id)) > 1:
            break
        way.append(node)
        if _weighs(situation, node):
            return way
    return []


def _weighs(situation: Situation, node: Node) -> bool:
    """Whether the layer multiplies with weights, which batch norm's scale is not."""
    report = situation.analysis.nodes[node.id]
    return node.layer.linear and report.output is not None and "weight" in node.layer.parameters(*report.inputs)
