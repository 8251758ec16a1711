"""Xavier's rule, uniform."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "xavier_uniform", title="Xavier (uniform)", order=4)
class XavierUniform(Initializer):
    """w ~ U(-a, a), a = √(6 / (fan_in + fan_out)): Xavier's rule with evenly spread numbers.

    fan_in, fan_out: how many inputs flow into one output, and how many outputs one input flows into. Source: Glorot and
    Bengio 2010.
    """

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        limit = math.sqrt(6 / (fan_in + fan_out))
        return random.uniform(-limit, limit, shape)
