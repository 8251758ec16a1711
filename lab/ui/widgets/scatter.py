"""Samples that are points of a plane, by class in colour and shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lab.ui.app import colormaps, theme
from lab.ui.widgets import export
from lab.ui.widgets.plot_frame import PlotFrame
from lab.ui.widgets.plot_legend import Entry, Legend
from lab.ui.widgets.plot_line import resolve_color

_SYMBOLS = ("o", "s", "t", "d", "+", "x", "star", "p")
_MOST = 4000  # points drawn; of more, evenly many are left out
_NEAR = 14  # pixels within which a point is meant
_SIZE = 7


class Scatter(PlotFrame):
    """`clicked` and `hovered` give the index of a sample."""

    clicked = Signal(int)
    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__("points", lock_aspect=True)
        self.indices: NDArray[np.int64] = np.empty(0, np.int64)
        self.points: NDArray[Any] = np.empty((0, 2))
        self.chosen = -1
        self._classes: NDArray[Any] | None = None
        self._values: NDArray[Any] | None = None
        self._names: tuple[str, ...] = ()
        self._hovered: int | None = None
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._ring = pg.ScatterPlotItem(pxMode=True, size=_SIZE + 7, brush=None)
        for item in (self._dots, self._ring):
            self.addItem(item, ignoreBounds=True)
        self._legend = Legend(self, "top right")
        self._built = True
        theme.follow(self, self.restyle)

    def set_axes(self, x: str, y: str) -> None:
        """What the two numbers of a sample are."""
        for side, title in (("bottom", x), ("left", y)):
            if self._axes[side].labelText != title:
                self._axes[side].setLabel(title)

    def show_samples(
        self,
        indices: NDArray[np.int64],
        points: NDArray[Any],
        *,
        classes: NDArray[Any] | None = None,
        names: Sequence[str] = (),
        values: NDArray[Any] | None = None,
        refit: bool = True,
    ) -> None:
        """Show `points` (count, 2) of the samples `indices`, by class, or coloured by a value."""
        self.indices, self.points = indices, points
        self._classes, self._names, self._values = classes, tuple(names), values
        self._draw()
        if refit:
            self.fit()

    def choose(self, index: int) -> None:
        """Ring a sample."""
        if index != self.chosen:
            self.chosen = index
            self._draw_ring()

    def fit(self) -> None:
        """Show all points."""
        if not len(self.points):
            return
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        spare = 0.08 * max(float((high - low).max()), 1e-6)
        rectangle = QRectF(
            float(low[0]) - spare, float(low[1]) - spare, *(float(size) + 2 * spare for size in high - low)
        )
        self._view.setRange(rectangle, padding=0)

    def nearest(self, place: QPointF) -> int | None:
        """The sample within a few pixels of a place of the widget."""
        if not len(self.points):
            return None
        x, y = (np.asarray(axis) for axis in self._on_screen())
        distance = (x - place.x()) ** 2 + (y - place.y()) ** 2
        best = int(distance.argmin())
        return int(self.indices[best]) if distance[best] <= _NEAR**2 else None

    def place_of(self, index: int) -> QPointF:
        """Where a sample lies, in pixels of the widget."""
        at = int(np.flatnonzero(self.indices == index)[0])
        x, y = self._on_screen()
        return QPointF(float(x[at]), float(y[at]))

    def csv(self) -> str:
        """One row for each sample shown: its number, its two values, its class or target."""
        target = self._classes if self._classes is not None else self._values
        columns = [self.indices.tolist(), *self.points.T.tolist(), *([] if target is None else [target.tolist()])]
        header = ["sample", "x", "y", *([] if target is None else ["class" if self._classes is not None else "target"])]
        return export.table(header, zip(*columns, strict=True))

    # -- inside

    def _on_screen(self) -> tuple[NDArray[Any], NDArray[Any]]:
        (x_low, x_high), (y_low, y_high) = self._view.viewRange()
        inside = self.inside()
        x = inside.left() + (self.points[:, 0] - x_low) / (x_high - x_low) * inside.width()
        y = inside.bottom() - (self.points[:, 1] - y_low) / (y_high - y_low) * inside.height()
        return x, y

    def _draw(self) -> None:
        every = max(-(-len(self.points) // _MOST), 1)
        points = self.points[::every]
        surface = theme.tokens().color("surface")
        if self._classes is not None:
            classes = self._classes[::every]
            colors = [resolve_color(f"series:{number}") for number in range(max(len(self._names), 1))]
            brushes = [pg.mkBrush(color) for color in colors]
            self._dots.setData(
                x=points[:, 0],
                y=points[:, 1],
                symbol=[_SYMBOLS[number % len(_SYMBOLS)] for number in classes.tolist()],
                brush=[brushes[number] for number in classes.tolist()],
                pen=pg.mkPen(surface, width=1),
                size=_SIZE,
            )
            seen = set(np.unique(self._classes).tolist())
            entries = [Entry(name, colors[number], "dot") for number, name in enumerate(self._names) if number in seen]
            self._legend.show_entries(entries)
        else:
            values = np.zeros(len(points)) if self._values is None else self._values[::every]
            share = (values - values.min()) / max(float(np.ptp(values)), 1e-12) if len(values) else values
            table = colormaps.unsigned("viridis")[(255 * share).astype(int)]
            brushes = [pg.mkBrush(QColor(*row)) for row in table[:, :3].tolist()]
            self._dots.setData(
                x=points[:, 0], y=points[:, 1], symbol="o", brush=brushes, pen=pg.mkPen(surface), size=_SIZE
            )
            self._legend.show_entries([])
        self._draw_ring()

    def _draw_ring(self) -> None:
        at = np.flatnonzero(self.indices == self.chosen)
        self._ring.setData(
            x=self.points[at, 0], y=self.points[at, 1], pen=pg.mkPen(theme.tokens().color("accent"), width=2)
        )

    def restyle(self) -> None:
        """Take on the theme's colours."""
        super().restyle()
        self._draw()

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._legend.place()

    def clicked_at(self, place: QPointF) -> None:
        index = self.nearest(place)
        if index is not None:
            self.choose(index)
            self.clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in steps and len(self.indices):
            at = np.flatnonzero(self.indices == self.chosen)
            goal = int(at[0]) + steps[Qt.Key(event.key())] if len(at) else 0
            index = int(self.indices[min(max(goal, 0), len(self.indices) - 1)])
            self.choose(index)
            self.clicked.emit(index)
        elif event.key() == Qt.Key.Key_F:
            self.fit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1.25 if event.key() == Qt.Key.Key_Minus else 0.8
            self._view.scaleBy((factor, factor))
        else:
            QWidget.keyPressEvent(self, event)
