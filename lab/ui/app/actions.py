"""Every command of a window, declared once: menus, toolbar, help page and command palette are made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QWidget

from lab.ui.app import icons
from lab.ui.app.i18n import follow

Keys = QKeySequence.StandardKey | str
Words = Callable[[], str]


@dataclass(frozen=True)
class Command:
    """One command: `section` is the menu it belongs to, `action` its QAction."""

    name: str
    section: Words
    words: Words
    hint: Words
    action: QAction

    @property
    def keys(self) -> str:
        """Its shortcut as this platform writes it; empty if it has none."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The commands of one window by name, in the order in which they were added."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self.section: Words = lambda: ""  # of what is added next

    def add(
        self,
        name: str,
        words: Words,
        do: Callable[[], object],
        *,
        icon: str = "",
        keys: Keys | Iterable[Keys] = (),
        hint: Words | None = None,
        checkable: bool = False,
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        """Declare a command. `hint` says in a sentence what it does, where the words do not."""
        action = QAction(self._window)
        action.setObjectName(name)
        action.setMenuRole(role)
        action.setCheckable(checkable)
        action.setShortcuts(_sequences(keys))
        if icon:
            action.setIcon(icons.icon(icon))
        action.triggered.connect(lambda: do())
        command = Command(name, self.section, words, hint or words, action)
        self._commands[name] = command
        self._window.addAction(action)
        follow(action, lambda: _write(command))
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._commands[name].action

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def rewrite(self, name: str) -> None:
        """The words of a command are different now."""
        _write(self._commands[name])


def _write(command: Command) -> None:
    words = command.words()
    command.action.setText(words.replace("&", "&&"))
    command.action.setIconText(words)
    hint = command.hint()
    command.action.setToolTip(f"{hint} ({command.keys})" if command.keys else hint)
    command.action.setStatusTip("")


def _sequences(keys: Keys | Iterable[Keys]) -> list[QKeySequence]:
    """Shortcuts, the first one for the menu. A standard key brings all of its platform's."""
    each = [keys] if isinstance(keys, QKeySequence.StandardKey | str) else list(keys)
    found: list[QKeySequence] = []
    for key in each:
        found += QKeySequence.keyBindings(key) if isinstance(key, QKeySequence.StandardKey) else [QKeySequence(key)]
    return [sequence for sequence in dict.fromkeys(found) if not sequence.isEmpty()]


class PressFirst(QObject):
    """Space presses the button (opens the list, ticks the box) that has the focus, before it is a shortcut."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Only what has the focus is listened to: a filter for everything would be slow."""
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, QAbstractButton | QComboBox | QAbstractSlider):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)
