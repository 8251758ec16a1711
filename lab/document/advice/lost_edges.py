"""Rows and columns that no window reaches."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation, after, step
from lab.document.commands import ChangeLayer
from lab.document.graph import Node
from lab.document.history import Command
from lab.document.insight.receptive_field import windows_of
from lab.layers.base import AXES
from lab.layers.window import Window
from lab.spec.fields import Choice
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_shape


@register("rule", "lost_edges", title="Lost edges", order=30)
class LostEdges(Rule):
    """Where the stride does not divide the size, the last rows and columns are never looked at."""

    severity = "warning"
    inside = True

    def find(self, situation: Situation) -> Iterator[Found]:
        for node in situation.order:
            windows = _windows(situation, node)
            lost = [window.unseen for window in windows]
            if not any(lost):
                continue
            shape = situation.analysis.nodes[node.id].inputs[0]
            axes = AXES[len(shape)][1:]
            message = Message(
                "The windows of {layer} do not reach the end of its input, {shape}: {lost} cells of its {axes} are "
                "never looked at. Pad the input, or choose a size that fits.",
                layer=node.name,
                shape=format_shape(shape),
                lost=" × ".join(map(str, lost)),
                axes=" × ".join(axes),
            )
            yield Found(node.id, message, _pad(situation, node))


def _windows(situation: Situation, node: Node) -> tuple[Window, ...]:
    report = situation.analysis.nodes[node.id]
    known = report.output is not None and report.inputs
    return (windows_of(node.layer, report.inputs) or ()) if known else ()


def _pad(situation: Situation, node: Node) -> Command | None:
    """The padding that reaches every cell, if nothing after the layer minds the new size."""
    padding = node.layer.fields().get("padding")
    if not isinstance(padding, Choice) or "same" not in padding.options or node.layer.config()["padding"] == "same":
        return None
    title = Message('Set the padding of {layer} to "same"', layer=node.name)
    command = step(title, ChangeLayer(node.id, "padding", "same"))
    analysis = after(situation, command)[1]
    return command if len(analysis.problems) <= len(situation.analysis.problems) else None
