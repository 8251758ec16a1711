"""A circle within a circle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.toy import ToySet
from lab.spec.registry import register


@register("dataset", "circles", title="Two circles", group="Points in the plane", order=21)
class Circles(ToySet):
    """A circle of radius 1 around one of radius 1/2: the distance from the centre tells the class.

    r (cos 2πt, sin 2πt). Source: scikit-learn, make_circles.
    """

    classes = ("outer", "inner")

    def points(self, t: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
        radius = np.where(target, 0.5, 1.0)
        return np.column_stack([radius * np.cos(2 * np.pi * t), radius * np.sin(2 * np.pi * t)])
