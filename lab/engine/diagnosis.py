"""Where a run first went non-finite, and what to try."""

from __future__ import annotations

import numpy as np

from lab.document.setup import Setup
from lab.engine.network import Network
from lab.engine.rows import Row, Rows
from lab.kernels.state import UPDATES
from lab.spec.errors import LabError
from lab.spec.message import Message

BEAT_NAMES = {
    "forward": Message("the forward pass"),
    "loss": Message("the loss"),
    "backward": Message("the backward pass"),
    "update": Message("the update"),
}


class Diverged(LabError):
    """A number is not finite any more.

    Attributes:
        node: the layer; step: the step, counted from 1; array: its name, such as "dense1/weight.gradient".
        row: the operation that wrote it first; None where that cannot be told.
    """

    def __init__(self, message: Message, node: str, step: int, array: str = "", row: Row | None = None) -> None:
        super().__init__(message)
        self.node, self.step, self.array, self.row = node, step, array, row


def diverged(network: Network, step: int, setup: Setup) -> Diverged:
    """The error for a network whose guard has stopped it before the update.

    The rows of the same step are run once more, one at a time: they start from the same weights, fetch the same batch
    and draw the same noise, so the first that gives a number that is not finite is the culprit.
    """
    rows = Rows(network)
    for name in (*network.parameters, *network.optimizer_states()):
        if not np.isfinite(network.arena.view(name)).all():
            return explain(network, None, name, step - 1, setup)
    for number in range(len(rows)):
        network.program.run(number, number + 1)
        bad = rows.bad_operand(number)
        if bad is not None or network.stop_reason:
            return explain(network, rows[number], bad.name if bad else "batch/norms", step, setup)
    raise AssertionError("the guard stops at its row again")


def check_rows(network: Network, first: int, end: int, step: int, setup: Setup) -> Diverged | None:
    """The error for the first of the rows just done that has given a number that is not finite; None where all are."""
    rows = Rows(network)
    for number in range(first, end):
        bad = rows.bad_operand(number)
        if bad is not None:
            return explain(network, rows[number], bad.name, step, setup)
    return None


def explain(network: Network, row: Row | None, array: str, step: int, setup: Setup) -> Diverged:
    """What happened, in words: step, array, layer, operation, and what to try."""
    node = array.partition("/")[0]
    if node not in network.graph:  # an array of the batch
        node = row.node if row is not None and row.node else network.output_node
    where = Message("It came in the update of the weights.")
    if row is not None:
        where = Message(
            "It came in {beat}, operation {number} of {count} ({kernel}).",
            beat=BEAT_NAMES[row.beat],
            number=row.number + 1,
            count=row.count,
            kernel=row.kernel,
        )
    return Diverged(
        Message(
            "Training stopped at step {step}: {what} of {layer} is no longer a finite number. {where} {kept} {advice}",
            step=step,
            what=_what(array),
            layer=network.graph.node(node).name,
            where=where,
            kept=_kept(network, step),
            advice=_advice(network, setup),
        ),
        node,
        step,
        array,
        row,
    )


def _what(array: str) -> Message:
    """An array in words."""
    if array == "batch/sample_loss":
        return Message("the loss")
    if array == "batch/norms":
        return Message("the size of all gradients together")
    name, _, kind = array.partition("/")[2].partition(".")
    if name == "output" or name.startswith("input"):
        return Message("the gradient at the output") if kind else Message("the output")
    if kind == "gradient":
        return Message("the gradient of {parameter}", parameter=name)
    if kind:
        return Message("{state} of {parameter}", state=kind, parameter=name)
    return Message("the array {name}", name=name)


def _kept(network: Network, step: int) -> Message:
    if network.program.state[UPDATES] < step:
        return Message("The weights from before this step are kept.")
    return Message("The weights are again those of the last moment when all was well.")


def _advice(network: Network, setup: Setup) -> Message:
    rate = f"{network.arena.view('control')[0]:.3g}"
    if setup.run.clipping == "none":
        return Message("Try a tenth of the learning rate (now {rate}), or clip the gradients by norm.", rate=rate)
    return Message("Try a tenth of the learning rate (now {rate}).", rate=rate)
