"""What a rule for first weights is."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from lab.spec.fields import Declared


class Initializer(Declared):
    """Draws first weights. Registered as kind "initializer"; layers offer all of them by name.

    `spread` is a setting of the layer for rules without a scale of their own, which say so by `spreads`.
    """

    spreads: ClassVar[bool] = False

    @abstractmethod
    def draw(
        self, shape: tuple[int, ...], fan_in: int, fan_out: int, spread: float, random: np.random.Generator
    ) -> NDArray[np.float64]:
        """First weights, float64, of the given shape."""
