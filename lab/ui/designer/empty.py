"""What an empty canvas says: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, tr


class EmptyNotice(QWidget):
    """Lies over the middle of the canvas and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.text.setProperty("role", "faint")
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.MEDIUM)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self.text)
        layout.addStretch(1)
        theme.follow(self, self._restyle)
        follow(self, self._retranslate)

    def _restyle(self) -> None:
        self._icon.setPixmap(icons.pixmap("network", 40, "faint", self.devicePixelRatioF()))

    def _retranslate(self) -> None:
        self.text.setText(tr("Drag an Input from the left, or press Enter on a tile."))
