"""The laboratory's layers, as the handlers of both libraries ask for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lab.export.code.values import Refused
from lab.layers.base import Layer
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.registry import find


def layer(kind: str, **settings: Any) -> Layer:
    """A layer of that kind; LabError where a setting is not allowed."""
    try:
        return _made(kind, tuple(settings.items()))
    except TypeError:  # a list among the settings
        return _made.__wrapped__(kind, tuple(settings.items()))


@lru_cache(maxsize=1024, typed=True)  # networks repeat the same few, and each is traced several times
def _made(kind: str, settings: tuple[tuple[str, Any], ...]) -> Layer:
    made = find("layer", kind)(**dict(settings))
    assert isinstance(made, Layer)
    return made


def there_is(kind: str, *settings: str) -> bool:
    """Whether the laboratory has a layer of that kind, with these settings."""
    try:
        fields = find("layer", kind).fields()
    except LabError:
        return False
    return all(name in fields for name in settings)


def optional(kind: str, title: str, **settings: Any) -> Layer:
    """A layer that the laboratory may not have: Refused then."""
    if not there_is(kind, *settings):
        raise Refused(Message("The laboratory has no {name}. The network is read without it.", name=title))
    return layer(kind, **settings)


def convolution(kind: str, pads: tuple[int, ...], **settings: Any) -> Layer:
    """A convolution with so many zeros before and behind each axis, (top, left, bottom, right), said as simply as
    possible."""
    axes = len(pads) // 2
    before, after = pads[:axes], pads[axes:]
    size, dilation, stride = settings["kernel"], settings["dilation"], settings["stride"]
    spans = [d * (f - 1) for d, f in zip(dilation, size, strict=True)]
    if not any(pads):
        return layer(kind, padding="valid", **settings)
    same = all(b == span // 2 and a == span - span // 2 for b, a, span in zip(before, after, spans, strict=True))
    if same and max(stride) == 1:
        return layer(kind, padding="same", **settings)
    return layer(kind, padding="explicit", pads=pads, **settings)
