"""Lookup tables, (256, 4) uint8 RGBA, for numbers drawn as colours.

Signed values (weights, gradients) use `signed()`: blue, the surface colour at zero, orange. Unsigned values
(activations, pictures) use `unsigned()`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lab.ui.app import theme

Table = NDArray[np.uint8]
Unsigned = Literal["grey", "viridis", "cividis"]

ZERO = 128  # the entry for zero in a signed table: 128 + k and 128 - k are the same size, opposite in sign

_STOPS = {
    "grey": ("#000000", "#ffffff"),
    "viridis": (
        "#440154", "#481a6c", "#472f7d", "#414487", "#39568c", "#31688e", "#2a788e", "#23888e",
        "#1f988b", "#22a884", "#35b779", "#54c568", "#7ad151", "#a5db36", "#d2e21b", "#fde725",
    ),
    "cividis": (
        "#00204d", "#002c6a", "#0f386e", "#31446b", "#46506b", "#575c6d", "#666970", "#757575",
        "#848279", "#958f78", "#a69d75", "#b8ab70", "#cbba69", "#ddc95f", "#f1d951", "#ffea46",
    ),
}  # fmt: skip


def signed() -> Table:
    """The signed table of the theme in use: entry 128 is zero, 1 and 255 the largest values of either sign."""
    colors = theme.tokens()
    return _signed(colors.negative, colors.surface, colors.positive)


@cache
def unsigned(name: Unsigned = "grey") -> Table:
    """The table of that name from 0 (dark) to 255 (bright)."""
    stops = np.array([_rgb(stop) for stop in _STOPS[name]])
    at = np.linspace(0, len(stops) - 1, 256)
    return _table(np.stack([np.interp(at, np.arange(len(stops)), stops[:, channel]) for channel in range(3)], axis=1))


def signed_entries(values: NDArray[np.floating], largest: float) -> NDArray[np.uint8]:
    """The entry of the signed table for each value: 128 + 127 value / largest, limited to 1 to 255, NaN as zero."""
    if not largest > 0:
        return np.full(values.shape, ZERO, np.uint8)
    share = np.nan_to_num(np.clip(values / largest, -1, 1))
    entries: NDArray[np.uint8] = np.rint(ZERO + 127 * share).astype(np.uint8)
    return entries


@cache
def _signed(negative: str, zero: str, positive: str) -> Table:
    """From each end to the middle in OKLab, so that equal steps look equal."""
    away = np.clip((np.arange(256) - ZERO) / 127, -1, 1)
    low, middle, high = (_to_oklab(_rgb(color)) for color in (negative, zero, positive))
    end = np.where(away[:, None] < 0, low, high)
    return _table(_from_oklab(middle + (end - middle) * np.abs(away)[:, None]))


def _rgb(color: str) -> NDArray[np.float64]:
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], np.float64)


def _table(colors: NDArray[np.float64]) -> Table:
    table = np.full((256, 4), 255, np.uint8)
    table[:, :3] = np.rint(np.clip(colors, 0, 255))
    table.setflags(write=False)
    return table


# OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.
_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _to_oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    share = rgb / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab: NDArray[np.float64] = np.cbrt(linear @ _LMS.T) @ _LAB.T
    return lab


def _from_oklab(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = np.clip((lab @ np.linalg.inv(_LAB).T) ** 3 @ np.linalg.inv(_LMS).T, 0, 1)
    rgb: NDArray[np.float64] = 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return rgb
