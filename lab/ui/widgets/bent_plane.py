"""A plane as a layer bends it: coloured by the network's answer, with a grid, samples and separating lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lab.ui.app import theme
from lab.ui.widgets.contour import Contour
from lab.ui.widgets.scatter import Scatter

_EVERY = 4  # of so many lines of the mesh one is drawn
_LEGEND_FROM = 200  # pixels: a legend in a narrower plot would lie on samples
_SPARE = 0.06  # room around the mesh, as a share of its size


class _Mesh(pg.GraphicsObject):  # type: ignore[misc]
    """Quadrilaterals of one colour each."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[tuple[QPolygonF, QColor]] = []
        self._bounds = QRectF()

    def show_cells(self, points: NDArray[Any], colors: NDArray[np.uint8]) -> None:
        """Cells between the points (row, column, 2), of the colours (row - 1, column - 1, 3)."""
        around = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2)
        corners, rows = around.reshape(-1, 4, 2).tolist(), colors.reshape(-1, 3).tolist()
        self._cells = [
            (QPolygonF([QPointF(x, y) for x, y in cell]), QColor(*row)) for cell, row in zip(corners, rows, strict=True)
        ]
        low, high = points.min(axis=(0, 1)).tolist(), points.max(axis=(0, 1)).tolist()
        self.prepareGeometryChange()
        self._bounds = QRectF(QPointF(*low), QPointF(*high))
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for polygon, color in self._cells:
            painter.setBrush(color)
            painter.drawConvexPolygon(polygon)


@dataclass(frozen=True, eq=False)
class Planes:
    """A plane as it is and as a layer makes it.

    Attributes:
        flat, bent: (row, column, 2) places of the grid on each.
        colors: (row - 1, column - 1, 3) of the grid's cells.
        flat_dots, bent_dots: (sample, 2) places of the samples on each.
        borders, guides: functions on the grid (row, column), drawn where they are zero; guides are thin.
        lines: (line, 3) numbers of a x + b y + c = 0, which on the bent plane take the borders' place.
    """

    flat: NDArray[Any]
    bent: NDArray[Any]
    colors: NDArray[np.uint8]
    flat_dots: NDArray[Any]
    bent_dots: NDArray[Any]
    borders: Sequence[NDArray[Any]] = ()
    guides: Sequence[NDArray[Any]] = ()
    lines: NDArray[Any] = field(default_factory=lambda: np.empty((0, 3)))


class BentPlane(Scatter):
    """Shows the plane anywhere between as it is (bend 0) and as a layer makes it (bend 1)."""

    def __init__(self, bend: float = 0.0, *, with_legend: bool = True) -> None:
        self._planes: Planes | None = None
        self._borders: list[Contour] = []
        self._guides: list[Contour] = []
        self._looks: dict[str, Any] = {}
        self._moved = False  # by the learner, who then decides what is seen
        self.bend = bend
        self._with_legend = with_legend
        self._mesh = _Mesh()
        self._threads = pg.PlotCurveItem(connect="finite")
        self._guide_lines, self._lines = pg.PlotCurveItem(connect="pairs"), pg.PlotCurveItem(connect="pairs")
        super().__init__()
        for height, item in enumerate((self._mesh, self._threads, self._guide_lines, self._lines)):
            item.setZValue(height - 4)  # below the samples
            self.addItem(item, ignoreBounds=True)
        self._view.sigRangeChangedManually.connect(self._on_moved)

    def show_planes(self, planes: Planes, indices: NDArray[np.int64], **looks: Any) -> None:
        """Show the planes with the samples `indices`; `looks` as in Scatter."""
        self._planes, self.indices, self._looks = planes, indices, looks
        self._borders = [Contour(values) for values in planes.borders]
        self._guides = [Contour(values) for values in planes.guides]
        self._show()

    def set_bend(self, bend: float) -> None:
        """From 0, the plane as it is, to 1, the plane that the layer makes."""
        self.bend = bend
        self._show()

    @property
    def mesh_points(self) -> NDArray[Any]:
        """(row, column, 2) places of the grid as they are shown."""
        if self._planes is None:
            return np.zeros((2, 2, 2))
        return self._between(self._planes.flat, self._planes.bent)

    @property
    def border_points(self) -> NDArray[Any]:
        """(end of a piece, 2) places of the borders as they are shown, two by two."""
        if self.bend == 1 and self._planes is not None and len(self._planes.lines):
            return _across(self._planes.lines, *self._room())
        return self._places(self._borders)

    def fit(self) -> None:
        """Show the whole grid."""
        self._moved = False
        low, high = (corner.tolist() for corner in self._room())
        self._view.setRange(QRectF(QPointF(*low), QPointF(*high)), padding=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    # -- inside

    def _on_moved(self, *_: object) -> None:
        self._moved = True

    def _between(self, flat: NDArray[Any], bent: NDArray[Any]) -> NDArray[Any]:
        between: NDArray[Any] = flat + self.bend * (bent - flat)
        return between

    def _room(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The lowest and the highest x and y of the grid, with some room around it."""
        points = self.mesh_points
        low, high = points.min(axis=(0, 1)), points.max(axis=(0, 1))
        spare = _SPARE * max(float((high - low).max()), 1e-6)
        return low - spare, high + spare

    def _places(self, contours: list[Contour]) -> NDArray[Any]:
        points = self.mesh_points
        return np.concatenate([np.empty((0, 2)), *(contour.on(points) for contour in contours)])

    def _show(self) -> None:
        planes = self._planes
        if planes is None:
            return
        points = self.mesh_points
        self._mesh.show_cells(points, planes.colors)
        gap = np.full((1, 2), np.nan)
        kept = [*points[::_EVERY], *points.transpose(1, 0, 2)[::_EVERY]]
        self._threads.setData(*np.concatenate([part for line in kept for part in (line, gap)]).T)
        self._lines.setData(*self.border_points.T)
        self._guide_lines.setData(*self._places(self._guides).T)
        self.show_samples(
            self.indices, self._between(planes.flat_dots, planes.bent_dots), refit=not self._moved, **self._looks
        )
        if not self._with_legend or self.inside().width() < _LEGEND_FROM * theme.scale():
            self._legend.show_entries([])

    def restyle(self) -> None:
        """Take on the theme's colours."""
        super().restyle()
        colors = theme.tokens()
        self._threads.setPen(pg.mkPen(theme.mix(colors.surface, colors.text, 0.25), width=1))
        self._guide_lines.setPen(pg.mkPen(colors.text, width=1, style=Qt.PenStyle.DashLine))
        self._lines.setPen(pg.mkPen(colors.text, width=2))


def _across(lines: NDArray[Any], low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
    """(end, 2) ends, two by two, of the part of each line a x + b y + c = 0 between the corners `low` and `high`."""
    found = [np.empty((0, 2))]
    for a, b, c in lines.tolist():
        ends = [(x, -(a * x + c) / b) for x in (low[0], high[0]) if b] + [
            (-(b * y + c) / a, y) for y in (low[1], high[1]) if a
        ]
        reach = 1e-9 * (high - low)
        inside = [end for end in ends if ((low - reach <= end) & (end <= high + reach)).all()]
        if len(inside) >= 2:
            found.append(np.array([min(inside), max(inside)]))
    return np.concatenate(found)
