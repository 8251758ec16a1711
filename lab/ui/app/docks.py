"""The docks around the canvas: palette, inspector, run settings, and one for each live panel."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from lab.ui.app.i18n import follow, tr
from lab.ui.panels.entries import ENTRIES

if TYPE_CHECKING:
    from lab.ui.app.session import Session


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

    def fill(self, content: QWidget) -> None:
        """Hold this instead of what it held."""
        before = self.widget()
        self.setWidget(content)
        before.deleteLater()

    def reveal(self) -> None:
        """Show it, before the tabs that hide it."""
        self.show()
        self.raise_()


class Docks(dict[str, Dock]):
    """All docks of a window, by their names."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window

    def add(self, name: str, words: Callable[[], str], content: QWidget) -> Dock:
        """One more; it has no place in the window yet."""
        dock = self[name] = Dock(self._window, name, words, content)
        return dock

    def add_placeholders(self, names: Collection[str]) -> None:
        """Those of these that hold a panel, which is loaded later."""
        for entry in ENTRIES:
            if entry.kind in names:
                self.add(entry.kind, entry.title, _placeholder())

    def fill_panels(self, session: Session) -> list[Callable[[], None]]:
        """The steps that load the plots and put each live panel into its dock."""
        from lab.ui import panels

        def fill(cls: type[panels.Panel]) -> None:
            dock = self.get(cls.kind)
            content = cls(session)
            if dock is None:
                dock = self.add(cls.kind, cls.title, content)
                if not self._window.restoreDockWidget(dock):
                    self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
                    dock.hide()
            else:
                dock.fill(content)

        return [functools.partial(fill, cls) for cls in panels.discover()]


def _placeholder() -> QWidget:
    """What stands in a panel's dock until the plots are loaded."""
    label = QLabel()
    label.setProperty("role", "faint")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    follow(label, lambda: label.setText(tr("Loading the plots …")))
    return label
