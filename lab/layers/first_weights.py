"""The settings by which layers with weights let the learner choose how the first ones are drawn."""

from __future__ import annotations

from typing import Any

from lab.spec.fields import Float, OneOf
from lab.spec.registry import known


class _Spread(Float):
    """Shown for the rules that use it."""

    def shown(self, values: dict[str, Any]) -> bool:
        rules = known("initializer")
        return any(rule.name == values.get("initializer") and getattr(rule, "spreads", False) for rule in rules)


def initializer() -> OneOf:
    """The setting `initializer` of a layer: the name of a rule of lab/initializers."""
    return OneOf("initializer", "he", title="Initial weights", help="Rule by which the first weights are drawn")


def spread() -> Float:
    """The setting `spread` of a layer, for the rules that ask for it."""
    return _Spread(
        0.05,
        low=0,
        high=10,
        log=True,
        title="Spread",
        help="Size of the first weights: the standard deviation if they are normal, the largest if uniform, each of "
        "them if constant",
    )


def bias_start() -> Float:
    """The setting `bias_start` of a layer with a bias."""
    return Float(
        0.0,
        low=-100,
        high=100,
        title="First bias",
        help="Every bias before training; well below 0 before a sigmoid, it keeps a gate nearly shut",
        when=("bias", (True,)),
    )
