"""Evenly spread numbers within chosen limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "uniform", title="Uniform", order=6)
class Uniform(Initializer):
    """w ~ U(-spread, spread): numbers between two limits, set at the layer; their deviation is spread / √3."""

    spreads = True

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return random.uniform(-spread, spread, shape)
