"""The colours of a scale with numbers beside them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lab.spec.units import MINUS, format_number
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import tr
from lab.ui.widgets.color_scale import ColorScale

_WIDTH = 10  # of the colours, in pixels


class ColorBar(QWidget):
    """Upright: the highest number above, 0 where it lies, the lowest below."""

    def __init__(self, scale: ColorScale) -> None:
        super().__init__()
        self.scale = scale
        self._shown: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.follow(self, self._restyle)

    def refresh(self) -> None:
        """The scale may have other limits."""
        shown = (self.scale.kind, self.scale.low, self.scale.high, self.scale.each)
        if shown != self._shown:
            self._shown = shown
            high, zero, low = (*self.labels(), "", "")[:3]
            self.setAccessibleName(tr("Colour scale from {low} to {high}").format(low=low or zero, high=high))
            self.updateGeometry()
            self.update()

    def labels(self) -> tuple[str, ...]:
        """The numbers, from top to bottom."""
        if self.scale.each:
            return (tr("most"), "0", tr("least")) if self.scale.kind == "signed" else (tr("most"), "0")
        if self.scale.kind == "signed":
            return (_round(self.scale.high), "0", _round(self.scale.low))
        return (_round(self.scale.high), _round(self.scale.low))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font("caption", numbers=True))
        width = max(metrics.horizontalAdvance(label) for label in self.labels())
        return QSize(int(_WIDTH + theme.TINY + width + 2), 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ends even if something fails: else Qt crashes
            font = fonts.font("caption", numbers=True)
            painter.setFont(font)
            metrics = painter.fontMetrics()
            half = metrics.height() / 2
            bar = QRectF(0.5, half, _WIDTH, max(self.height() - 2 * half, 10))
            colors = np.ascontiguousarray(self.scale.table()[2:][::-1])
            painter.drawImage(bar, QImage(colors.data, 1, len(colors), 4, QImage.Format.Format_RGB32))
            painter.setPen(QPen(theme.tokens().color("line"), 1))
            painter.drawRect(bar)
            painter.setPen(theme.tokens().color("faint"))
            labels = self.labels()
            for number, label in enumerate(labels):
                y = bar.top() + bar.height() * number / (len(labels) - 1)
                painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + 2, y))
                place = QRectF(bar.right() + theme.TINY, y - half, self.width(), 2 * half)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _round(value: float) -> str:
    """The limits are round numbers: "0.8", not "0.800"."""
    return f"{value:g}".replace("-", MINUS) if value == 0 or 1e-4 <= abs(value) < 1e5 else format_number(value)
