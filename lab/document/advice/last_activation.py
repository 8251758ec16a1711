"""Whether the last activation suits the loss."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import ChangeSetup
from lab.document.graph import Node
from lab.document.history import Command
from lab.spec.message import Message
from lab.spec.registry import register

_PROBABILITIES = ("softmax", "sigmoid", "hard_sigmoid")
_CUT = ("relu", "leaky_relu", "elu", "gelu", "selu", "swish", "softplus")


@register("rule", "last_activation", title="Last activation", order=10)
class LastActivation(Rule):
    """A loss that turns scores into probabilities itself wants the scores as they are, without softmax or ReLU."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        end, loss = situation.output, situation.loss
        if end is None or loss is None:
            return
        values = {"layer": end.name, "activation": Message(end.layer.title), "loss": Message(loss.title)}
        if loss.expects == "logits" and end.kind in _PROBABILITIES:
            message = Message(
                "{loss} turns scores into probabilities itself, and {layer} has already done so: with {activation} "
                "twice the network learns slowly and never grows sure. Leave {layer} out.",
                **values,
            )
            yield Found(end.id, message, leave_out(situation, end))
        elif loss.expects == "logits" and end.kind in _CUT:
            message = Message(
                "{loss} takes scores of any size, and {activation} at the end lets hardly any below zero through. "
                "Leave {layer} out.",
                **values,
            )
            yield Found(end.id, message, leave_out(situation, end))
        elif loss.name == "binary_cross_entropy" and loss.expects != "logits" and end.kind not in _PROBABILITIES:
            message = Message(
                "{loss} is set to take probabilities, but {layer} gives numbers of any size. "
                "Let it take scores, or put a sigmoid at the end.",
                **values,
            )
            yield Found(end.id, message, _take_scores(situation))


def leave_out(situation: Situation, node: Node) -> Command:
    """Delete a layer and link what was before it to what comes after."""
    return step(Message("Delete {layer}", layer=node.name), edits.delete_and_join(situation.graph, node.id))


def _take_scores(situation: Situation) -> Command | None:
    setup = situation.setup
    if setup is None:
        return None
    return ChangeSetup(setup.changed(loss=setup.loss.replace(from_logits=True)), Message("Let the loss take scores"))
