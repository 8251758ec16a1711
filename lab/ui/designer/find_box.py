"""Finding a layer on the canvas: what is typed lights all that match, Enter goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from lab.document.graph import Node
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr
from lab.ui.designer import keys

if TYPE_CHECKING:
    from lab.ui.designer.stage import Stage

_WIDTH = 200  # px of the field, before scaling
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBox(QFrame):
    """Lies over the top right of the canvas. Enter: next, Shift+Enter: the one before, Escape: back to the canvas."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._found: list[str] = []
        self._at: str | None = None  # the match that was gone to last
        self.setProperty("role", "card")
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.TINY, theme.TINY, theme.TINY, theme.TINY)
        row.setSpacing(theme.TINY)
        row.addWidget(self.line)
        row.addWidget(self.count)
        self._before, self._next, self._close = QToolButton(), QToolButton(), QToolButton()
        for button, icon, verb in (
            (self._before, "up", lambda: self.go(-1)),
            (self._next, "down", lambda: self.go(1)),
            (self._close, "close", self.leave),
        ):
            button.setIcon(icons.icon(icon))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(verb)
            row.addWidget(button)
        self.hide()
        theme.follow(self, lambda: self.line.setFixedWidth(round(_WIDTH * theme.scale())))
        follow(self, self._retranslate)

    def open(self) -> None:
        """Ask for a name."""
        self._at = None
        self.show()
        self.place()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def leave(self) -> None:
        """Back to the canvas; nothing is lit any more."""
        self._stage.canvas.setFocus()  # first: hiding what has the focus would count as Tab
        self.hide()
        self._light([])

    def place(self) -> None:
        """At the top right of the canvas."""
        self.adjustSize()
        canvas = self._stage.canvas.geometry()
        self.move(canvas.right() - self.width() - theme.MEDIUM, canvas.top() + theme.MEDIUM)

    def search(self) -> None:
        """Light what matches what is typed: by name, id, title or kind, in the order in which the data flow."""
        words = self.line.text().casefold().split()
        graph = self._stage.document.graph
        order = keys.walk_order(graph) if words else []
        self._found = [node_id for node_id in order if _matches(graph.node(node_id), words)]
        self._light(self._found)
        self._show_count()

    def go(self, step: int) -> None:
        """Choose the next match, or the one before; behind the last comes the first."""
        if not self._found:
            return
        start = self._at if self._at in self._found else None
        place = self._found.index(start) + step if start is not None else (0 if step > 0 else -1)
        self._at = self._found[place % len(self._found)]
        self._stage.choose_here(self._at)
        self._show_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.go(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and not self.line.text():
            self.hide()
        return super().eventFilter(watched, event)

    def _light(self, ids: list[str]) -> None:
        lit = set(ids)
        for node_id, item in self._stage.scene.nodes.items():
            item.set_pointed(node_id in lit)

    def _show_count(self) -> None:
        if not self.line.text().strip():
            self.count.clear()
        elif not self._found:
            self.count.setText(tr("no layer"))
        else:
            number = self._found.index(self._at) + 1 if self._at in self._found else 0
            self.count.setText(f"{number} / {len(self._found)}")
        self.place()

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(tr("Find a layer"))
        self.line.setAccessibleName(tr("Find a layer by its name or kind"))
        for button, words in ((self._before, tr("Previous")), (self._next, tr("Next")), (self._close, tr("Close"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._show_count()


def _matches(node: Node, words: list[str]) -> bool:
    """Whether every word is in the node's name, id, title (in English or the learner's language) or kind."""
    everything = f"{node.name} {node.id} {node.kind} {node.layer.title} {term(node.layer.title)}".casefold()
    return all(word in everything for word in words)
