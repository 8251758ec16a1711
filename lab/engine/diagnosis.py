"""Where a run first went non-finite, and what to try."""

from __future__ import annotations

import numpy as np

from lab.document.setup import Setup
from lab.engine.network import Network
from lab.spec.errors import LabError
from lab.spec.message import Message


class Diverged(LabError):
    """A loss or gradient is no finite number. `node` is the first layer, `step` the step at which it happened."""

    def __init__(self, message: Message, node: str, step: int) -> None:
        super().__init__(message)
        self.node = node
        self.step = step


def diverged(network: Network, step: int, setup: Setup) -> Diverged:
    """The error for a network whose guard has stopped it: the first array, in the order of computing, that is bad."""
    node, what = _first_bad(network)
    label = network.graph.node(node).label or node
    rate = network.arena.view("control")[0]
    advice = Message(
        "Try a tenth of the learning rate (now {rate}), or clip the gradients by norm.", rate=f"{rate:.3g}"
    )
    if setup.run.clipping != "none":
        advice = Message("Try a tenth of the learning rate (now {rate}).", rate=f"{rate:.3g}")
    return Diverged(
        Message(
            "Training stopped at step {step}: {what} of {layer} is no longer a finite number. "
            "The weights from before this step are kept. {advice}",
            step=step,
            what=what,
            layer=label,
            advice=advice,
        ),
        node,
        step,
    )


def _first_bad(network: Network) -> tuple[str, Message]:
    arena = network.arena

    def bad(name: str) -> bool:
        return name in arena and not np.isfinite(arena.view(name)).all()

    for node in network.order_of_nodes:
        if bad(f"{node.id}/output"):
            return node.id, Message("the output")
    if bad("batch/sample_loss"):
        return network.output_node, Message("the loss")
    for node in reversed(network.order_of_nodes):
        if bad(f"{node.id}/output.gradient"):
            return node.id, Message("the gradient at the output")
        for name in network.trainable:
            if name.startswith(f"{node.id}/") and bad(f"{name}.gradient"):
                return node.id, Message("the gradient of {parameter}", parameter=name.split("/")[1])
    return network.output_node, Message("the size of all gradients together")
