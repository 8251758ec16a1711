"""The area inside the axes of a plot."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt


class PlotArea(pg.ViewBox):  # type: ignore[misc]
    """The left button moves, the wheel zooms; the plot itself decides what is shown at first."""

    def __init__(self, *, lock_aspect: bool = False) -> None:
        super().__init__(enableMenu=False, defaultPadding=0, lockAspect=lock_aspect)
        self.disableAutoRange()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
