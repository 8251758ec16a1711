"""The vertical line under the cursor of a plot and the values of all lines there."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from lab.ui.app import fonts, theme
from lab.ui.app.i18n import labelled, tr

if TYPE_CHECKING:
    from lab.ui.widgets.plot import Plot
    from lab.ui.widgets.plot_line import Line

_STEPS = 100  # key presses from one end of the axis to the other
_MOST_ROWS = 12  # with more lines, those whose values are nearest to the emphasised one would not be found anyway


class Pointer:
    """Follows the mouse, or the arrow keys, and stays where it is while new points come in."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.x: float | None = None
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.setZValue(10)
        self._line.hide()
        plot.addItem(self._line, ignoreBounds=True)
        self._label = QLabel(plot)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.hide()

    def show_at(self, x: float | None) -> None:
        """Show the values at `x`; None shows nothing."""
        self.x = x
        rows = [] if x is None else self.values_at(x)
        self._line.setVisible(bool(rows))
        self._label.setVisible(bool(rows))
        if x is None or not rows:
            return
        self._line.setValue(x)
        self._label.setText(self._rich(x, rows))
        self._label.adjustSize()
        place = int(self._plot.device_x(x))
        left = place + theme.MEDIUM
        if left + self._label.width() > self._plot.width():
            left = max(place - theme.MEDIUM - self._label.width(), 0)
        self._label.move(left, theme.SMALL)
        self._label.raise_()

    def refresh(self) -> None:
        """There are new points: the values may be others."""
        if self.x is not None:
            self.show_at(self.x)

    def values_at(self, x: float) -> list[tuple[Line, str, float]]:
        """Each visible line with its value at its point nearest to `x`, in words (raw, smoothed) and as a number."""
        found = []
        for line in self._plot.lines.values():
            index = line.points.nearest(x)
            if index is None or not line.visible or math.isnan(value := float(line.points.y[index])):
                continue
            text = line.value_text(value)
            if line.smoothing:
                smooth = line.value_text(float(line.smooth.y[index]))
                text = tr("{value} (smooth {smooth})").format(value=text, smooth=smooth)
            found.append((line, text, value))
        return found

    def text(self) -> str:
        """What is shown, as plain text; empty when nothing is."""
        if self.x is None or not (rows := self.values_at(self.x)):
            return ""
        return "\n".join([self._x_text(self.x), *(labelled(line.title, text) for line, text, _ in rows)])

    def stepped(self, direction: int) -> float | None:
        """Where a key press to the left (-1) or right (1) leads."""
        points = self._longest()
        low, high = self._plot.shown_range()[0]
        if points is None or self.x is None:
            return high if direction < 0 else low
        here = points.points.nearest(self.x)
        there = points.points.nearest(self.x + direction * (high - low) / _STEPS)
        if here is None or there is None:
            return None
        if here == there:  # zoomed in: the next point
            there = min(max(here + direction, 0), len(points.points) - 1)
        return float(points.points.x[there])

    def restyle(self) -> None:
        """Take on the theme's colours."""
        colors = theme.tokens()
        self._line.setPen(pg.mkPen(colors.faint, width=1))
        self._label.setFont(fonts.font("caption", numbers=True))
        self._label.setStyleSheet(
            f"background: {colors.surface}; color: {colors.text}; border: 1px solid {colors.line};"
            f"border-radius: {theme.RADIUS}px; padding: 2px {theme.TINY}px;"
        )

    def _longest(self) -> Line | None:
        lines = [line for line in self._plot.lines.values() if line.visible and len(line.points)]
        return max(lines, key=lambda line: len(line.points), default=None)

    def _x_text(self, x: float) -> str:
        """In words, the place of the nearest point of the line with most points."""
        longest = self._longest()
        index = longest.points.nearest(x) if longest else None
        return self._plot.x_text(x if longest is None or index is None else float(longest.points.x[index]))

    def _rich(self, x: float, rows: list[tuple[Line, str, float]]) -> str:
        if len(rows) > _MOST_ROWS:
            chosen = [row for row in rows if row[0].emphasised]
            rows = [*chosen, *(row for row in rows if not row[0].emphasised)][:_MOST_ROWS]
        cells = "".join(
            f"<tr><td><span style='color:{line.shown_color().name()}'>{'┅' if line.dashed else '━'}</span></td>"
            f"<td>&nbsp;{html.escape(line.title)}&nbsp;&nbsp;</td><td align='right'>{html.escape(text)}</td></tr>"
            for line, text, _ in rows
        )
        return f"<b>{html.escape(self._x_text(x))}</b><table cellspacing='0'>{cells}</table>"
