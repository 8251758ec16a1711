"""What a live panel is: it works only while it is seen, and says in words why it has nothing to show."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from lab.spec.errors import LabError
from lab.ui.app import i18n, theme
from lab.ui.app.i18n import tr
from lab.ui.app.turns import soon
from lab.ui.panels.entries import TITLES

if TYPE_CHECKING:
    from lab.engine.snapshot import Interest
    from lab.ui.app.session import Session

P = TypeVar("P", bound="type[Panel]")
_known: dict[str, type[Panel]] = {}
_SPEAK_EVERY = 2000  # ms between new accessible descriptions while training, so that a screen reader can follow


def register_panel(cls: P) -> P:
    """Make a panel known under its kind; the window makes one dock for each of `entries`, in that order."""
    _known.setdefault(cls.kind, cls)
    return cls


def known_panels() -> list[type[Panel]]:
    """All panels registered so far, in their order."""
    return [_known[kind] for kind in TITLES if kind in _known]


@dataclass(frozen=True)
class Notice:
    """What stands in a panel that has nothing to show: a sentence that says what to do, and a button that does it."""

    text: str
    action: str = ""
    do: Callable[[], object] | None = None


def preparing() -> Notice:
    """The notice while the run is being prepared."""
    return Notice(tr("Preparing the network …"))


class Panel(QWidget):
    """Base of the live panels. A panel overrides `build`, `interest`, `notice`, `refresh` and `words`.

    Only a visible panel is refreshed, in a turn of the event loop of its own, and only a visible panel's interest
    reaches the trainer.
    """

    kind: ClassVar[str]
    icon_name: ClassVar[str]
    uses_run: ClassVar[bool] = True  # shows values of the run, which may be older than the network

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.runner = session.runner
        self._shown = False
        self._do: Callable[[], object] | None = None
        self._spoken = QElapsedTimer()

        self._stale = QLabel(wordWrap=True)
        self._stale.setProperty("role", "warning")
        self._stale.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        self._stale.hide()

        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        self.body.setSpacing(theme.TINY)
        self.notice_text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.notice_text.setProperty("role", "faint")
        self.notice_button = QPushButton()
        self.notice_button.clicked.connect(self._act)
        self._stack = QStackedLayout()
        self._stack.addWidget(content)
        self._stack.addWidget(self._make_notice())

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stale)
        layout.addLayout(self._stack, 1)

        self.build()
        for signal in (
            self.runner.updated,
            self.runner.state_changed,
            session.sample_changed,
            session.samples_changed,
            session.chosen_changed,
            session.document_edited,
        ):
            signal.connect(self._on_news)
        session.document_replaced.connect(self._on_document)
        theme.follow(self, self._on_theme)
        i18n.follow(self, self._on_language)

    # -- what a panel says of itself

    @abstractmethod
    def build(self) -> None:
        """Put the widgets into `self.body`; called once."""

    @classmethod
    def title(cls) -> str:
        """The name of the panel in the current language."""
        return TITLES[cls.kind]()

    def interest(self) -> Interest | None:
        """What the trainer shall copy while this panel is seen."""
        return None

    def notice(self) -> Notice | None:
        """What to say instead of the content; None when there is something to show."""
        return None

    @abstractmethod
    def refresh(self) -> None:
        """Show what there is now. Called only while visible, and only when `notice()` is None."""

    def forget(self) -> None:
        """Another document is open: nothing of the one before stays for the moment that an answer takes."""

    def retranslate(self) -> None:
        """Set the panel's fixed texts anew: the language has changed (called once at the start, too)."""

    def restyle(self) -> None:
        """Take on the theme's colours: the theme has changed. A refresh follows."""

    def words(self) -> str:
        """The latest values as a sentence, for those who listen instead of look."""
        return ""

    def speak(self) -> None:
        """Describe single views in words, too: called as often as a listener can follow."""

    # -- for the panels

    def update_now(self) -> None:
        """Tell the trainer what this panel wants to see and show what there is; nothing happens while hidden."""
        if not self._shown:
            return
        self.runner.watch(self, self.interest())
        notice = self.notice()
        self._show_notice(notice)
        stale = notice is None and self.uses_run and self.runner.stale
        if stale:
            self._stale.setText(tr("The network was edited since this run. These values are from before the edit."))
        self._stale.setVisible(stale)
        if notice is None:
            self.refresh()
        self._speak(notice)

    def tell(self, error: LabError) -> None:
        """Say in the window's banner what went wrong."""
        self.session.message.emit(error.message, "error")

    @property
    def is_watching(self) -> bool:
        """Whether somebody sees this panel, so that it works."""
        return self._shown

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shown = True
        self.update_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shown = False
        self.runner.watch(self, None)

    # -- inside

    def _make_notice(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.HUGE, theme.SMALL, theme.HUGE, theme.SMALL)
        column.addStretch(1)
        column.addWidget(self.notice_text)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.notice_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return holder

    def _show_notice(self, notice: Notice | None) -> None:
        if notice is not None:
            self.notice_text.setText(notice.text)
            self.notice_button.setText(notice.action)
            self.notice_button.setVisible(notice.do is not None)
            self._do = notice.do
        self._stack.setCurrentIndex(0 if notice is None else 1)

    def _act(self) -> None:
        if self._do is not None:
            self._do()

    def _speak(self, notice: Notice | None) -> None:
        if self.runner.state.name == "TRAINING" and self._spoken.isValid() and self._spoken.elapsed() < _SPEAK_EVERY:
            return
        self._spoken.start()
        text = notice.text if notice else self.words()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
        if notice is None:
            self.speak()

    def _on_news(self, *_: object) -> None:
        if self._shown:
            soon(self, self.update_now)

    def _on_document(self) -> None:
        """At once: the canvas, which shows the new network already, may keep the event loop busy for a while."""
        self.forget()
        if self.uses_run:
            self._stale.hide()
            self._show_notice(preparing())
        self._on_news()

    def _on_theme(self) -> None:
        self.restyle()
        self.update_now()

    def _on_language(self) -> None:
        self.setAccessibleName(self.title())
        self.retranslate()
        self.update_now()
