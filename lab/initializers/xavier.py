"""Xavier's rule, normal."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "xavier", title="Xavier (normal)", order=3)
class Xavier(Initializer):
    """w ~ N(0, 2 / (fan_in + fan_out)): keeps signals and gradients the same size under tanh and sigmoid.

    fan_in, fan_out: how many inputs flow into one output, and how many outputs one input flows into. Source: Glorot and
    Bengio 2010.
    """

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return random.normal(0.0, math.sqrt(2 / (fan_in + fan_out)), shape)
