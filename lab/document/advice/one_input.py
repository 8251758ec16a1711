"""Where the data enters."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import Add, AddLink, Remove
from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.layout import PITCH_X
from lab.layers.input import Input
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "one_input", title="Input layer", order=20)
class OneInput(Rule):
    """The data enters a network in one place."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        inputs = situation.inputs
        if len(inputs) == 1:
            return
        message = Message("A network needs exactly one Input layer. This one has {count}.", count=len(inputs))
        if not inputs:
            yield Found(None, message, _add(situation))
            return
        main = max(inputs, key=lambda node: len(situation.graph.downstream(node.id)))
        for node in inputs:
            if node is not main:
                yield Found(node.id, message, _replace(situation, node, main))


def _add(situation: Situation) -> Command | None:
    """An Input layer of the data's shape before the first layer that has none."""
    graph = situation.graph
    first = next((node for node in situation.order if not graph.inputs(node.id) and node.layer.most_inputs), None)
    if first is None:
        return None
    layer = Input() if situation.samples is None else Input.of_shape(situation.samples.shape)
    node = edits.new_node(graph, layer, *edits.free_place(graph, first.x - PITCH_X, first.y))
    return Add([node], [Link(node.id, first.id)])


def _replace(situation: Situation, node: Node, main: Node) -> Command | None:
    """Let another Input layer do what this one does."""
    onward = situation.graph.outputs(node.id)
    if not onward:
        return step(Message("Delete {layer}", layer=node.name), Remove([node.id]))
    if situation.shape(node) != situation.shape(main):
        return None
    links = [AddLink(Link(main.id, link.target, link.port)) for link in onward]
    title = Message("Put {other} in the place of {layer}", other=main.name, layer=node.name)
    return step(title, Remove([node.id]), *links)
