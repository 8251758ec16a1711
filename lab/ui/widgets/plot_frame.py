"""What every plot has around its data: axes, the area inside them, clicks and a menu."""

from __future__ import annotations

from abc import abstractmethod

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from lab.ui.app import icons, theme
from lab.ui.app.i18n import tr
from lab.ui.widgets import export
from lab.ui.widgets.plot_area import PlotArea
from lab.ui.widgets.plot_axis import Axis

HALF = 6  # pixels: half a number, which stands out over the end of an axis
_MOVED = 4  # pixels from which on a press is a drag


class PlotFrame(pg.PlotWidget):  # type: ignore[misc]
    """A double click fits, a click that moves nothing means what lies there, the right button opens a menu.

    What derives from it says what that is: `fit`, `csv` and `clicked_at`.
    """

    failed = Signal(object)  # a FileError

    def __init__(self, name: str, *, lock_aspect: bool = False) -> None:
        self._axes = {side: Axis(side) for side in ("bottom", "left")}
        self._built = False  # pyqtgraph resizes while it is being made
        super().__init__(viewBox=PlotArea(lock_aspect=lock_aspect), axisItems=dict(self._axes))
        self._pressed: QPointF | None = None
        self.exporter = export.Exporter(self, name, self.csv, self.failed.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the plot itself takes it
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(80, 48)
        self.hideButtons()
        self._view: pg.ViewBox = self.plotItem.getViewBox()
        self.plotItem.layout.setContentsMargins(0, HALF, 14, 0)  # room for the last number

    @abstractmethod
    def fit(self) -> None:
        """Show everything."""

    @abstractmethod
    def csv(self) -> str:
        """All data as a table."""

    @abstractmethod
    def clicked_at(self, place: QPointF) -> None:
        """A place of the widget was clicked."""

    def inside(self) -> QRectF:
        """The area inside the axes, in pixels of the widget."""
        return QRectF(self.mapFromScene(self._view.sceneBoundingRect()).boundingRect())

    def fill_menu(self, menu: QMenu) -> None:
        """The entries of the context menu."""
        self.fill_view_menu(menu)
        menu.addSeparator()
        self.exporter.fill(menu)

    def fill_view_menu(self, menu: QMenu) -> None:
        """Those of them that concern what is seen."""
        menu.addAction(icons.icon("fit"), tr("Fit"), self.fit).setShortcut("F")

    def restyle(self) -> None:
        """Take on the theme's colours."""
        self.setBackground(theme.tokens().surface)
        for axis in self._axes.values():
            axis.restyle()

    # -- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() < _MOVED:
            self.clicked_at(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
