"""Bars on the layers: how much of the network's parameters, work or memory each has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lab.document.document import Document
from lab.document.insight.layer import shares
from lab.spec.units import format_bytes, format_count, format_number, format_percent
from lab.ui.app.i18n import tr

MEASURES = ("parameters", "flops", "memory")


@dataclass(frozen=True)
class Bar:
    """`length` from 0 to 1; `words` say the amount and its share."""

    length: float
    words: str


def measure_words(measure: str) -> str:
    """What a measure is called; of no bars for any other word."""
    return {"parameters": tr("Parameters"), "flops": tr("FLOPs"), "memory": tr("Memory")}.get(measure, tr("Off"))


def bars(document: Document, measure: str) -> dict[str, Bar]:
    """A bar for every layer that has any of it, as long as its share; none where the measure is unknown."""
    if measure not in MEASURES:
        return {}
    amounts = shares(document.insights, measure)
    total = sum(amounts.values())
    told: dict[str, Callable[[int], str]] = {
        "parameters": lambda amount: tr("{count} parameters").format(count=format_count(amount)),
        "flops": lambda amount: tr("{work} a sample").format(work=format_number(amount, "FLOP")),
        "memory": lambda amount: tr("{size} of memory").format(size=format_bytes(amount)),
    }
    return {
        node_id: Bar(
            amount / total,
            tr("{amount}: {share} of the network").format(
                amount=told[measure](amount), share=format_percent(amount / total)
            ),
        )
        for node_id, amount in amounts.items()
        if amount
    }
