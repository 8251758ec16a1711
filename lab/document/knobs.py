"""Knobs of a block: one number that is set on several inner fields, such as "Width" for the channels of each layer."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lab.document.graph import Node
from lab.layers.base import Layer
from lab.spec.errors import FieldError
from lab.spec.fields import Field, Float, Int, Ints
from lab.spec.message import Message

LONGEST_NAME = 100  # characters


@dataclass(frozen=True)
class Target:
    """A field of an inner node, which becomes `factor` times the knob's number."""

    node: str
    field: str
    factor: float = 1


@dataclass(frozen=True)
class Knob:
    """A number by a name, and what it sets. Its value is that of the first target, divided by its factor."""

    name: str
    targets: tuple[Target, ...]


def check_name(name: object) -> None:
    """FieldError unless a block or a knob can be called that."""
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or set(name) & set("{}"):
        raise FieldError(
            Message("A name must be a text of at most {longest} characters, without {{ and }}.", longest=LONGEST_NAME)
        )


def turnable(field: Field[Any] | None) -> bool:
    """Whether a knob can set this field."""
    return isinstance(field, Int | Float | Ints)


def field_of(knob: Knob, nodes: Iterable[Node]) -> Field[Any]:
    """The knob as a field, with the limits that all its targets allow; FieldError where there is no such field."""
    check_name(knob.name)
    if not knob.targets:
        raise FieldError(Message('The knob "{knob}" sets nothing.', knob=knob.name))
    layers = {node.id: node for node in nodes}
    low, high, whole = -math.inf, math.inf, True
    for target in knob.targets:
        node = layers.get(target.node)
        field = node.layer.adjustable().get(target.field) if node is not None else None
        if node is None or not isinstance(field, Int | Float | Ints):
            raise FieldError(
                Message(
                    'The knob "{knob}" sets {field} of {node}, which is no number there.',
                    knob=knob.name,
                    field=target.field,
                    node=node.name if node is not None else target.node,
                )
            )
        if not (math.isfinite(target.factor) and target.factor > 0):
            raise FieldError(Message('A factor of the knob "{knob}" is not above 0.', knob=knob.name))
        low, high = max(low, field.low / target.factor), min(high, field.high / target.factor)
        whole = whole and not isinstance(field, Float) and float(target.factor).is_integer()
    if whole:
        low, high = math.ceil(low), math.floor(high)
    if low > high:
        raise FieldError(Message('No number is allowed in all settings of the knob "{knob}".', knob=knob.name))
    kind = Int if whole else Float
    made = kind(low if math.isfinite(low) else 0, low=low, high=high, title=knob.name)  # type: ignore[arg-type]
    made.__set_name__(Layer, knob.name)
    return made


def value_of(knob: Knob, nodes: Iterable[Node]) -> float:
    """The number at which a knob stands."""
    first = knob.targets[0]
    value = next(node for node in nodes if node.id == first.node).layer.setting(first.field)
    if isinstance(value, tuple):
        value = value[0]
    number = value / first.factor
    return int(number) if isinstance(value, int) and float(number).is_integer() else float(number)


def turned(knob: Knob, value: Any, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with a knob set to another number; FieldError where a field does not allow it."""
    value = field_of(knob, nodes).check(value)
    found = {node.id: node for node in nodes}
    for target in knob.targets:
        node, number = found[target.node], value * target.factor
        number = int(number) if float(number).is_integer() else number
        found[node.id] = node.changed(layer=node.layer.replace(**{target.field: number}))
    return tuple(found.values())


def kept(knobs: Iterable[Knob], nodes: Iterable[Node]) -> tuple[Knob, ...]:
    """The knobs as far as what they set is still there."""
    fields = {node.id: node.layer.adjustable() for node in nodes}
    left = []
    for knob in knobs:
        targets = tuple(t for t in knob.targets if turnable(fields.get(t.node, {}).get(t.field)))
        if targets:
            left.append(replace(knob, targets=targets))
    return tuple(left)
