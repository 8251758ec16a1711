"""A sentence at the cursor: why something cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from lab.ui.app import theme
from lab.ui.designer import words

_WIDEST = 300  # px, before scaling
_READ = 6000  # ms that an explanation stays


class Hint(QLabel):
    """Lies over the canvas and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(theme.SMALL, 6, theme.SMALL, 6)
        self._timer = QTimer(self, singleShot=True, interval=_READ)
        self._timer.timeout.connect(self.hide)
        theme.follow(self, self._restyle)
        self.hide()

    def show_at(self, place: QPoint, text: str, *, lasting: bool = False) -> None:
        """Say it beside a place of the canvas; a lasting hint stays until it is hidden."""
        self.setText(words.unbroken(text))
        metrics = self.fontMetrics()
        widest = round(_WIDEST * theme.scale())
        self.setFixedWidth(min(metrics.horizontalAdvance(text) + 2 * theme.SMALL + 6, widest))
        self.setFixedHeight(self.heightForWidth(self.width()))
        area = self._area.rect()
        x = min(place.x() + 16, area.right() - self.width() - theme.SMALL)
        y = place.y() + 20
        if y + self.height() > area.bottom() - theme.SMALL:
            y = place.y() - self.height() - theme.SMALL
        self.move(max(x, theme.SMALL), max(y, theme.SMALL))
        self.show()
        self.raise_()
        if lasting:
            self._timer.stop()
        else:
            self._timer.start()

    def hide(self) -> None:
        """Nothing more to say."""
        self._timer.stop()
        super().hide()

    def _restyle(self) -> None:
        colors = theme.tokens()
        self.setStyleSheet(
            f"color: {colors.text}; background: {colors.surface}; border: 1px solid {colors.error};"
            f"border-radius: {theme.RADIUS}px;"
        )
