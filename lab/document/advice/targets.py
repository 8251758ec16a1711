"""Whether the loss suits what is to be predicted."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.commands import ChangeSetup
from lab.spec.message import Message
from lab.spec.registry import find, register


@register("rule", "targets", title="Loss and targets", order=20)
class Targets(Rule):
    """Losses between classes want targets from 0 to 1."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        samples, loss, setup = situation.samples, situation.loss, situation.setup
        if samples is None or loss is None or samples.classes or "cross_entropy" not in loss.name:
            return
        if samples.targets.min() >= 0 and samples.targets.max() <= 1:
            return
        message = Message(
            "{loss} compares probabilities, but the data's targets are numbers of any size. "
            "Take mean squared error to predict numbers.",
            loss=Message(loss.title),
        )
        other = find("loss", "mean_squared_error")()
        title = Message("Use {thing}", thing=Message(other.title))
        yield Found(None, message, ChangeSetup(setup.changed(loss=other), title) if setup is not None else None)
