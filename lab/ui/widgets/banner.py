"""Messages that lie above the work and do not interrupt it: what happened, in words, and buttons that help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, tr, translate

Kind = Literal["info", "warning", "error"]
Words = Message | LabError | Callable[[], str]  # what can be said again in another language

_COLORS: dict[Kind, str] = {"info": "accent", "warning": "warning", "error": "error"}


@dataclass(frozen=True)
class Action:
    """A button of a banner: `words` and what it does. `accent` for the one that helps most."""

    words: Callable[[], str]
    do: Callable[[], object]
    accent: bool = False
    closes: bool = True


class Banner(QFrame):
    """One message. `closed` comes when the learner has closed it or taken an action that closes it.

    `lasting`: it is about more than the document that is open.
    """

    closed = Signal()

    def __init__(self, kind: Kind, words: Words, actions: Sequence[Action] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._words = words
        self._count = 1
        self.lasting = False
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        icon = QLabel()
        theme.follow(icon, lambda: icon.setPixmap(self._icon()))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setIcon(icons.icon("close", "faint"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self.close_banner)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.SMALL, theme.SMALL)
        layout.setSpacing(theme.SMALL)
        layout.addWidget(icon)
        layout.addWidget(self._text, 1)
        for action in actions:
            layout.addWidget(self._button(action))
        layout.addWidget(self._close)
        theme.follow(self, self._dress)
        follow(self, self._retranslate)

    @property
    def text(self) -> str:
        """What stands in the banner now."""
        return self._text.text()

    def set_count(self, count: int) -> None:
        """How often it has happened; shown from the second time on."""
        self._count = count
        self._retranslate()

    def close_banner(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()

    def announce(self) -> None:
        """Have a screen reader say it."""
        event = QAccessibleAnnouncementEvent(self, self.text)
        if self.kind == "error":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_banner()
            return
        super().keyPressEvent(event)

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton()
        button.setProperty("accent", action.accent)
        follow(button, lambda: button.setText(action.words()))

        def press() -> None:
            action.do()
            if action.closes:
                self.close_banner()

        button.clicked.connect(press)
        return button

    def _icon(self) -> QPixmap:
        size = round(18 * theme.scale())
        return icons.pixmap(self.kind, size, _COLORS[self.kind], self.devicePixelRatioF())

    def _dress(self) -> None:
        colors = theme.tokens()
        color = getattr(colors, _COLORS[self.kind])
        ground = theme.mix(colors.surface, color, 0.08)
        self.setStyleSheet(
            f"QFrame#banner {{ background: {ground}; border: 1px solid {theme.mix(colors.line, color, 0.5)};"
            f" border-radius: {theme.RADIUS}px; }}"
        )

    def _retranslate(self) -> None:
        words = self._words
        said = translate(words) if isinstance(words, Message | LabError) else words()
        if self._count > 1:
            said = tr("{message} ({count} times)").format(message=said, count=self._count)
        self._text.setText(said)
        self.setAccessibleName(said)
        self._close.setToolTip(tr("Close this message"))
        self._close.setAccessibleName(tr("Close this message"))


class Banners(QWidget):
    """The messages of a window, one under the other; no height while there are none."""

    MOST = 3  # at once; the oldest goes first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[str, Banner] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.TINY)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(
        self, kind: Kind, words: Words, actions: Sequence[Action] = (), key: str = "", *, lasting: bool = False
    ) -> Banner:
        """Show a message; one with the same key, or the same words, takes the place of the one before.

        A `lasting` one is not about the document: it stays when another is opened, and makes no room for others.
        """
        key = key or (words() if callable(words) else str(words))
        self.forget(key)
        passing = [other for other, banner in self._banners.items() if not banner.lasting]
        for other in passing[: max(0, len(self._banners) + 1 - self.MOST)]:
            self.forget(other)
        banner = Banner(kind, words, actions, self)
        banner.lasting = lasting
        banner.closed.connect(lambda: self.forget(key, banner))
        self._banners[key] = banner
        self._layout.addWidget(banner)
        self.show()
        banner.announce()
        return banner

    def shown(self, key: str) -> Banner | None:
        """The message of that key, if it is shown."""
        return self._banners.get(key)

    def banners(self) -> list[Banner]:
        """The messages that are shown, the oldest first."""
        return list(self._banners.values())

    def forget(self, key: str, banner: Banner | None = None) -> None:
        """Take a message away, if it is there."""
        if banner is not None and self._banners.get(key) is not banner:
            return
        gone = self._banners.pop(key, None)
        if gone is not None:
            gone.hide()
            self._layout.removeWidget(gone)
            gone.deleteLater()
        self.setVisible(bool(self._banners))
