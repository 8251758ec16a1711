"""A row of numbers as upright bars, up and down from zero: the outputs of a dense layer."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lab.spec.units import format_number
from lab.ui.app import fonts, theme
from lab.ui.widgets import export
from lab.ui.widgets.color_scale import round_limit


class BarStrip(QWidget):
    """Hover or arrow keys tell each number. With more numbers than pixels a column shows its extremes."""

    readout_changed = Signal(str)
    failed = Signal(object)  # a FileError

    def __init__(self, name: str) -> None:
        super().__init__()
        self.values: NDArray[Any] = np.empty(0)
        self.pointed: int | None = None
        self.labels: tuple[str, ...] = ()  # what stands below the bars; their numbers when empty
        self.describe: Callable[[int], str] = str
        self.exporter = export.Exporter(self, name, self.csv, self.failed.emit)
        self._low, self._high = 0.0, 1.0
        self._readout = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        theme.follow(self, self.update)

    def set_values(self, values: NDArray[Any]) -> None:
        """Show these numbers, (count,)."""
        if len(values) != len(self.values):
            self.pointed, self._low, self._high = None, 0.0, 0.0
        self.values = values
        low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
        self._low = _limit(self._low, -low) if low < 0 else 0.0
        self._high = _limit(self._high, high) if high > 0 else 0.0
        if self._low == self._high == 0:
            self._high = 1.0
        self.update()
        self._tell()

    def readout(self) -> str:
        """Index and number under the cursor; empty when nothing is there."""
        if self.pointed is None or self.pointed >= len(self.values):
            return ""
        return f"{self.describe(self.pointed)} = {format_number(float(self.values[self.pointed]))}"

    def bar_at(self, x: float) -> int | None:
        """The number whose bar stands at `x`, in pixels of the widget."""
        area = self._area()
        if not len(self.values) or not area.left() <= x < area.right():
            return None
        return min(int((x - area.left()) / area.width() * len(self.values)), len(self.values) - 1)

    def bar_rectangle(self, index: int) -> QRectF:
        """Where a bar stands, in pixels of the widget."""
        area = self._area()
        pitch = area.width() / max(len(self.values), 1)
        zero, end = self._y(0.0), self._y(float(self.values[index]))
        gap = min(pitch * 0.2, 4.0)
        return QRectF(area.left() + index * pitch + gap / 2, min(zero, end), pitch - gap, abs(end - zero))

    def csv(self) -> str:
        """One row for each number."""
        return export.table(["index", "value"], enumerate(self.values.tolist()))

    def sizeHint(self) -> QSize:
        return QSize(200, 140)

    # -- inside

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(text) for text in self._labels()) + theme.SMALL
        return QRectF(
            left, theme.SMALL, self.width() - left - theme.TINY, self.height() - theme.SMALL - metrics.height()
        )

    def _labels(self) -> list[str]:
        values = ([self._high] if self._high else []) + [0.0] + ([-self._low] if self._low else [])
        return [f"{value:g}".replace("-", "−") for value in values]

    def _y(self, value: float) -> float:
        area = self._area()
        return area.bottom() - (value + self._low) / (self._high + self._low) * area.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ends even if something fails: else Qt crashes
            colors = theme.tokens()
            painter.fillRect(self.rect(), colors.color("surface"))
            painter.setFont(fonts.font("caption", numbers=True))
            area, metrics = self._area(), painter.fontMetrics()
            painter.setPen(colors.color("faint"))
            heights = ([self._high] if self._high else []) + [0.0] + ([-self._low] if self._low else [])
            for text, value in zip(self._labels(), heights, strict=True):
                y = self._y(value)
                place = QRectF(0, y - metrics.height() / 2, area.left() - theme.TINY, metrics.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
                painter.fillRect(QRectF(area.left(), y, area.width(), 1), colors.color("line"))
            if not len(self.values):
                return
            if len(self.values) <= area.width():
                self._paint_bars(painter, area)
            else:
                self._paint_extremes(painter, area)
            if self.hasFocus():
                painter.setPen(QPen(colors.color("accent"), 1))
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        colors, metrics = theme.tokens(), painter.fontMetrics()
        labels = self.labels or tuple(map(str, range(len(self.values))))
        widest = max(metrics.horizontalAdvance(label) for label in labels[-20:]) + theme.SMALL
        every = max(math.ceil(widest * len(self.values) / area.width()), 1)
        pitch = area.width() / len(self.values)
        gap = min(pitch * 0.2, 4.0)
        lefts = area.left() + np.arange(len(self.values)) * pitch + gap / 2
        self._paint_columns(painter, area, lefts, pitch - gap, self.values)
        if self.pointed is not None:
            painter.setPen(QPen(colors.color("text"), 1))
            painter.drawRect(self.bar_rectangle(self.pointed))
        painter.setPen(colors.color("faint"))
        for index in range(0, len(self.values), every):
            place = QRectF(area.left() + (index + 0.5) * pitch - 40, area.bottom(), 80, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, labels[index])

    def _paint_extremes(self, painter: QPainter, area: QRectF) -> None:
        """Each pixel's smallest and largest number."""
        columns = int(area.width())
        starts = np.linspace(0, len(self.values), columns, endpoint=False).astype(np.int64)
        lefts = area.left() + np.arange(columns)
        for extremes in (np.minimum.reduceat(self.values, starts), np.maximum.reduceat(self.values, starts)):
            self._paint_columns(painter, area, lefts, 1.0, extremes)

    def _paint_columns(
        self, painter: QPainter, area: QRectF, lefts: NDArray[Any], width: float, values: NDArray[Any]
    ) -> None:
        """All bars above zero in one call, all below in another."""
        colors = theme.tokens()
        scale = area.height() / (self._high + self._low)
        zero = area.bottom() - self._low * scale
        painter.setPen(Qt.PenStyle.NoPen)
        for sign, color in ((1, colors.positive), (-1, colors.negative)):
            chosen = np.flatnonzero(sign * values > 0)
            painter.setBrush(QColor(color))
            heights = np.minimum(np.abs(values[chosen]) * scale, 2 * area.height())
            tops = zero - heights if sign > 0 else np.full(len(chosen), zero)
            boxes = zip(lefts[chosen].tolist(), tops.tolist(), heights.tolist(), strict=True)
            painter.drawRects([QRectF(left, top, width, height) for left, top, height in boxes])
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _point(self, index: int | None) -> None:
        if index != self.pointed:
            self.pointed = index
            self.update()
            self._tell()

    def _tell(self) -> None:
        readout = self.readout()
        if readout != self._readout:
            self._readout = readout
            self.readout_changed.emit(readout)

    # -- Qt

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.bar_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.values) - 1}
        key = Qt.Key(event.key())
        if key in steps and len(self.values):
            here = -1 if self.pointed is None else self.pointed
            self._point(min(max(here + steps[key], 0), len(self.values) - 1))
        elif key in ends and len(self.values):
            self._point(ends[key])
        else:
            super().keyPressEvent(event)
            return
        self.setAccessibleDescription(self.readout())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.exporter.popup(event.globalPos())

    def place_of(self, index: int) -> QPointF:
        """The middle of a bar's column, in pixels of the widget."""
        return QPointF(self.bar_rectangle(index).center().x(), self._area().center().y())


def _limit(now: float, needed: float) -> float:
    """A round limit that stays while it fits."""
    return now if 0.6 * now < needed <= now else round_limit(needed)
