"""Layers that compute for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import Remove
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "dead_branch", title="Dead branch", order=30)
class DeadBranch(Rule):
    """A network ends in one layer; what leads nowhere else would be computed for nothing."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        graph, ends = situation.graph, situation.ends
        for end in ends[1:]:
            dead = _only_for(situation, end.id)
            message = Message(
                "The network must end in one layer, and {layer} leads nowhere beside {output}. "
                "Link it on, merge the two, or delete what is not needed.",
                layer=end.name,
                output=ends[0].name,
            )
            title = Message("Delete {layer}", layer=end.name)
            if len(dead) > 1:
                title = Message("Delete these {count} layers", count=len(dead))
            yield Found(end.id, message, step(title, Remove(dead)) if len(dead) < len(graph) else None)


def _only_for(situation: Situation, end: str) -> list[str]:
    """`end` and all layers whose output nobody else uses; never the data."""
    dead = {end}
    for node in reversed(situation.order):
        targets = [link.target for link in situation.graph.outputs(node.id)]
        if targets and dead.issuperset(targets) and not node.layer.takes_samples:
            dead.add(node.id)
    return [node.id for node in situation.order if node.id in dead]
