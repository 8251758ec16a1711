"""No randomness at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "zeros", title="Zeros", order=8)
class Zeros(Initializer):
    """w = 0: every unit starts equal, gets the same gradient and stays equal; here to see why randomness is needed."""

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return np.zeros(shape)
