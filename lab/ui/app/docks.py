"""The docks around the canvas: palette, inspector, run settings, and one for each live panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from lab.ui.app.i18n import follow, tr


class Dock(QDockWidget):
    """Movable, floatable, closable; its title follows the language."""

    def __init__(self, window: QMainWindow, name: str, words: Callable[[], str], content: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.words = words
        self.setWidget(content)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        follow(self, self.retitle)

    def retitle(self) -> None:
        """Say the title in the current language."""
        self.setWindowTitle(self.words())
        self.setAccessibleName(self.words())

    def fill(self, words: Callable[[], str], content: QWidget) -> None:
        """Hold this instead of what it held."""
        before = self.widget()
        self.setWidget(content)
        before.deleteLater()
        self.words = words
        self.retitle()

    def reveal(self) -> None:
        """Show it, before the tabs that hide it."""
        self.show()
        self.raise_()


def placeholder() -> QWidget:
    """What stands in a panel's dock until the plots are loaded."""
    label = QLabel()
    label.setProperty("role", "faint")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    follow(label, lambda: label.setText(tr("Loading the plots …")))
    return label
