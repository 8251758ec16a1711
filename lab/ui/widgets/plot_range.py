"""Which part of its axes a plot shows so that all lines are seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lab.ui.widgets.curves import Curve
from lab.ui.widgets.plot_line import Line

_SPARE = 0.04  # of the height, above and below
_MOST_POINTS = 1000
_FAR = 10.0  # times as high as all that follows: a first point that would leave no room to see it

Range = tuple[float, float]


def horizontal(lines: Sequence[Line], runs_on: bool) -> Range:
    """From 0 (or below, where there are points) to the last point, with a little room while more will come."""
    low = min(0.0, min(float(line.points.x[0]) for line in lines))
    high = max(float(line.points.x[-1]) for line in lines)
    if runs_on:
        high = rounded_up(high)
    return low, high if high > low else low + 1


def vertical(
    lines: Sequence[Line],
    x_low: float,
    x_high: float,
    logarithmic: bool,
    limits: tuple[float | None, float | None] = (None, None),
) -> Range:
    """From the smallest to the largest value between `x_low` and `x_high`, as powers of ten if `logarithmic`.

    `limits` are values that are always inside. First points may lie outside where they are very high: batch norm
    knows nothing of the data before the first step, and the loss of a deep network is then beyond all bounds.
    """
    curves = [_part(line.points, x_low, x_high) for line in lines]
    lows = [low for curve in curves if (low := curve.low_positive if logarithmic else curve.low) < math.inf]
    highs = [curve.high for curve in curves if curve.high > (0 if logarithmic else -math.inf)]
    later = max((curve.later_high for curve in curves), default=-math.inf)
    if later > 0 and not logarithmic:
        highs = [high if high <= _FAR * later else later for high in highs]
    if not lows or not highs:
        return -1.0, 1.0
    low, high = min(lows), max(highs)
    if logarithmic:
        low, high = math.log10(low), math.log10(high)
        narrow = 0.1 if high - low < 0.1 else 0.0
    else:
        low = low if limits[0] is None else min(low, limits[0])
        high = high if limits[1] is None else max(high, limits[1])
        narrow = (abs(high) * 0.1 or 1.0) if high - low <= 1e-9 * max(abs(low), abs(high)) else 0.0
    low, high = low - narrow, high + narrow
    spare = _SPARE * (high - low)
    return low - spare, high + spare


def rounded_up(value: float) -> float:
    """At most 2 % more, and the same for many values one after the other."""
    if value <= 0:
        return value
    step = 10.0 ** math.floor(math.log10(value)) / 50
    return math.ceil(value / step) * step


def _part(curve: Curve, low: float, high: float) -> Curve:
    """The curve itself where all of it is meant, else what lies between."""
    if low <= curve.x[0] and curve.x[-1] <= high:
        return curve
    part = Curve()
    part.update(*curve.view(low, high, _MOST_POINTS))
    return part
