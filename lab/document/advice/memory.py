"""Whether the run fits into the memory that is free."""

from __future__ import annotations

from collections.abc import Iterator

from lab.document.advice.base import Found, Rule, Situation
from lab.document.commands import ChangeSetup
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.units import format_bytes


@register("rule", "memory", title="Memory", order=60)
class MemoryRoom(Rule):
    """Weights, activations and gradients of a batch must fit into the memory that is free."""

    severity = "error"

    def find(self, situation: Situation) -> Iterator[Found]:
        setup, free = situation.setup, situation.free
        if setup is None or free is None or situation.needed is None:
            return
        batch = setup.run.batch_size
        needed = situation.needed(batch)
        if needed is None or needed <= free:
            return
        message = Message(
            "This network needs {needed} for batches of {batch} samples, and {free} are free. "
            "Take a smaller batch, smaller pictures, or fewer channels or units.",
            needed=format_bytes(needed),
            batch=batch,
            free=format_bytes(free),
        )
        mend = None
        while batch > 1 and needed is not None and needed > free:
            batch = max(1, batch // 2)
            needed = situation.needed(batch)
        if needed is not None and needed <= free:
            title = Message("Take batches of {count}", count=batch)
            mend = ChangeSetup(setup.changed(run=setup.run.replace(batch_size=batch)), title)
        yield Found(None, message, mend)
