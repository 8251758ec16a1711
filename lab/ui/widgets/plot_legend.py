"""What the lines of a plot are called, in a corner of the plot while there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lab.ui.app import fonts, theme

Corner = Literal["top right", "bottom right"]
_SAMPLE = 18  # pixels of line before each name
_ROOM = 0.6  # of the plot's size the legend may take


@dataclass(frozen=True)
class Entry:
    """A name and how it is drawn."""

    name: str
    color: QColor
    kind: Literal["line", "dashed", "dot"] = "line"


class Framed(Protocol):
    """A plot that knows where the area inside its axes is."""

    def inside(self) -> QRectF:
        """In pixels of the widget."""
        ...


class Legend(QWidget):
    """Names behind short pieces of their lines; nothing is caught by it, so the plot below stays in reach."""

    def __init__(self, plot: QWidget, corner: Corner) -> None:
        super().__init__(plot)
        self._plot: Framed = plot  # type: ignore[assignment]
        self._corner = corner
        self._entries: list[Entry] = []
        self.wanted = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def names(self) -> list[str]:
        """What is named, from top to bottom."""
        return [entry.name for entry in self._entries]

    def show_entries(self, entries: list[Entry]) -> None:
        """Name these."""
        self._entries = entries
        self.place()
        self.update()

    def place(self) -> None:
        """Go to the corner, or hide when the plot is too small."""
        metrics = QFontMetricsF(fonts.font("caption"))
        width = max((metrics.horizontalAdvance(name) for name in self.names), default=0) + _SAMPLE + 2 * theme.SMALL
        height = metrics.height() * len(self._entries) + theme.TINY
        inside = self._plot.inside()
        fits = width <= _ROOM * inside.width() and height <= _ROOM * inside.height()
        self.setVisible(self.wanted and bool(self._entries) and fits)
        top = inside.top() + theme.TINY if self._corner == "top right" else inside.bottom() - height - theme.TINY
        self.setGeometry(QRectF(inside.right() - width - theme.TINY, top, width, height).toRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ends even if something fails: else Qt crashes
            colors = theme.tokens()
            surface = QColor(colors.surface)
            surface.setAlpha(215)
            painter.fillRect(self.rect(), surface)
            painter.setFont(fonts.font("caption"))
            row = painter.fontMetrics().height()
            for number, entry in enumerate(self._entries):
                top = theme.TINY / 2 + number * row
                pen = QPen(entry.color, 6 if entry.kind == "dot" else 2)
                if entry.kind == "dashed":
                    pen.setDashPattern([2.5, 1.5])
                painter.setPen(pen)
                middle = top + row / 2
                if entry.kind == "dot":
                    painter.drawPoint(QPointF(theme.TINY + _SAMPLE / 2, middle))
                else:
                    painter.drawLine(QPointF(theme.TINY, middle), QPointF(theme.TINY + _SAMPLE - 4, middle))
                painter.setPen(colors.color("text"))
                painter.drawText(QPointF(_SAMPLE + theme.SMALL, top + painter.fontMetrics().ascent()), entry.name)
