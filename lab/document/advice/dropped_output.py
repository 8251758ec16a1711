"""Dropout where the network answers."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.advice.last_activation import leave_out
from lab.layers.dropping import Dropping
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "dropped_output", title="Dropout at the end", order=40)
class DroppedOutput(Rule):
    """Dropout belongs between layers: dropping answers teaches nothing."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        end = situation.output
        if end is not None and isinstance(end.layer, Dropping) and situation.graph.inputs(end.id):
            message = Message(
                "{layer} stands at the end and makes some of the network's answers zero, whatever it has learned. "
                "Put it before the last layer with weights, or leave it out.",
                layer=end.name,
            )
            yield Found(end.id, message, leave_out(situation, end))
