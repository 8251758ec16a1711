"""A line of text that gives way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lab.ui.app import theme


class ElidedLabel(QWidget):
    """A line of text that is cut with an ellipsis where it does not fit; then the tooltip has all of it."""

    def __init__(self, color: str = "text") -> None:
        super().__init__()
        self.text = ""
        self._color = color  # a token of the theme
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """What to show."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def set_color(self, token: str) -> None:
        """In which colour of the theme."""
        if token != self._color:
            self._color = token
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens().color(self._color))
        shown = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        self.setToolTip(self.text if shown != self.text else "")
