"""A mosaic with its colour bar beside it and, below, what is under the cursor or a summary."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lab.ui.app import theme
from lab.ui.widgets.color_bar import ColorBar
from lab.ui.widgets.elided import ElidedLabel
from lab.ui.widgets.tensor_view import TensorView, Values


class TensorFrame(QWidget):
    """`summary` stands in the footer while nothing is under the cursor."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.view = TensorView(name)
        self.bar = ColorBar(self.view.scale)
        self.footer = ElidedLabel()
        self._summary = ""
        self.view.readout_changed.connect(self._show)
        row = self._row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.view, 1)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addLayout(row, 1)
        column.addWidget(self.footer)

    def set_values(self, values: Values | None, summary: str, *, wrap: bool = False) -> None:
        """Show these numbers, and say this of them while no single one is looked at."""
        self._summary = summary
        self.view.set_values(values, wrap=wrap)
        self.bar.setVisible(values is not None)
        self.bar.refresh()
        self._show()

    def replace_view(self, holder: QWidget) -> None:
        """Put a widget that holds the view, and perhaps others in turn, in its place."""
        self._row.insertWidget(0, holder, 1)

    def say(self, readout: str) -> None:
        """Show the readout of another widget while there is one."""
        self.footer.setText(readout or self.view.readout() or self._summary)

    def set_summary(self, summary: str) -> None:
        """Say something else while no single number is looked at."""
        self._summary = summary
        self._show()

    def _show(self, *_: object) -> None:
        text = self.view.readout() or self._summary
        if text != self.footer.text():
            self.footer.setText(text)
