"""What a network that came from elsewhere may be trained with: data that fit it, and a loss for what it ends in."""

from __future__ import annotations

from math import prod
from typing import Any, cast

from lab.document.graph import Graph
from lab.document.setup import Setup, default_setup
from lab.document.shapes import analyse
from lab.layers.base import Shape
from lab.losses.base import Loss
from lab.spec import registry
from lab.spec.message import Message

_ENDS = ("softmax", "log_softmax", "sigmoid")  # layers behind which the usual losses do not stand


def suggested_setup(graph: Graph) -> tuple[Setup, tuple[Message, ...]]:
    """A setup for the network, and in words what is to be known of it."""
    setup = default_setup()
    analysis, order = analyse(graph), graph.order()
    start, end = order[0], order[-1]
    shape, output = analysis.nodes[start.id].output or (), analysis.nodes[end.id].output or ()
    notes: list[Message] = []
    found = _data(shape, prod(output))
    if found is None:
        notes.append(Message("No data set that comes with CNN Lab fits the network: choose one before you train."))
    else:
        setup = setup.changed(dataset=_registered("dataset", *found))
    setup = setup.changed(loss=_loss(end.layer.name, prod(output)))
    if end.layer.name in _ENDS:
        notes.append(
            Message(
                "The network ends in {layer}, as its file does. It trains best without that layer: delete it and "
                "choose the loss {loss}, which does the same itself.",
                layer=Message(end.layer.title),
                loss=Message(_registered("loss", _loss_of_scores(prod(output)).name).title),
            )
        )
    return setup, tuple(notes)


def _loss(end: str, outputs: int) -> Loss:
    if end in _ENDS:
        return cast(Loss, _registered("loss", "mean_squared_error"))
    return _loss_of_scores(outputs)


def _loss_of_scores(outputs: int) -> Loss:
    return cast(Loss, _registered("loss", "cross_entropy" if outputs > 1 else "binary_cross_entropy"))


def _data(shape: Shape, outputs: int) -> tuple[str, dict[str, Any]] | None:
    """The name and settings of a data set that gives such samples and asks for so many outputs; None if none does."""
    known = {((1, 8, 8), 10): "digits", ((1, 28, 28), 10): "mnist", ((2,), 1): "moons", ((2,), 2): "moons"}
    if (shape, outputs) in known:
        return known[shape, outputs], {}
    if len(shape) == 3 and shape[0] in (1, 3) and shape[1] == shape[2] and 8 <= shape[1] <= 64 and 2 <= outputs <= 10:
        return "shapes", {"size": shape[1], "colour": shape[0] == 3, "kinds": outputs}
    if len(shape) == 2 and shape[0] == 1 and 32 <= shape[1] <= 4096 and outputs == 6:
        return "signals", {"length": shape[1]}
    return None


def _registered(kind: str, name: str, settings: dict[str, Any] | None = None) -> Any:
    return registry.find(kind, name)(**(settings or {}))
