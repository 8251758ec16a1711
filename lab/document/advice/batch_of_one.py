"""Batch norm without a batch."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.commands import ChangeSetup
from lab.layers.batch_norm import BatchNorm
from lab.spec.message import Message
from lab.spec.registry import register

_ENOUGH = 32  # samples whose mean and variance are worth something


@register("rule", "batch_of_one", title="Batch norm of one sample", order=50)
class BatchOfOne(Rule):
    """Batch norm takes mean and variance over the samples of a batch, and one sample has no variance."""

    severity = "warning"

    def find(self, situation: Situation) -> Iterator[Found]:
        setup = situation.setup
        if setup is None or setup.run.batch_size > 1:
            return
        node = next((each for each in situation.order if isinstance(each.layer, BatchNorm)), None)
        if node is None or node.layer.config()["frozen"]:
            return
        message = Message(
            "{layer} takes mean and variance over the samples of a batch, and there is one in each. "
            "Take larger batches, or layer norm in its place.",
            layer=node.name,
        )
        title = Message("Take batches of {count}", count=_ENOUGH)
        yield Found(node.id, message, ChangeSetup(setup.changed(run=setup.run.replace(batch_size=_ENOUGH)), title))
