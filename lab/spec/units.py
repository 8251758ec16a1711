"""Numbers as people read them: three significant digits, SI prefixes, sizes, shapes and times."""

from __future__ import annotations

import math
from collections.abc import Sequence

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_LARGE = ("", "k", "M", "G", "T", "P", "E")
_SMALL = ("", "m", "µ", "n", "p", "f", "a")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def format_number(value: float, unit: str = "", *, digits: int = 3) -> str:
    """A number to `digits` significant digits with an SI prefix: 1,898 is "1.90 k", 47100 FLOP is "47.1 kFLOP".

    Whole numbers below 1,000 are written in full. Numbers without a unit never take a small prefix: 0.00123 stays
    "0.00123", and beyond 0.0001 becomes "1.23 × 10⁻⁵".
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{MINUS if value < 0 else ''}∞"
    if value == 0:
        return f"0{THIN}{unit}" if unit else "0"
    sign = MINUS if value < 0 else ""
    exponent = _exponent(value, digits)
    size = abs(value)
    if exponent < 0 and not unit:
        return sign + (_plain(size, digits) if exponent >= -4 else _scientific(size, digits))
    step = max(min(exponent // 3, len(_LARGE) - 1), 1 - len(_SMALL))
    prefix = _LARGE[step] if step >= 0 else _SMALL[-step]
    whole = step == 0 and float(size).is_integer()
    number = f"{size:.0f}" if whole else _plain(size / 1000.0**step, digits)
    if step >= len(_LARGE) - 1 and exponent >= 3 * len(_LARGE):
        number, prefix = _scientific(size, digits), ""
    return f"{sign}{number}{THIN}{prefix}{unit}" if prefix or unit else f"{sign}{number}"


def format_bytes(count: float) -> str:
    """A size in memory: "512 B", "1.27 kB", "3.41 MB" (1 kB is 1,000 B)."""
    return format_number(count, "B")


def format_shape(shape: Sequence[int]) -> str:
    """The sizes of the axes: (8, 28, 28) is "8 × 28 × 28"; a single number, of no axes, is "1"."""
    return " × ".join(str(size) for size in shape) if len(shape) else "1"


def format_count(value: int) -> str:
    """A whole number in full, thousands set apart: 1898 is "1,898"."""
    return f"{value:,}".replace("-", MINUS)


def format_percent(share: float, *, digits: int = 1) -> str:
    """A share of one: 0.9834 is "98.3 %"."""
    return "NaN" if math.isnan(share) else f"{100 * share:.{digits}f}{THIN}%".replace("-", MINUS)


def format_duration(seconds: float) -> str:
    """How long something took: "850 µs" and "12.4 s" below a minute, then "1:05" (minutes) and "2:03:07" (hours)."""
    return format_number(seconds, "s") if seconds < 59.95 else format_clock(seconds)


def format_clock(seconds: float) -> str:
    """A time that counts up or down: "0:12", "1:05", "2:03:07"; "–" when it is not known."""
    if not math.isfinite(seconds):
        return "–"
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def _exponent(value: float, digits: int) -> int:
    """The power of ten of the leading digit after rounding, so that 999.6 counts as 1,000."""
    return int(f"{abs(value):.{digits - 1}e}".partition("e")[2])


def _plain(size: float, digits: int) -> str:
    return f"{size:.{max(digits - 1 - _exponent(size, digits), 0)}f}"


def _scientific(size: float, digits: int) -> str:
    mantissa, _, exponent = f"{size:.{digits - 1}e}".partition("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"
