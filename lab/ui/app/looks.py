"""Theme, language and motion: switched for the whole program at once, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from lab.spec.events import Event
from lab.ui.app import i18n, theme

if TYPE_CHECKING:
    from lab.ui.app.settings import Settings


class Looks:
    """One for all windows. `changed` after each switch, so that every menu ticks what holds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.changed: Event[[]] = Event()

    def apply(self) -> None:
        """Dress the application as it was left."""
        i18n.set_language(self.settings.language)
        theme.reduce_motion(self.settings.reduce_motion)
        self._dress()

    def set_theme(self, mode: theme.Mode) -> None:
        """ "system", "light" or "dark"."""
        self.settings.theme = mode
        self._dress()

    def set_projector(self, on: bool) -> None:
        """Everything half as large again."""
        self.settings.projector = on
        self._dress()

    def set_reduce_motion(self, on: bool) -> None:
        """Nothing moves on its own."""
        self.settings.reduce_motion = on
        theme.reduce_motion(on)
        self.changed()

    def set_language(self, name: str) -> None:
        """ "system", "en" or "zh_CN"."""
        self.settings.language = name
        i18n.set_language(name)
        self.changed()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.settings.theme, projector=self.settings.projector)
        self.changed()
