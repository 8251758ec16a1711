"""First weights that are all equal."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation, step
from lab.document.commands import ChangeLayer
from lab.spec.message import Message
from lab.spec.registry import register


@register("rule", "equal_weights", title="Equal first weights", order=70)
class EqualWeights(Rule):
    """Units that begin alike and see the same stay alike for ever: as if there were but one of them."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        learning = [node for node in situation.order if situation.analysis.nodes[node.id].parameters]
        for node in learning[:-1]:
            if getattr(node.layer, "initializer", "") in ("zeros", "constant"):
                message = Message(
                    "All first weights of {layer} are equal, so its units get equal gradients and stay alike for ever. "
                    "Draw them at random.",
                    layer=node.name,
                )
                title = Message("Draw the weights of {layer} by He's rule", layer=node.name)
                yield Found(node.id, message, step(title, ChangeLayer(node.id, "initializer", "he")))
