"""Layers by their kind, as a learner names them."""

from __future__ import annotations

from typing import Any

from lab import initializers, layers
from lab.layers.base import Layer
from lab.spec import registry

registry.discover(initializers)
registry.discover(layers)


def make(kind: str, **config: Any) -> Layer:
    """A layer with these settings, the others as they are by default."""
    layer = registry.find("layer", kind)(**config)
    assert isinstance(layer, Layer)
    return layer
