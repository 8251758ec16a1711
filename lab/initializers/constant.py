"""One number for all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.initializers.base import Initializer
from lab.spec.registry import register


@register("initializer", "constant", title="Constant", order=9)
class Constant(Initializer):
    """w = spread: all weights the same number, set at the layer. Like zeros, it leaves all units of a layer equal."""

    spreads = True

    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        return np.full(shape, spread)
