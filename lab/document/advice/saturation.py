"""Squared errors after an activation that saturates."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document import edits
from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import ChangeSetup
from lab.document.history import Command
from lab.spec.message import Message
from lab.spec.registry import find, register


@register("rule", "saturation", title="Saturation", order=20)
class Saturation(Rule):
    """Sigmoid and softmax are flat where the answer is very wrong, and squared errors then teach almost nothing;
    cross-entropy makes up for it."""

    severity = "hint"

    def find(self, situation: Situation) -> Iterator[Found]:
        end, loss, samples = situation.output, situation.loss, situation.samples
        if end is None or loss is None or samples is None or not samples.classes:
            return
        if loss.name != "mean_squared_error" or end.kind not in ("sigmoid", "softmax"):
            return
        message = Message(
            "{activation} is flat where it is very wrong, so that squared errors teach it little just there. "
            "Cross-entropy escapes this.",
            activation=Message(end.layer.title),
        )
        yield Found(end.id, message, _cross_entropy(situation))


def _cross_entropy(situation: Situation) -> Command | None:
    """Binary cross-entropy of the sigmoid's answers; of scores in the place of softmax's."""
    setup, end = situation.setup, situation.output
    if setup is None or end is None:
        return None
    if end.kind == "sigmoid":
        loss = find("loss", "binary_cross_entropy")(from_logits=False)
        return ChangeSetup(setup.changed(loss=loss), Message("Use {thing}", thing=Message(loss.title)))
    loss = find("loss", "cross_entropy")()
    title = Message("Use {thing}", thing=Message(loss.title))
    return step(title, edits.delete_and_join(situation.graph, end.id), ChangeSetup(setup.changed(loss=loss), title))
