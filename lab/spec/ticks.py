"""Where the ticks of an axis stand, and how they are worded."""

from __future__ import annotations

import math

from lab.spec.units import THIN, format_number

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def linear_ticks(low: float, high: float, count: int) -> tuple[float, list[float]]:
    """Distance and places of at most about `count` ticks at 1, 2 or 5 times a power of ten."""
    if not high > low or count < 1:
        return 1.0, [low]
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [number * step for number in range(first, last + 1)]


def log_ticks(low: float, high: float, count: int) -> list[float]:
    """Places, as powers of ten, of ticks from 10^low to 10^high: decades, with 2 and 5 where there is room."""
    decades = high - low
    if decades <= 0:
        return [low]
    if decades < 0.7:  # less than one decade: round numbers in between
        _, values = linear_ticks(10.0**low, 10.0**high, count)
        return [math.log10(value) for value in values if value > 0]
    every = max(math.ceil(decades / max(count, 1)), 1)
    first = math.ceil(low - 1e-9)
    first += -first % every
    ticks = [float(power) for power in range(first, math.floor(high + 1e-9) + 1, every)]
    if every == 1 and decades * 3 <= count:
        extra = [power + math.log10(part) for power in range(first - 1, math.ceil(high)) for part in (2, 5)]
        ticks = sorted([*ticks, *(tick for tick in extra if low <= tick <= high)])
    return ticks


def plain(value: float, step: float) -> str:
    """A tick of a linear axis, with as many decimals as its distance to the next one needs."""
    if value == 0:
        return "0"
    if abs(value) >= 1e5 or step >= 1e5:
        return format_number(value)
    if step < 1e-4:
        return format_number(value)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:,.{decimals}f}".replace("-", "−")


def percent(value: float, step: float) -> str:
    """A tick of an axis of shares: 0.25 is "25 %"."""
    return f"{plain(100 * value, 100 * step)}{THIN}%"


def power(value: float, gap: float = math.inf) -> str:
    """A tick of a logarithmic axis, `value` being the power of ten: -3 is "0.001", -6 is "10⁻⁶".

    `gap` is how far the nearest other tick lies, as a share of this one: 0.1 asks for "1.1" instead of "1".
    """
    number, whole = 10.0**value, math.floor(value + 1e-9)
    if 0.999e-3 <= number < 0.999e5:
        needed = -math.floor(math.log10(number * gap) + 1e-9) if gap < 1 else 0
        return f"{number:,.{max(0, math.ceil(-value - 1e-9), needed)}f}"
    more = max(0, -math.floor(math.log10(gap) + 1e-9)) if gap < 1 else 0
    leading = f"{10.0 ** (value - whole):.{more}f}"
    tens = "10" + str(whole).translate(_SUPERSCRIPT)
    return tens if float(leading) == 1 and not more else f"{leading}·{tens}"
