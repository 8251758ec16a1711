"""Normal numbers of a chosen spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "normal", title="Normal", order=5)
class Normal(Initializer):
    """w ~ N(0, spread²): small random numbers, of the standard deviation that is set at the layer."""

    spreads = True

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return random.normal(0.0, spread, shape)
