"""Small pictures of samples in lines, as many as there are: only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from lab.ui.app import fonts, theme
from lab.ui.widgets import export
from lab.ui.widgets.plot_line import resolve_color

Values = NDArray[Any]
_USUAL, _SMALLEST, _LARGEST = 40, 12, 256  # side of a picture in pixels
_NAMED = 24  # pictures of so many pixels have their name below
_GAP = 6


class SampleGrid(QAbstractScrollArea):
    """`fetch(indices)` gives (count, height, width) uint8 grey pictures, (count, height, width, 3) colour ones, or
    (count, channels, length) float curves when `curves` is true; `caption(index)` what stands below one."""

    clicked = Signal(int)  # index of the sample
    hovered = Signal(object)  # index of the sample, or None
    failed = Signal(object)  # a FileError

    KEYS: ClassVar[dict[Qt.Key, Callable[[int, int, int], int]]] = {
        Qt.Key.Key_Left: lambda at, across, page: at - 1,
        Qt.Key.Key_Right: lambda at, across, page: at + 1,
        Qt.Key.Key_Up: lambda at, across, page: at - across,
        Qt.Key.Key_Down: lambda at, across, page: at + across,
        Qt.Key.Key_PageUp: lambda at, across, page: at - page,
        Qt.Key.Key_PageDown: lambda at, across, page: at + page,
        Qt.Key.Key_Home: lambda at, across, page: 0,
        Qt.Key.Key_End: lambda at, across, page: 2**31,
    }

    def __init__(self) -> None:
        super().__init__()
        self.indices: NDArray[np.int64] = np.empty(0, np.int64)
        self.fetch: Callable[[NDArray[np.int64]], Values] = lambda indices: np.empty((len(indices), 1, 1), np.uint8)
        self.caption: Callable[[int], str] = str
        self.curves = False
        self.chosen = -1
        self._side = _USUAL
        self._shape = (1, 1)  # of a picture
        self._hovered: int | None = None
        self.exporter = export.Exporter(self.viewport(), "samples", None, self.failed.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(80, 60)
        theme.follow(self, self._restyle)

    # -- what is shown

    def show_samples(self, indices: NDArray[np.int64], shape: tuple[int, int]) -> None:
        """Show these samples, whose pictures are of `shape` (height, width)."""
        self.indices, self._shape = indices, shape
        self.reset_zoom()

    def choose(self, index: int) -> None:
        """Frame a sample and bring it into sight."""
        if index == self.chosen:
            return
        self.chosen = index
        self.show_chosen()

    def show_chosen(self) -> None:
        """Scroll to the chosen sample, if it is among those shown."""
        place = self._position(self.chosen)
        if place is not None:
            box = self.box(place)
            bar = self.verticalScrollBar()
            if box.top() < 0:
                bar.setValue(bar.value() + box.top() - _GAP)
            elif box.bottom() > self.viewport().height():
                bar.setValue(bar.value() + box.bottom() - self.viewport().height() + _GAP)
        self.viewport().update()

    def reset_zoom(self) -> None:
        """Pictures of the usual size, in whole pixels."""
        largest = max(self._shape)
        self._side = max(round(_USUAL * theme.scale() / largest), 1) * largest if largest <= 2 * _USUAL else _USUAL * 2
        self._update_bar()

    def zoom(self, steps: float) -> None:
        """Larger (positive) or smaller pictures."""
        unit = max(self._shape) if max(self._shape) <= _USUAL else 8
        self._side = int(min(max(self._side + (unit if steps > 0 else -unit), max(unit, _SMALLEST)), _LARGEST))
        self._update_bar()
        self.show_chosen()

    @property
    def across(self) -> int:
        """Samples in a line."""
        return max((self.viewport().width() - _GAP) // (self._width() + _GAP), 1)

    def box(self, place: int) -> QRect:
        """Where the picture of the `place`-th sample stands, in pixels of the viewport."""
        line, file = divmod(place, self.across)
        left = _GAP + file * (self._width() + _GAP)
        return QRect(left, _GAP + line * self._pitch() - self.verticalScrollBar().value(), self._width(), self._side)

    def index_at(self, point: QPoint) -> int | None:
        """The sample at a point of the viewport."""
        file = (point.x() - _GAP // 2) // (self._width() + _GAP)
        line = (point.y() + self.verticalScrollBar().value() - _GAP // 2) // self._pitch()
        place = line * self.across + file
        if not (0 <= file < self.across and 0 <= place < len(self.indices)):
            return None
        return int(self.indices[place])

    # -- inside

    def _width(self) -> int:
        return self._side * 2 if self.curves else max(round(self._side * self._shape[1] / max(self._shape)), 4)

    def _pitch(self) -> int:
        return self._side + self._name_height() + _GAP

    def _name_height(self) -> int:
        return self.fontMetrics().height() if self._width() >= _NAMED * theme.scale() else 0

    def _position(self, index: int) -> int | None:
        found = np.flatnonzero(self.indices == index)
        return int(found[0]) if len(found) else None

    def _update_bar(self) -> None:
        lines = -(-len(self.indices) // self.across)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(lines * self._pitch() + _GAP - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._pitch())
        self.viewport().update()

    def _visible(self) -> range:
        first = self.verticalScrollBar().value() // self._pitch()
        last = (self.verticalScrollBar().value() + self.viewport().height()) // self._pitch() + 1
        return range(first * self.across, min(last * self.across, len(self.indices)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:  # ends even if something fails: else Qt crashes
            colors = theme.tokens()
            painter.fillRect(self.viewport().rect(), colors.color("surface"))
            visible = self._visible()
            if not visible:
                return
            shown = self.indices[visible.start : visible.stop]
            values = np.ascontiguousarray(self.fetch(shown))
            painter.setFont(fonts.font("caption"))
            metrics = painter.fontMetrics()
            name_height = self._name_height()
            for number, (place, index) in enumerate(zip(visible, shown.tolist(), strict=True)):
                box = self.box(place)
                if self.curves:
                    self._paint_curves(painter, QRectF(box), values[number])
                else:
                    painter.drawImage(box, _image(values[number]))
                if index == self.chosen:
                    painter.setPen(QPen(colors.color("accent"), theme.CHOSEN_LINE))
                    painter.drawRect(box.adjusted(-2, -2, 1, 1))
                elif index == self._hovered:
                    painter.setPen(QPen(colors.color("faint"), 1))
                    painter.drawRect(box.adjusted(-1, -1, 0, 0))
                if name_height:
                    painter.setPen(colors.color("text" if index == self.chosen else "faint"))
                    name = metrics.elidedText(self.caption(index), Qt.TextElideMode.ElideRight, box.width() + _GAP)
                    below = QRect(box.left() - _GAP, box.bottom() + 1, box.width() + 2 * _GAP, name_height)
                    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
            if self.hasFocus():
                painter.setPen(QPen(colors.color("accent"), 1))
                painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_curves(self, painter: QPainter, box: QRectF, channels: Values) -> None:
        colors = theme.tokens()
        painter.fillRect(box, colors.color("raised"))
        low, high = float(channels.min()), float(channels.max())
        height = (high - low) or 1.0
        for number, curve in enumerate(channels[:8]):
            every = max(len(curve) // (2 * int(box.width())), 1)
            points = [
                QPointF(
                    box.left() + box.width() * at / max(len(curve) - 1, 1),
                    box.bottom() - box.height() * (value - low) / height,
                )
                for at, value in zip(range(0, len(curve), every), curve[::every].tolist(), strict=True)
            ]
            painter.setPen(resolve_color(f"series:{number}"))
            painter.drawPolyline(QPolygonF(points))

    def _restyle(self) -> None:
        self.setFont(fonts.font("caption"))
        self._update_bar()

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_bar()

    def sizeHint(self) -> QSize:
        return QSize(240, 160)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            index = self.index_at(event.position().toPoint())
            if index is not None:
                self.choose(index)
                self.clicked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_zoom()
            self.show_chosen()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()
            self.hovered.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self.KEYS and len(self.indices):
            at, page = self._position(self.chosen), self.across * max(self.viewport().height() // self._pitch(), 1)
            goal = 0 if at is None else self.KEYS[key](at, self.across, page)
            index = int(self.indices[min(max(goal, 0), len(self.indices) - 1)])
            self.choose(index)
            self.clicked.emit(index)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.exporter.popup(event.globalPos())


def _image(values: Values) -> QImage:
    height, width = values.shape[:2]
    if values.ndim == 3:
        return QImage(values.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return QImage(values.data, width, height, width, QImage.Format.Format_Grayscale8)
