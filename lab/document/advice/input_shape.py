"""Whether the Input layer and the data are of one shape."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import ChangeLayer
from lab.layers.input import Input
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_shape


@register("rule", "input_shape", title="Shape of the data", order=40)
class InputShape(Rule):
    """The Input layer has the shape of one sample of the data."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        samples = situation.samples
        if samples is None or len(situation.inputs) != 1:
            return
        node = situation.inputs[0]
        if situation.shape(node) == samples.shape:
            return
        message = Message(
            "The Input layer expects {expected}, but the data's samples are {given}. "
            "Choose the data set again, or change the Input layer.",
            expected=format_shape(situation.shape(node) or ()),
            given=format_shape(samples.shape),
        )
        settings = Input.settings_for(samples.shape)
        title = Message("Make {layer} {shape}", layer=node.name, shape=format_shape(samples.shape))
        changes = [ChangeLayer(node.id, field, value) for field, value in settings.items()]
        yield Found(node.id, message, step(title, *changes))
