"""The zoom control over the bottom right corner of the canvas: − 100 % + fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, tr


class ZoomBar(QFrame):
    """Announces what was pressed; `show_zoom` tells it what to show."""

    out_pressed = Signal()
    natural_pressed = Signal()
    in_pressed = Signal()
    fit_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self.out_button, self.natural_button, self.in_button, self.fit_button = (QToolButton() for _ in range(4))
        for button, icon, signal in (
            (self.out_button, "zoom_out", self.out_pressed),
            (self.natural_button, "", self.natural_pressed),
            (self.in_button, "zoom_in", self.in_pressed),
            (self.fit_button, "fit", self.fit_pressed),
        ):
            if icon:
                button.setIcon(icons.icon(icon))
            button.clicked.connect(signal)
            layout.addWidget(button)
        self._zoom = 1.0
        theme.follow(self, self._restyle)
        follow(self, self._retranslate)

    def show_zoom(self, zoom: float) -> None:
        """The zoom is this now."""
        self._zoom = zoom
        self.natural_button.setText(f"{round(100 * zoom)} %")
        widest = self.natural_button.fontMetrics().horizontalAdvance("300 %")
        self.natural_button.setMinimumWidth(widest + 2 * theme.SMALL)
        self.adjustSize()

    def _restyle(self) -> None:
        side = round(16 * theme.scale())
        for button in (self.out_button, self.in_button, self.fit_button):
            button.setIconSize(QSize(side, side))
        self.show_zoom(self._zoom)

    def _retranslate(self) -> None:
        for button, words in (
            (self.out_button, tr("Zoom out")),
            (self.natural_button, tr("Natural size")),
            (self.in_button, tr("Zoom in")),
            (self.fit_button, tr("Show the whole network")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
