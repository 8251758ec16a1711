"""Many small arrays as one mosaic of coloured cells: zoom in far enough and the numbers stand in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from lab.spec.units import format_number
from lab.ui.app import icons, theme
from lab.ui.app.i18n import tr
from lab.ui.widgets import cell_numbers, export
from lab.ui.widgets.color_scale import ColorScale
from lab.ui.widgets.mosaic import Cell, Grid, Layout
from lab.ui.widgets.mosaic_picture import MosaicPicture

_LARGEST_FITTED = 64  # a few cells alone are not blown up beyond this
_LARGEST = 160
_MOST_NUMBERS = 500
_ZOOM = 1.3
_MOVED = 4  # pixels from which on a press is a drag

Values = NDArray[Any]


class TensorView(QWidget):
    """Shows an array (rows, columns, height, width) as tiles, or pictures (rows, columns, height, width, 3) uint8.

    Wheel zooms, drag moves, double click fits, arrows move a cursor from number to number.
    """

    readout_changed = Signal(str)
    clicked = Signal(object)  # the Cell
    failed = Signal(object)  # a FileError

    KEYS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Left: (0, -1),
        Qt.Key.Key_Right: (0, 1),
        Qt.Key.Key_Up: (-1, 0),
        Qt.Key.Key_Down: (1, 0),
    }

    def __init__(self, name: str, scale: ColorScale | None = None) -> None:
        super().__init__()
        self.scale = scale or ColorScale()
        self.describe: Callable[[Cell], str] = lambda cell: ", ".join(map(str, cell))
        self.value_text: Callable[[float], str] = format_number
        self.csv_header: tuple[str, ...] = ("row", "column", "y", "x")
        self.exporter = export.Exporter(self, name, self.csv, self.failed.emit)
        self.pointed: Cell | None = None  # under the mouse, or moved by the keys
        self.chosen: tuple[int, int] | None = None  # a tile with a frame
        self.values: Values | None = None
        self.layout_now = Layout(Grid(1, 1, 1, 1), 1.0)
        self.following = True  # everything is shown until the learner zooms
        self._picture = MosaicPicture(self.scale)
        self._pressed: QPointF | None = None
        self._dragged = False
        self._readout = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(48, 48)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.follow(self, self.restyle)

    # -- what is shown

    def set_values(self, values: Values | None, *, wrap: bool = False) -> None:
        """Show these numbers; None shows nothing. Zoom and cursor stay while the shape does."""
        if values is None or not values.size:
            self.values, self.pointed = None, None
            self.update()
            self._tell()
            return
        grid = Grid(values.shape[0], values.shape[1], values.shape[2], values.shape[3], wrap)
        now = self.layout_now.grid
        same = self.values is not None and replace(now, across=1, turned=False) == grid
        self.values = values
        if not same:
            self.pointed = None
            self.layout_now = Layout(grid, 1.0)
            self.scale.forget()
        self.scale.fit(values)
        self._picture.color(values)
        if same:
            self._lay_out()
        else:
            self.fit()
        self._tell()

    def choose(self, row: int | None, column: int = 0) -> None:
        """Frame a tile; None frames none."""
        self.chosen = None if row is None else (row, column)
        self.update()

    def value(self, cell: Cell) -> Any:
        """The number in a cell, or the three of a colour picture."""
        assert self.values is not None
        return self.values[cell]

    def readout(self) -> str:
        """Index and number under the cursor; empty when nothing is there."""
        if self.values is None or self.pointed is None:
            return ""
        value = self.value(self.pointed)
        text = self.value_text(float(value)) if np.ndim(value) == 0 else ", ".join(str(part) for part in value)
        return f"{self.describe(self.pointed)} = {text}"

    def restyle(self) -> None:
        """Take on the theme's colours."""
        if self.values is not None:
            self._picture.color(self.values)
            self._lay_out()
        self.update()

    # -- zoom

    def fit(self) -> None:
        """Show everything as large as it goes in whole pixels, and go on doing so."""
        self.following = True
        ratio = self.devicePixelRatioF()
        width, height = self._pixels()
        largest = int(_LARGEST_FITTED * theme.scale() * ratio)
        if self.values is not None:
            self.layout_now = Layout(*self.layout_now.grid.fitted(width, height, largest)).placed(width, height)
            self._lay_out()

    def zoom(self, factor: float, place: QPointF | None = None) -> None:
        """Show cells larger or smaller by a factor; the place (in pixels of the widget) stays where it is."""
        if self.values is None:
            return
        ratio = self.devicePixelRatioF()
        at = QPointF(self.width() / 2, self.height() / 2) if place is None else place
        self._show_part(self.layout_now.zoomed(factor, at.x() * ratio, at.y() * ratio, _LARGEST * ratio))

    def sizeHint(self) -> QSize:
        return QSize(200, 140)

    # -- inside

    def _pixels(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)

    def _lay_out(self) -> None:
        """The tiles are others, or lie otherwise."""
        self._picture.lay_out(self.layout_now.grid)
        self._draw()

    def _draw(self) -> None:
        self._picture.draw(self.layout_now, *self._pixels(), self.devicePixelRatioF())
        self.update()

    def _show_part(self, layout: Layout) -> None:
        """Show what the learner has asked for, as far as that leaves no empty margins."""
        self.following = False
        self.layout_now = layout.placed(*self._pixels())
        self._draw()

    def _tell(self) -> None:
        readout = self.readout()
        if readout != self._readout:
            self._readout = readout
            self.readout_changed.emit(readout)

    def _point(self, cell: Cell | None) -> None:
        if cell != self.pointed:
            self.pointed = cell
            self.update()
            self._tell()

    def _rectangle(self, numbers: tuple[float, float, float, float]) -> QRectF:
        ratio = self.devicePixelRatioF()
        return QRectF(*(number / ratio for number in numbers))

    def cell_rectangle(self, cell: Cell) -> QRectF:
        """Where a cell lies, in pixels of the widget."""
        return self._rectangle(self.layout_now.rectangle(cell))

    def cell_under(self, place: QPointF) -> Cell | None:
        """The cell at a place of the widget."""
        if self.values is None:
            return None
        ratio = self.devicePixelRatioF()
        return self.layout_now.cell_at(place.x() * ratio, place.y() * ratio)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ends even if something fails: else Qt crashes
            colors = theme.tokens()
            if self.values is None:
                painter.fillRect(self.rect(), colors.color("surface"))
                return
            painter.drawImage(0, 0, self._picture.image)
            rest = self.layout_now.rest()
            if rest is not None:
                painter.fillRect(self._rectangle(rest), colors.color("surface"))
            self._paint_numbers(painter)
            accent = colors.color("accent")
            if self.chosen is not None:
                painter.setPen(QPen(accent, theme.CHOSEN_LINE))
                painter.drawRect(self._rectangle(self.layout_now.tile_rectangle(*self.chosen)).adjusted(-1, -1, 1, 1))
            if self.pointed is not None:
                box = self.cell_rectangle(self.pointed)
                painter.setPen(QPen(colors.color("surface"), 3))
                painter.drawRect(box)
                painter.setPen(QPen(colors.color("text"), 1))
                painter.drawRect(box)
            if self.hasFocus():
                painter.setPen(QPen(accent, 1))
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def shown_numbers(self) -> list[tuple[Cell, str]]:
        """The cells whose numbers are written, and what is written; empty while cells are too small."""
        if self.values is None or self.values.ndim == 5:
            return []
        side = self.layout_now.cell / self.devicePixelRatioF()
        widest = -self.scale.high if self.scale.low < 0 else self.scale.high
        writers = [cell_numbers.writer(self.values, self.scale.high, digits) for digits in (3, 2)]
        text = next((writer for writer in writers if cell_numbers.fit(side, writer(widest))), None)
        if text is None:
            return []
        cells = self.layout_now.cells_in(*self._pixels())
        return [(cell, text(float(self.value(cell)))) for cell in cells] if len(cells) <= _MOST_NUMBERS else []

    def _paint_numbers(self, painter: QPainter) -> None:
        numbers = self.shown_numbers()
        if not numbers:
            return
        painter.setFont(cell_numbers.font())
        dark = self._picture.are_dark([cell for cell, _ in numbers])
        for on_dark, color in ((True, "#ffffff"), (False, "#1c1e21")):
            painter.setPen(QColor(color))
            for (cell, text), is_dark in zip(numbers, dark, strict=True):
                if is_dark == on_dark:
                    painter.drawText(self.cell_rectangle(cell), Qt.AlignmentFlag.AlignCenter, text)

    # -- data out

    def csv(self) -> str:
        """One row for each number: its index, then its value."""
        if self.values is None:
            return ""
        value_names = ("red", "green", "blue") if self.values.ndim == 5 else ("value",)
        indices = np.indices(self.values.shape[:4]).reshape(4, -1).T.tolist()
        flat = self.values.reshape(len(indices), -1).tolist()
        rows = ([*index, *numbers] for index, numbers in zip(indices, flat, strict=True))
        return export.table([*self.csv_header, *value_names], rows)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.values is None:
            return
        if self.following:
            self.fit()
        else:
            self._show_part(self.layout_now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps and self.values is not None:
            self.zoom(_ZOOM**steps, event.position())
            self._point(self.cell_under(event.position()))
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            moved = event.position() - self._pressed
            if self._dragged or moved.manhattanLength() >= _MOVED:
                self._drag(moved)
                self._pressed = event.position()
                return
        self._point(self.cell_under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.unsetCursor()
        cell = self.cell_under(event.position())
        if not self._dragged and cell is not None:
            self._point(cell)
            self.clicked.emit(cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()

    def _drag(self, moved: QPointF) -> None:
        ratio = self.devicePixelRatioF()
        self._dragged = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._show_part(self.layout_now.moved(moved.x() * ratio, moved.y() * ratio))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._handles(event):
            event.accept()  # while the view has the focus these keys are its own
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._handles(event):
            super().keyPressEvent(event)
        elif key in self.KEYS:
            self._step(*self.KEYS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            place = self.cell_rectangle(self.pointed).center() if self.pointed else None
            self.zoom(1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM, place)
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.pointed is not None:
            self.clicked.emit(self.pointed)

    def _handles(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        others = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_F)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.pointed is not None
        known = event.key() in self.KEYS or event.key() in others or enter
        return known and held == Qt.KeyboardModifier.NoModifier

    def _step(self, down: int, right: int) -> None:
        """Move the cursor one cell on the screen, across gaps; the first press puts it on the first number."""
        if self.values is None:
            return
        cell = self.layout_now.grid.beside(self.pointed, down, right) if self.pointed else Cell(0, 0, 0, 0)
        if cell is not None:
            self._move_to(cell)

    def _move_to(self, cell: Cell) -> None:
        """Put the cursor there and bring it into sight."""
        if not self.following:
            layout = self.layout_now.with_in_sight(cell, *self._pixels())
            if layout != self.layout_now:
                self._show_part(layout)
        self._point(cell)
        self.setAccessibleDescription(self.readout())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.values is None:
            return
        menu = QMenu(self)
        menu.addAction(icons.icon("fit"), tr("Fit"), self.fit).setShortcut("F")
        menu.addSeparator()
        self.exporter.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
