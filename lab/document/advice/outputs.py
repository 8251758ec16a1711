"""Whether the network gives as many numbers as the data asks for."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation, after, step
from lab.document.commands import Add, ChangeLayer, ChangeSetup
from lab.document.graph import Link, Node
from lab.document.history import Command
from lab.document.layout import PITCH_X
from lab.spec.message import Message
from lab.spec.registry import find, register
from lab.spec.units import format_shape


@register("rule", "outputs", title="Number of outputs", order=50)
class Outputs(Rule):
    """The last layer gives a flat row with a number for each class or value that is to be predicted."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        end, samples = situation.output, situation.samples
        if end is None or situation.loss is None:
            return
        shape = situation.shape(end) or ()
        if len(shape) != 1:
            message = Message(
                "The loss needs a flat output. {layer} gives {shape}. Put Flatten and Dense at the end.",
                layer=end.name,
                shape=format_shape(shape),
            )
            wanted = samples.outputs if samples is not None else None
            yield Found(end.id, message, append_dense(situation, end, wanted))
        elif samples is not None and shape[0] != samples.outputs and not (len(samples.classes) == 2 and shape[0] == 1):
            message = Message(
                "The data has {wanted} classes or values to predict, but {layer} gives {given} outputs. "
                "Give the last Dense layer {wanted} units.",
                wanted=samples.outputs,
                layer=end.name,
                given=shape[0],
            )
            yield Found(end.id, message, fit(situation, end, samples.outputs))
        elif samples is not None and shape[0] == 1 and situation.loss.name == "cross_entropy":
            message = Message(
                "Cross-entropy compares classes, and {layer} gives one output. "
                "Choose binary cross-entropy, or give the layer 2 units.",
                layer=end.name,
            )
            yield Found(end.id, message, _yes_or_no(situation))


def fit(situation: Situation, end: Node, wanted: int) -> Command:
    """Let the last layer with weights give so many outputs; where that does not help, add a dense layer that does."""
    for node in situation.before(end):
        titles = {
            "units": Message("Give {layer} {count} units", layer=node.name, count=wanted),
            "channels": Message("Give {layer} {count} channels", layer=node.name, count=wanted),
        }
        for field, title in titles.items():
            if field in node.layer.fields() and not node.layer.takes_samples:
                command = step(title, ChangeLayer(node.id, field, wanted))
                analysis = after(situation, command)[1]
                if analysis.nodes[end.id].output == (wanted,):
                    return command
        if situation.analysis.nodes[node.id].parameters:
            break
    return append_dense(situation, end, wanted)


def append_dense(situation: Situation, end: Node, wanted: int | None) -> Command:
    """Add a dense layer of so many units behind the end, with Flatten before it where that is needed."""
    graph, flat = situation.graph, len(situation.shape(end) or ()) == 1
    dense = edits.new_layer("dense")
    layers = [*([] if flat else [edits.new_layer("flatten")]), dense.replace(units=wanted) if wanted else dense]
    places = edits.Occupied(graph)
    nodes = [
        edits.new_node(graph, layer, *places.free(end.x + number * PITCH_X, end.y))
        for number, layer in enumerate(layers, 1)
    ]
    chain = [end.id, *(node.id for node in nodes)]
    title = Message("Add Dense") if flat else Message("Add Flatten and Dense")
    return Add(nodes, [Link(before, node.id) for before, node in zip(chain, nodes, strict=False)], title)


def _yes_or_no(situation: Situation) -> Command | None:
    if situation.setup is None:
        return None
    loss = find("loss", "binary_cross_entropy")()
    return ChangeSetup(situation.setup.changed(loss=loss), Message("Use {thing}", thing=Message(loss.title)))
