"""He's rule, uniform."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "he_uniform", title="He (uniform)", order=2)
class HeUniform(Initializer):
    """w ~ U(-a, a), a = √(6 / fan_in): He's rule with evenly spread numbers; variance 2 / fan_in.

    fan_in: how many inputs flow into one output. Source: He, Zhang, Ren and Sun 2015.
    """

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        limit = math.sqrt(6 / fan_in)
        return random.uniform(-limit, limit, shape)
