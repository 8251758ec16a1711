"""He's rule, normal."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "he", title="He (normal)", order=1)
class He(Initializer):
    """w ~ N(0, 2 / fan_in): keeps the size of the numbers the same from layer to layer under ReLU.

    fan_in: how many inputs flow into one output. Source: He, Zhang, Ren and Sun 2015.
    """

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return random.normal(0.0, math.sqrt(2 / fan_in), shape)
