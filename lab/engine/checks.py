"""Can this graph be trained on this data with this loss? If not, a PlanError says why, and what to do."""

from __future__ import annotations

from lab.datasets.base import Samples
from lab.document.graph import Graph, Node
from lab.document.shapes import Analysis
from lab.layers.base import Shape
from lab.losses.base import Loss
from lab.spec.errors import PlanError
from lab.spec.message import Message
from lab.spec.units import format_shape


def check_network(graph: Graph, analysis: Analysis, loss: Loss | None, samples: Samples | None) -> None:
    """Raise the first PlanError there is."""
    if analysis.problems:
        raise PlanError(analysis.problems[0].message)
    inputs = [node for node in graph if node.layer.most_inputs == 0]
    if len(inputs) != 1:
        raise PlanError(Message("A network needs exactly one Input layer. This one has {count}.", count=len(inputs)))
    ends = [node for node in graph if not graph.outputs(node.id)]
    if len(ends) > 1:
        raise PlanError(
            Message(
                "The network must end in one layer. These all lead nowhere: {layers}. "
                "Link them on, merge them, or delete the ones that are not needed.",
                layers=", ".join(node.name for node in ends),
            )
        )
    if samples is not None and analysis.nodes[inputs[0].id].output != samples.shape:
        raise PlanError(
            Message(
                "The Input layer expects {expected}, but the data's samples are {given}. "
                "Choose the data set again, or change the Input layer.",
                expected=format_shape(analysis.nodes[inputs[0].id].output or ()),
                given=format_shape(samples.shape),
            )
        )
    if loss is not None:
        _check_output(ends[0], analysis.nodes[ends[0].id].output or (), loss, samples)


def _check_output(end: Node, shape: Shape, loss: Loss, samples: Samples | None) -> None:
    if len(shape) != 1:
        raise PlanError(
            Message(
                "The loss needs a flat output. {layer} gives {shape}. Put Flatten and Dense at the end.",
                layer=end.name,
                shape=format_shape(shape),
            )
        )
    if samples is None:
        return
    wanted, two_classes = samples.outputs, len(samples.classes) == 2
    if shape[0] != wanted and not (two_classes and shape[0] == 1):
        raise PlanError(
            Message(
                "The data has {wanted} classes or values to predict, but {layer} gives {given} outputs. "
                "Give the last Dense layer {wanted} units.",
                wanted=wanted,
                layer=end.name,
                given=shape[0],
            )
        )
    if shape[0] == 1 and loss.name == "cross_entropy":
        raise PlanError(
            Message(
                "Cross-entropy compares classes, and {layer} gives one output. "
                "Choose binary cross-entropy, or give the layer 2 units.",
                layer=end.name,
            )
        )
