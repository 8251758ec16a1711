"""One line of a plot: all its points, what is drawn of them, and its look."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lab.spec.units import format_number
from lab.ui.app import theme
from lab.ui.widgets import export
from lab.ui.widgets.curves import Curve, Smoothing

Values = NDArray[np.float64]
_NOTHING = (np.empty(0), np.empty(0))
_FAINT = 0.62  # how far raw points are mixed into the background under their smoothed line
_MARK = 5  # size of a mark in pixels
_MARKED = 60  # up to so many points each is marked, so that a single evaluation is seen


class Line:
    """A line; `color` is a token of the theme ("accent", "positive"), "series:2" or "#rrggbb".

    Args:
        smoothed: raw points are drawn faint under a smoothed line.
        marked: each point is marked while there are few.
        value_text: words a value for readouts.
    """

    def __init__(
        self,
        key: str,
        title: str,
        color: str,
        *,
        dashed: bool = False,
        smoothed: bool = False,
        marked: bool = False,
        value_text: Callable[[float], str] = format_number,
    ) -> None:
        self.key, self.title, self.color = key, title, color
        self.dashed, self.smoothed, self.marked = dashed, smoothed, marked
        self.value_text = value_text
        self.emphasised = False
        self.visible = True
        self.points = Curve()
        self.smooth = Curve()
        self._smoothing = Smoothing(0.0)
        self.drawn: tuple[Values, Values] = _NOTHING  # what is on the screen, y as the axis counts it
        self.drawn_raw: tuple[Values, Values] = _NOTHING
        self._pieces: list[QPolygonF] = []
        self._raw_pieces: list[QPolygonF] = []
        self._marks = QPolygonF()
        self._pen = self._raw_pen = self._mark_pen = QPen()

    @property
    def main(self) -> Curve:
        """The curve drawn strongly: the smoothed one where there is one."""
        return self.smooth if self.smoothing else self.points

    @property
    def smoothing(self) -> float:
        """Weight of the smoothing in use; 0 for none."""
        return self._smoothing.weight

    def set_smoothing(self, weight: float) -> None:
        """Smooth with another weight; all points are smoothed anew."""
        if self.smoothed and weight != self._smoothing.weight:
            self._smoothing = Smoothing(weight)
            self.smooth.clear()
            if weight:
                self.smooth.update(self.points.x, self._smoothing.update(self.points.y))

    def update(self, x: Values, y: Values) -> None:
        """Take the whole columns as they are now."""
        self.points.update(x, y)
        if self.smoothing:
            self.smooth.update(x, self._smoothing.update(y))

    def clear(self) -> None:
        """Forget all points: another run."""
        self.points.clear()
        self.smooth.clear()
        self._smoothing = Smoothing(self.smoothing)

    def prepare(self, low: float, high: float, most: int, logarithmic: bool) -> None:
        """Choose what is drawn between `low` and `high`: at most `most` points, of raw and smoothed line each."""
        has_raw = bool(self.smoothing)
        self.drawn = self._seen(self.main, low, high, most // 2 if has_raw else most, logarithmic)
        self.drawn_raw = self._seen(self.points, low, high, most, logarithmic) if has_raw else _NOTHING
        self._pieces, self._raw_pieces = _pieces(*self.drawn), _pieces(*self.drawn_raw)
        few = self.marked and len(self.drawn[0]) <= _MARKED
        self._marks = _polygon(*self.drawn) if few else QPolygonF()

    def paint_raw(self, painter: QPainter) -> None:
        """Draw the raw points under the smoothed line."""
        painter.setPen(_scaled(self._raw_pen))
        for piece in self._raw_pieces:
            painter.drawPolyline(piece)

    def paint(self, painter: QPainter) -> None:
        """Draw the line and its marks."""
        painter.setPen(_scaled(self._pen))
        for piece in self._pieces:
            painter.drawPolyline(piece)
        if not self._marks.isEmpty():
            painter.setPen(_scaled(self._mark_pen))
            painter.drawPoints(self._marks)

    def restyle(self) -> None:
        """Take on the theme's colours."""
        color = self.shown_color()
        self._pen = _pen(color, theme.CHOSEN_LINE if self.emphasised else theme.LINE)
        if self.dashed:
            self._pen.setDashPattern([5, 3])
        self._raw_pen = _pen(QColor(theme.mix(color.name(), theme.tokens().surface, _FAINT)))
        self._mark_pen = _pen(color, _MARK)
        self._mark_pen.setCapStyle(Qt.PenCapStyle.RoundCap)

    def shown_color(self) -> QColor:
        """The line's colour in the theme in use."""
        if self.emphasised:
            return theme.tokens().color("accent")
        return resolve_color(self.color)

    @staticmethod
    def _seen(curve: Curve, low: float, high: float, most: int, logarithmic: bool) -> tuple[Values, Values]:
        x, y = curve.view(low, high, most)
        if logarithmic:
            with np.errstate(divide="ignore", invalid="ignore"):
                y = np.where(y > 0, np.log10(y), np.nan)
        return x, y


def resolve_color(color: str) -> QColor:
    """A token's name, "series:2", "group:Dense" or "#rrggbb" as a colour of the theme in use."""
    colors = theme.tokens()
    if color.startswith("#"):
        return QColor(color)
    if color.startswith("series:"):
        return QColor(colors.series[int(color[7:]) % len(colors.series)])
    if color.startswith("group:"):
        return colors.group(color[6:])
    return colors.color(color)


class Lines(pg.GraphicsObject):  # type: ignore[misc]
    """Draws all lines of a plot in one go: an item for each would cost several times as much."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Draw these lines, which are prepared; those that are emphasised come last."""
        self.prepareGeometryChange()
        self.lines = sorted((line for line in lines if line.visible), key=lambda line: line.emphasised)
        self.update()

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return QRectF(view.viewRect()) if view is not None else QRectF()

    def paint(self, painter: QPainter, *_: object) -> None:
        for line in self.lines:
            line.paint_raw(painter)
        for line in self.lines:
            line.paint(painter)


def _pen(color: QColor, width: int = 1) -> QPen:
    """Wider pens than 1 cost three times as much; cosmetic: in pixels, whatever the axes."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen


def _scaled(pen: QPen) -> QPen:
    """The pen itself on the screen, a wider one in a picture of higher resolution."""
    if export.pen_scale() == 1:
        return pen
    wider = QPen(pen)
    wider.setWidth(pen.width() * export.pen_scale())
    return wider


def _pieces(x: Values, y: Values) -> list[QPolygonF]:
    """One polyline for each stretch of finite values."""
    finite = np.isfinite(y)
    if finite.all():
        return [_polygon(x, y)]
    edges = np.flatnonzero(np.diff(np.r_[False, finite, False].astype(np.int8)))
    return [_polygon(x[start:end], y[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _polygon(x: Values, y: Values) -> QPolygonF:
    polygon: QPolygonF = pg.functions.arrayToQPolygonF(x, y) if len(x) else QPolygonF()
    return polygon
