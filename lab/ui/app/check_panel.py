"""The check before training as a panel: every issue with its sentence, the layer it is about, and what mends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lab.document.advice import Issue
from lab.ui.app import icons, theme
from lab.ui.app.check_words import count_words, severity_icon, severity_word
from lab.ui.app.i18n import follow, labelled, listed, tr, translate
from lab.ui.app.turns import soon

if TYPE_CHECKING:
    from lab.ui.app.checker import Checker
    from lab.ui.app.session import Session


class IssueCard(QFrame):
    """One issue. With the keys on it its layer is chosen; Enter mends it, the arrow keys go to its neighbours."""

    reached = Signal()
    show_asked = Signal()
    mend_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, issue: Issue, name: str) -> None:
        super().__init__()
        self.issue = issue
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kind, color = severity_icon(issue.severity)
        icon = QLabel(alignment=Qt.AlignmentFlag.AlignTop)
        side = round(18 * theme.scale())
        icon.setPixmap(icons.pixmap(kind, side, color, self.devicePixelRatioF()))
        self.sentence = QLabel(translate(issue.message), wordWrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(theme.SMALL)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(icon)
        row.addWidget(self.sentence, 1)
        column.addLayout(row)
        column.addLayout(self._buttons(name))
        parts = [part for part in (severity_word(issue.severity), name) if part]
        self.setAccessibleName(labelled(listed(parts), self.sentence.text()))

    def _buttons(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.show_button = QPushButton(tr("Show"))
        self.show_button.setAccessibleName(tr("Show {layer}").format(layer=name))
        self.show_button.setVisible(bool(name))
        self.show_button.clicked.connect(self.show_asked)
        mend = self.issue.mend
        self.mend_button = QPushButton(translate(mend.title) if mend is not None else "")
        self.mend_button.setMinimumWidth(theme.HUGE)  # in a narrow dock the tooltip has the rest
        self.mend_button.setToolTip(self.mend_button.text())
        self.mend_button.setVisible(mend is not None)
        self.mend_button.setProperty("accent", self.issue.severity == "error")
        self.mend_button.clicked.connect(self.mend_asked)
        row.addWidget(self.mend_button)
        row.addWidget(self.show_button)
        row.addStretch(1)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mend_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()
        self._dress(theme.tokens().accent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dress("")

    def _dress(self, color: str) -> None:
        self.setStyleSheet(f'QFrame[role="card"] {{ border-color: {color}; }}' if color else "")


class CheckPanel(QWidget):
    """All issues of a session, the gravest first; `show_asked` carries the layer that the learner wants to go to."""

    show_asked = Signal(str)

    def __init__(self, session: Session, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._checker = session, checker
        self.cards: list[IssueCard] = []
        self.summary = QLabel(wordWrap=True)
        self.summary.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, 0)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        self._list.setSpacing(theme.SMALL)
        self._list.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self._scroll, 1)
        checker.changed.connect(self._fill)
        theme.follow(self, self._fill)
        follow(self, self._retranslate)

    def show_first(self) -> None:
        """Go to the gravest issue and choose its layer."""
        self._checker.refresh()
        if self.cards:
            self._session.choose(self.cards[0].issue.node)
        soon(self, self._go_to_first)  # once the dock is there

    def _go_to_first(self) -> None:
        self._go_to(0)

    def _fill(self) -> None:
        """Make the cards anew; the keys stay where they were."""
        keys = self.window().focusWidget()
        held = [keys in (card, card.mend_button, card.show_button) for card in self.cards]
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, issue in enumerate(self._checker.issues):
            card = IssueCard(issue, self._name(issue))
            card.reached.connect(partial(self._session.choose, issue.node))
            card.show_asked.connect(partial(self.show_asked.emit, issue.node))
            card.mend_asked.connect(partial(self._checker.mend, issue))
            card.step_asked.connect(lambda step, number=number: self._go_to(number + step))
            self._list.insertWidget(number, card)
            card.show()  # now, so that it can take the keys
            self.cards.append(card)
        self.summary.setText(self._words())
        if True in held:
            self._go_to(min(held.index(True), len(self.cards) - 1))

    def _name(self, issue: Issue) -> str:
        """What the layer is called that an issue is about: a layer of the network, or one in a block."""
        document = self._session.document
        if issue.node is None:
            return ""
        graph = document.graph if issue.node in document.graph else document.unfolded
        return graph.node(issue.node).name

    def _words(self) -> str:
        if not len(self._session.document.graph):
            return tr("There is no network yet.")
        return count_words(self._checker.issues)

    def _go_to(self, number: int) -> None:
        if not self.cards:
            self.setFocus()
        elif 0 <= number < len(self.cards):
            self.cards[number].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.cards[number])

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Check"))
        self._fill()
