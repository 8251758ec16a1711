"""Whether there is anything to learn."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.advice.outputs import append_dense
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "no_parameters", title="Nothing to learn", order=5)
class NoParameters(Rule):
    """Training changes weights; a network without any stays as it is."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        end = situation.output
        if end is None or situation.analysis.parameters or situation.analysis.problems:
            return
        wanted = situation.samples.outputs if situation.samples is not None else None
        message = Message(
            "No layer of this network has weights, so there is nothing that training could change. "
            "Add a dense layer or a convolution."
        )
        yield Found(None, message, append_dense(situation, end, wanted))
