"""Two spirals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.toy import ToySet
from lab.spec.fields import Float
from lab.spec.registry import register


@register("dataset", "spirals", title="Two spirals", group="Points in the plane", order=22)
class Spirals(ToySet):
    """Two arms that wind around each other: hard for a small network.

    r (cos a, sin a) with r = 0.1 + 0.9t and a = 2π·turns·t, half a turn further for the second arm. Source: K. J. Lang,
    M. J. Witbrock, Learning to Tell Two Spirals Apart, 1988.
    """

    noise = Float(0.03, low=0, high=2, help="Standard deviation of the noise that is added to both coordinates")
    turns = Float(1.5, low=0.25, high=4, unit="turns", help="How often each arm winds around the centre")
    classes = ("first arm", "second arm")

    def points(self, t: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
        radius, angle = 0.1 + 0.9 * t, 2 * np.pi * self.turns * t + np.pi * target
        return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
