"""Two half moons."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.toy import ToySet
from lab.spec.registry import register


@register("dataset", "moons", title="Two moons", group="Points in the plane", order=23)
class Moons(ToySet):
    """Two half circles that reach into each other: no straight line separates them.

    Upper: (cos πt, sin πt); lower: (1 - cos πt, 1/2 - sin πt). Source: scikit-learn, make_moons.
    """

    classes = ("upper", "lower")

    def points(self, t: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
        x, y = np.cos(np.pi * t), np.sin(np.pi * t)
        return np.column_stack([np.where(target, 1 - x, x), np.where(target, 0.5 - y, y)])
