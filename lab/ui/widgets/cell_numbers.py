"""The numbers that stand in the cells of a mosaic when there is room for them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray
from PySide6.QtGui import QFont, QFontMetricsF

from lab.spec.units import MINUS
from lab.ui.app import fonts, theme

NUMBERED = 34  # cells of so many pixels show their number
_MOST_DECIMALS = 6


def font() -> QFont:
    """Small figures of equal width."""
    return fonts.font("caption", numbers=True)


def fit(side: float, widest: str) -> bool:
    """Whether cells of `side` pixels have room for numbers as long as `widest`."""
    return side >= NUMBERED * theme.scale() and QFontMetricsF(font()).horizontalAdvance(widest) + 4 <= side


def writer(values: NDArray[Any], largest: float, digits: int) -> Callable[[float], str]:
    """How each number is written: all with the same decimals, so many digits of the largest."""
    if values.dtype.kind in "iu":
        return lambda value: f"{value:.0f}"
    decimals = min(max(0, digits - 1 - math.floor(math.log10(largest) + 1e-9)), _MOST_DECIMALS)
    return lambda value: f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", MINUS)  # never a negative zero
