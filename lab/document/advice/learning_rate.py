"""Learning rates that cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.commands import ChangeSetup
from lab.spec.message import Message
from lab.spec.registry import register

_LARGE, _SMALL = 1000, 0.01  # times what is usual; a single neuron stands a hundred times


@register("rule", "learning_rate", title="Learning rate", order=60)
class LearningRate(Rule):
    """A thousand times the usual rate makes the loss explode; a hundredth of it hardly moves the weights."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        setup = situation.setup
        if setup is None:
            return
        optimizer, rate = setup.optimizer, setup.optimizer.learning_rate
        usual = type(optimizer).learning_rate.default
        if _SMALL * usual < rate < _LARGE * usual:
            return
        values = {"rate": f"{rate:g}", "optimizer": Message(optimizer.title), "usual": f"{usual:g}"}
        message = Message(
            "A learning rate of {rate} is very small for {optimizer}: {usual} is usual. The weights will hardly move.",
            **values,
        )
        if rate > usual:
            message = Message(
                "A learning rate of {rate} is very large for {optimizer}: {usual} is usual. "
                "The loss will probably explode.",
                **values,
            )
        title = Message("Set the learning rate to {rate}", rate=f"{usual:g}")
        yield Found(None, message, ChangeSetup(setup.changed(optimizer=optimizer.replace(learning_rate=usual)), title))
