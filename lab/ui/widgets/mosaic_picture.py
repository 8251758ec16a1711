"""The picture of a mosaic: for each pixel the colour of the cell that lies there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from lab.ui.widgets.color_scale import ColorScale, gap_color, outside_color, pack
from lab.ui.widgets.mosaic import Cell, Grid, Layout


class MosaicPicture:
    """Made in three stages, of which only what has changed is done again: `color`, `lay_out`, `draw`.

    Attributes:
        image: what was drawn last.
    """

    def __init__(self, scale: ColorScale) -> None:
        self._scale = scale
        self._codes: NDArray[Any] = np.empty((0, 0, 0, 0), np.uint8)  # of each number; ready colours for pictures
        self._sheet: NDArray[Any] = np.empty((0, 0), np.uint8)
        self._pixels: NDArray[np.uint32] = np.empty((0, 0), np.uint32)  # the image does not own them
        self.image = QImage()

    def color(self, values: NDArray[Any]) -> None:
        """Take the colours of numbers (rows, columns, height, width) or of pictures (..., 3) uint8."""
        self._codes = pack(values) if values.ndim == 5 else self._scale.codes(values)

    def lay_out(self, grid: Grid) -> None:
        """Put the tiles side by side."""
        colored = self._codes.dtype == np.uint32
        gap, outside = (gap_color(), outside_color()) if colored else (0, 1)
        self._sheet = grid.sheet(self._codes, gap, outside)

    def draw(self, layout: Layout, width: int, height: int, ratio: float) -> None:
        """Compose the image: for each pixel the code of its row and column, then its colour."""
        rows, columns = layout.rows(height), layout.columns(width)
        colored = self._sheet.dtype == np.uint32
        few = self._sheet.size <= width * height  # the colours are looked up for cells or for pixels
        sheet = self._scale.table()[self._sheet] if few and not colored else self._sheet
        pixels = sheet.take(columns, 1).take(rows, 0) if few else sheet[rows].take(columns, 1)
        if pixels.dtype != np.uint32:
            pixels = self._scale.table()[pixels]
        pixels = np.ascontiguousarray(pixels)
        self.image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self._pixels = pixels

    def are_dark(self, cells: Sequence[Cell]) -> list[bool]:
        """For each of these numbers whether text on its colour must be bright; there is none on pictures."""
        dark = self._scale.is_dark()
        return [bool(dark[self._codes[cell]]) for cell in cells]
