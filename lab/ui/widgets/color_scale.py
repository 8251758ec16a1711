"""From numbers to colour codes: signed (symmetric about 0), unsigned from 0, or a picture's brightness."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from lab.ui.app import colormaps, theme
from lab.ui.widgets.mosaic import GAP, OUTSIDE

Kind = Literal["signed", "unsigned", "picture"]
Codes = NDArray[np.uint8]
_FIRST = 2  # codes 0 and 1 are no values: gap and outside
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_SHRINK = 0.6  # the limit stays until the largest value falls to this share of it: colours do not flicker


def round_limit(value: float) -> float:
    """The next round number: 0.0374 gives 0.04."""
    if not (value > 0 and math.isfinite(value)):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in _STEPS if step * power >= value * (1 - 1e-6)), 10 * power)


class ColorScale:
    """What number has which colour. `each`: every tile has a scale of its own, by its own largest value."""

    def __init__(self, kind: Kind = "signed", low: float = 0.0, high: float = 1.0) -> None:
        self.kind: Kind = kind
        self.each = False
        self._low, self.high = low, high
        self._set = False

    @property
    def low(self) -> float:
        """The number at the lower end."""
        return -self.high if self.kind == "signed" else self._low

    def set_kind(self, kind: Kind) -> None:
        """Change between signed and unsigned."""
        if kind != self.kind:
            self.kind, self._set = kind, False

    def fit(self, values: NDArray[Any]) -> None:
        """Take round limits around the values; a picture's are fixed."""
        if self.kind == "picture" or not values.size:
            return
        largest = max(float(values.max()), -float(values.min()) if self.kind == "signed" else 0.0)
        if not math.isfinite(largest):
            largest = float(np.nanmax(np.abs(np.where(np.isfinite(values), values, np.nan)), initial=0.0))
        if not self._set or largest > self.high or largest < _SHRINK * self.high:
            self.high, self._set = round_limit(largest), True

    def forget(self) -> None:
        """The next values are of something else: their limits are taken anew."""
        self._set = False

    def codes(self, values: NDArray[Any]) -> Codes:
        """The colour code, 2 to 255, of each value of (rows, columns, height, width)."""
        high: float | NDArray[Any] = self.high
        if self.each and self.kind != "picture":
            high = np.maximum(np.abs(values).max(axis=(2, 3), keepdims=True), 1e-30)
        if self.kind == "signed":
            low, span, first, steps = -high, 2.0 * high, 1.0, 254.0  # zero has the code 128
        else:
            low, span, first, steps = self._low, high - self._low, float(_FIRST), 255.0 - _FIRST
        factor = np.asarray(steps / span, np.float32)
        shifted = values * factor
        shifted += np.asarray(first - low * factor, np.float32)
        if not np.isfinite(self._sum(values)):
            shifted = np.where(np.isnan(shifted), first - low * factor, shifted)
        np.clip(np.rint(shifted, out=shifted), _FIRST, 255, out=shifted)
        codes: Codes = shifted.astype(np.uint8)
        return codes

    @staticmethod
    def _sum(values: NDArray[Any]) -> float:
        """Not finite if any value is not: one pass instead of a mask."""
        with np.errstate(invalid="ignore", over="ignore"):
            return float(values.sum(dtype=np.float64))

    def table(self) -> NDArray[np.uint32]:
        """0xffRRGGBB of each code, in the theme in use."""
        if self.kind == "signed":
            colors = colormaps.signed()
        else:
            colors = colormaps.unsigned("grey" if self.kind == "picture" else "viridis")
            colors = colors[np.clip((np.arange(256) - _FIRST) * 255 // (255 - _FIRST), 0, 255)]
        table = pack(colors)
        table[GAP], table[OUTSIDE] = gap_color(), outside_color()
        return table

    def is_dark(self) -> NDArray[np.bool_]:
        """For each code whether text on it must be bright."""
        table = self.table()
        red, green, blue = ((table >> shift) & 255 for shift in (16, 8, 0))
        dark: NDArray[np.bool_] = (0.299 * red + 0.587 * green + 0.114 * blue) < 140
        return dark


def gap_color() -> int:
    """What lies between tiles: seen beside cells of every colour."""
    colors = theme.tokens()
    return QColor(theme.mix(colors.line, colors.faint, 0.5)).rgb()


def outside_color() -> int:
    """What lies around the tiles."""
    return theme.tokens().color("surface").rgb()


def pack(colors: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """(..., 3 or 4) red, green, blue as 0xffRRGGBB."""
    wide = colors.astype(np.uint32)
    packed = np.uint32(0xFF000000) | (wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2]
    return packed.astype(np.uint32, copy=False)
