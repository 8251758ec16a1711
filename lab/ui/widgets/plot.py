"""The plot behind the live panels: labelled axes, decimated lines, a readout under the cursor, keys and a menu."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from lab.ui.app import fonts, theme
from lab.ui.app.i18n import labelled, listed, tr
from lab.ui.widgets import export, plot_range
from lab.ui.widgets.plot_axis import Format
from lab.ui.widgets.plot_frame import HALF, PlotFrame
from lab.ui.widgets.plot_legend import Corner, Entry, Legend
from lab.ui.widgets.plot_line import Line, Lines, Values
from lab.ui.widgets.plot_pointer import Pointer

MOST_POINTS = 1000
_BUDGET = 6000  # points of all lines together
_NEAR = 12  # pixels within which a click means a line


class Plot(PlotFrame):
    """Lines over one horizontal axis.

    Whole columns are handed over with `set_data`; at most about 1,000 points of each line are drawn, and `draw` fits
    the axes unless the learner has zoomed.
    """

    pointed = Signal(object)  # the x under the cursor, or None
    line_clicked = Signal(str)
    zoomed = Signal()  # the learner shows another part
    fitted = Signal()  # the learner shows everything again
    logarithmic_changed = Signal(bool)

    KEYS: ClassVar[dict[Qt.Key, str]] = {
        Qt.Key.Key_G: "toggle_logarithmic",
        Qt.Key.Key_F: "fit",
        Qt.Key.Key_Left: "point_left",
        Qt.Key.Key_Right: "point_right",
        Qt.Key.Key_Home: "point_first",
        Qt.Key.Key_End: "point_last",
        Qt.Key.Key_Plus: "zoom_in",
        Qt.Key.Key_Equal: "zoom_in",
        Qt.Key.Key_Minus: "zoom_out",
        Qt.Key.Key_Escape: "point_nowhere",
    }

    def __init__(self, name: str, *, legend: Corner | None = "top right", may_be_logarithmic: bool = True) -> None:
        super().__init__(name)
        self._fitting = False
        self.name = name
        self.lines: dict[str, Line] = {}
        self.logarithmic = False
        self.following = True  # the axes fit the data until the learner zooms
        self.may_be_logarithmic = may_be_logarithmic
        self.runs_on = False  # more points will come: leave a little room, so that the axis need not move each time
        self.x_text: Callable[[float], str] = lambda x: f"{x:g}"
        self.y_limits: tuple[float | None, float | None] = (None, None)  # what the vertical axis always shows
        self._item = Lines()
        self.addItem(self._item, ignoreBounds=True)
        self.pointer = Pointer(self)
        self._legend = Legend(self, legend) if legend else None
        self._view.sigRangeChangedManually.connect(self._on_zoomed)
        self._view.sigXRangeChanged.connect(self._on_range)
        self._built = True
        theme.follow(self, self.restyle)

    # -- what is drawn

    def set_axis(
        self, side: Literal["bottom", "left"], title: str, *, ticks: Format | None = None, whole: bool = False
    ) -> None:
        """Label an axis: the title ends with its unit, as in "Loss (nats)"."""
        axis = self._axes[side]
        axis.whole = whole
        if ticks is not None:
            axis.tick_format = ticks
        if title != axis.labelText:
            axis.setLabel(title)

    def add_line(self, line: Line) -> Line:
        """Add a line, or replace the one with the same key."""
        self.remove_line(line.key)
        self.lines[line.key] = line
        line.restyle()
        self._update_legend()
        return line

    def remove_line(self, key: str) -> None:
        """Remove a line, if there is one of that key."""
        if self.lines.pop(key, None) is not None:
            self._update_legend()

    def set_data(self, key: str, x: Values, y: Values) -> None:
        """The whole columns of a line as they are now; `draw` shows them."""
        length = min(len(x), len(y))
        self.lines[key].update(x[:length], y[:length])

    def clear_data(self) -> None:
        """Forget the points of all lines: another run."""
        for line in self.lines.values():
            line.clear()

    def set_smoothing(self, weight: float) -> None:
        """Weight of the exponential smoothing of the lines that are smoothed; 0 shows only the raw points."""
        for line in self.lines.values():
            line.set_smoothing(weight)

    def emphasise(self, key: str | None) -> None:
        """Draw one line in the accent, above the others."""
        for line in self.lines.values():
            if line.emphasised != (line.key == key):
                line.emphasised = line.key == key
                line.restyle()

    def draw(self) -> None:
        """Show the data handed over, and what is under the cursor."""
        if self.following:
            self._fit_axes()
        self._draw_lines()
        self.pointer.refresh()

    def _draw_lines(self) -> None:
        low, high = self._view.viewRange()[0]
        shown = [line for line in self.lines.values() if line.visible]
        most = int(min(MOST_POINTS, max(2 * self._view.width(), 100), _BUDGET / max(len(shown), 1)))
        for line in shown:
            line.prepare(low, high, max(most, 60), self.logarithmic)
        self._item.show_lines(shown)

    def _show_range(self, x_range: tuple[float, float], y_range: tuple[float, float]) -> None:
        if [list(x_range), list(y_range)] == self._view.viewRange():
            return
        self._fitting = True
        self._view.setRange(xRange=x_range, yRange=y_range, padding=0)
        self._view.updateMatrix()  # else pyqtgraph does it while painting and paints again
        self._fitting = False

    def _on_range(self, *_: object) -> None:
        if not self._fitting:
            self._draw_lines()

    # -- the axes

    def show_axis_text(self, side: Literal["bottom", "left"], shown: bool) -> None:
        """Whether an axis carries numbers and its title; a plot above another with the same axis need not."""
        axis = self._axes[side]
        axis.setStyle(showValues=shown)
        axis.showLabel(shown and bool(axis.labelText))
        if side == "bottom":
            self.plotItem.layout.setContentsMargins(0, HALF, 14, 0 if shown else HALF)

    def show_legend(self, shown: bool) -> None:
        """Whether the lines are named here; a plot beside another with the same lines need not."""
        if self._legend is not None:
            self._legend.wanted = shown
            self._legend.place()

    def fit_left_title(self, height: int) -> int:
        """Break the vertical axis' title into lines where it is longer than this; gives how many lines it has."""
        axis = self._axes["left"]
        metrics = QFontMetrics(fonts.font("caption"))
        axis.break_title(metrics.horizontalAdvance(axis.labelText) + theme.TINY > height)
        return 2 if axis.broken else 1

    def set_left_width(self, width: int) -> None:
        """Room for the vertical axis, so that plots one above the other line up."""
        self._axes["left"].setWidth(width)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Show the vertical axis by powers of ten, or evenly."""
        if logarithmic == self.logarithmic or not self.may_be_logarithmic:
            return
        self.logarithmic = logarithmic
        self._axes["left"].setLogMode(y=logarithmic)
        self.following = True
        self.draw()
        self.logarithmic_changed.emit(logarithmic)

    def toggle_logarithmic(self) -> None:
        """Switch between an even and a logarithmic vertical axis."""
        self.set_logarithmic(not self.logarithmic)

    def fit(self) -> None:
        """Show everything, and go on doing so."""
        if not self.following:
            self.following = True
            self.fitted.emit()
        self.draw()

    def show_x(self, low: float, high: float) -> None:
        """Show this part of the horizontal axis, fitted in height: what a plot beside this one shows."""
        self.following = False
        self._show_range((low, high), self._vertical(low, high))
        self._draw_lines()

    def zoom_in(self) -> None:
        """Show the middle larger."""
        self._zoom(0.8)

    def zoom_out(self) -> None:
        """Show more around."""
        self._zoom(1.25)

    def shown_range(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What is seen: (low, high) of x and of y, in the data's units."""
        (x_low, x_high), (y_low, y_high) = self._view.viewRange()
        if self.logarithmic:
            y_low, y_high = 10.0**y_low, 10.0**y_high
        return (x_low, x_high), (y_low, y_high)

    def _zoom(self, factor: float) -> None:
        self._view.scaleBy((factor, factor))
        self._on_zoomed()

    def _on_zoomed(self, *_: object) -> None:
        self.following = False
        self.zoomed.emit()

    def _fit_axes(self) -> None:
        lines = [line for line in self.lines.values() if line.visible and len(line.points)]
        if lines:
            x_range = plot_range.horizontal(lines, self.runs_on)
            self._show_range(x_range, self._vertical(*x_range))

    def _vertical(self, x_low: float, x_high: float) -> tuple[float, float]:
        lines = [line for line in self.lines.values() if line.visible and len(line.points)]
        return plot_range.vertical(lines, x_low, x_high, self.logarithmic, self.y_limits)

    # -- what is under the cursor

    def point_at(self, x: float | None) -> None:
        """Show the values of all lines at `x`; None shows nothing."""
        self.pointer.show_at(x)

    def readout(self) -> str:
        """What stands under the cursor, as plain text; empty when nothing does."""
        return self.pointer.text()

    def latest_in_words(self) -> str:
        """The last value of each line, for those who listen instead of look."""
        lines = [line for line in self.lines.values() if line.visible and line.title and len(line.points)]
        if not lines:
            return ""
        last = max(float(line.points.x[-1]) for line in lines)
        values = listed(f"{line.title} {line.value_text(float(line.points.y[-1]))}" for line in lines)
        return labelled(self.x_text(last), values)

    def speak(self) -> None:
        """Give the latest values as the accessible description, unless a cursor is being moved."""
        if self.pointer.x is None:
            text = self.latest_in_words()
            if text != self.accessibleDescription():
                self.setAccessibleDescription(text)

    def values_at(self, x: float) -> dict[str, float]:
        """The value of each line at its point nearest to `x`."""
        return {line.key: value for line, _, value in self.pointer.values_at(x)}

    def point_left(self) -> None:
        """Move the cursor one step to the left."""
        self._point_and_tell(self.pointer.stepped(-1))

    def point_right(self) -> None:
        """Move the cursor one step to the right."""
        self._point_and_tell(self.pointer.stepped(1))

    def point_first(self) -> None:
        """Move the cursor to the left end."""
        self._point_and_tell(self.shown_range()[0][0])

    def point_last(self) -> None:
        """Move the cursor to the right end."""
        self._point_and_tell(self.shown_range()[0][1])

    def point_nowhere(self) -> None:
        """Take the cursor away."""
        self._point_and_tell(None)

    def _point_and_tell(self, x: float | None) -> None:
        self.point_at(x)
        self.pointed.emit(x)
        self.setAccessibleDescription(self.readout())

    def device_x(self, x: float) -> float:
        """Where `x` stands, in pixels of the widget."""
        return float(self._view.mapViewToDevice(QPointF(x, self._view.viewRange()[1][0])).x())

    # -- data out

    def csv(self) -> str:
        """All points of all lines, one row for each x, empty where a line has no point there."""
        lines = [line for line in self.lines.values() if line.visible and len(line.points)]
        places = np.unique(np.concatenate([line.points.x for line in lines])) if lines else np.empty(0)
        columns = []
        for line in lines:
            column = np.full(len(places), np.nan)
            column[np.searchsorted(places, line.points.x)] = line.points.y
            columns.append(column.tolist())
        header = [self._axes["bottom"].labelText or "x", *(line.title for line in lines)]
        return export.table(header, zip(places.tolist(), *columns, strict=True))

    def fill_view_menu(self, menu: QMenu) -> None:
        super().fill_view_menu(menu)
        if self.may_be_logarithmic:
            action = menu.addAction(tr("Logarithmic axis"), self.toggle_logarithmic)
            action.setCheckable(True)
            action.setChecked(self.logarithmic)
            action.setShortcut("G")

    # -- looks

    def restyle(self) -> None:
        """Take on the theme's colours."""
        super().restyle()
        for line in self.lines.values():
            line.restyle()
        self.pointer.restyle()
        self._update_legend()

    def _update_legend(self) -> None:
        if self._legend is not None:
            lines = [line for line in self.lines.values() if line.visible and line.title]
            self._legend.show_entries(
                [Entry(line.title, line.shown_color(), "dashed" if line.dashed else "line") for line in lines]
            )

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._update_legend()
            self._draw_lines()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._action(event):
            event.accept()  # while the plot has the focus these keys are its own
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action(event)
        if action is None:
            QWidget.keyPressEvent(self, event)  # pyqtgraph's own view keys would swallow the rest
            return
        getattr(self, action)()
        event.accept()

    def _action(self, event: QKeyEvent) -> str | None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held != Qt.KeyboardModifier.NoModifier or (event.key() == Qt.Key.Key_G and not self.may_be_logarithmic):
            return None
        return self.KEYS.get(Qt.Key(event.key()))

    def clicked_at(self, place: QPointF) -> None:
        key = self.line_near(place)
        if key is not None:
            self.line_clicked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        x = self._view.mapDeviceToView(event.position()).x()
        low, high = self._view.viewRange()[0]
        x = x if low <= x <= high else None
        if x != self.pointer.x:
            self.point_at(x)
            self.pointed.emit(x)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.point_at(None)
        self.pointed.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.point_at(None)
        super().contextMenuEvent(event)

    def line_near(self, place: QPointF) -> str | None:
        """The line within a few pixels of a place of the widget; None when there is none."""
        x = float(self._view.mapDeviceToView(place).x())
        best: tuple[float, str] | None = None
        for key, line in self.lines.items():
            drawn_x, drawn_y = line.drawn
            if not line.visible or not len(drawn_x) or not drawn_x[0] <= x <= drawn_x[-1]:
                continue
            y = float(np.interp(x, drawn_x, drawn_y))
            if math.isnan(y):
                continue
            distance = abs(self._view.mapViewToDevice(QPointF(x, y)).y() - place.y())
            if distance <= _NEAR and (best is None or distance < best[0]):
                best = (distance, key)
        return best[1] if best else None
