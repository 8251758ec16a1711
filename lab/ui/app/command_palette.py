"""Finds any command, layer, template or data set by name: Ctrl+K, type, Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr

WIDTH, ROWS, MOST = 560, 9, 60


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `also` holds further words that find it."""

    title: str
    section: str
    do: Callable[[], object]
    keys: str = ""
    icon: QIcon | None = None
    also: str = ""


def rank(query: str, entry: Entry) -> int | None:
    """How well an entry fits, small is better; None if it does not fit.

    Every word of the query must be in the title, the section or the further words; else its letters in their order
    in the title.
    """
    words, title = query.casefold().split(), entry.title.casefold()
    everything = f"{title} {entry.section} {entry.also}".casefold()
    if not words:
        return 0
    if all(word in everything for word in words):
        if title.startswith(words[0]):
            return 0
        return 1 if f" {words[0]}" in title else 2 if words[0] in title else 3
    letters = iter(title)
    return 4 if all(letter in letters for word in words for letter in word) else None


class CommandPalette(QFrame):
    """Lies over the top of the window until something is chosen or the focus goes elsewhere."""

    def __init__(self, window: QWidget, entries: Callable[[], list[Entry]]) -> None:
        super().__init__(window)
        self._window, self._entries = window, entries
        self._all: list[Entry] = []
        self._found: list[Entry] = []
        self._focus_before: QWidget | None = None
        self.setObjectName("command_palette")
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self._find)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(lambda _: self._take())
        self._none = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        column.setSpacing(theme.SMALL)
        for widget in (self.line, self.list, self._none):
            column.addWidget(widget)
        self.hide()
        follow(self, self._retranslate)

    def open(self) -> None:
        """Show it, empty."""
        self._focus_before = self._window.focusWidget()
        self._all = self._entries()
        self.line.clear()
        self._find("")
        scale = theme.scale()
        width = min(round(WIDTH * scale), self._window.width() - 2 * theme.HUGE)
        row = self.fontMetrics().height() + theme.MEDIUM
        height = min(ROWS * row + self.line.sizeHint().height() + 4 * theme.SMALL, self._window.height() - 120)
        self.setGeometry((self._window.width() - width) // 2, 72, width, height)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def titles(self) -> list[str]:
        """What is found now, the best first."""
        return [entry.title for entry in self._found]

    def _find(self, query: str) -> None:
        ranked = [
            (place, number) for number, entry in enumerate(self._all) if (place := rank(query, entry)) is not None
        ]
        self._found = [self._all[number] for _, number in sorted(ranked)[:MOST]]
        self.list.clear()
        for entry in self._found:
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, self.fontMetrics().height() + theme.MEDIUM))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.section}: {entry.title} {entry.keys}")
            self.list.addItem(item)
            self.list.setItemWidget(item, _Row(entry))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        self._none.setVisible(not self._found)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self._close()
            self._found[row].do()

    def _close(self) -> None:
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
            key = Qt.Key(event.key())
            if key in moves:
                row = self.list.currentRow() + moves[key]
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if key == Qt.Key.Key_Escape:
                self._close()
                return True
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(tr("Find a command, layer, template or data set …"))
        self.line.setAccessibleName(tr("Find anything …"))
        self.list.setAccessibleName(tr("Found"))
        self._none.setText(tr("Nothing has that name."))


class _Row(QWidget):
    """Icon, title, what kind of thing it is, and its key."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        side = round(16 * theme.scale())
        icon = QLabel()
        icon.setFixedWidth(side + theme.TINY)  # also without an icon: the titles stand below each other
        if entry.icon is not None:
            icon.setPixmap(entry.icon.pixmap(side, side))
        row.addWidget(icon)
        row.addWidget(QLabel(entry.title), 1)
        for text in (entry.section, entry.keys):
            if text:
                label = QLabel(text)
                label.setProperty("role", "caption")
                row.addWidget(label)
