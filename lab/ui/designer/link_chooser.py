"""Linking without the mouse: a list of the layers that a link may go to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lab.document.graph import Node
from lab.ui.app import icons, theme
from lab.ui.app.i18n import follow, term, tr

_WIDTH, _HEIGHT = 240, 260  # px, before scaling


class LinkChooser(QFrame):
    """Typing narrows the list, the arrow keys walk it, Enter links, Escape leaves."""

    chosen = Signal(str)
    shown_target = Signal(object)  # node id that the list stands on, or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.title = QLabel()
        self.title.setProperty("role", "caption")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.list = QListWidget()
        self.list.setIconSize(QSize(16, 16))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.SMALL] * 4)
        layout.setSpacing(theme.TINY)
        for widget in (self.title, self.search, self.list):
            layout.addWidget(widget)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._narrow)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.list.currentItemChanged.connect(lambda item, _: self.shown_target.emit(_id(item)))
        follow(self, self._retranslate)

    def open(self, source: Node, targets: list[Node], place: QPoint) -> None:
        """Ask where a link from `source` shall go, at a place on the screen."""
        self.title.setText(tr("Link {name} to …").format(name=source.name))
        self.search.clear()
        self.list.clear()
        for node in targets:
            item = QListWidgetItem(icons.group_icon(node.layer.group), f"{term(node.layer.title)} · {node.name}")
            item.setData(Qt.ItemDataRole.UserRole, node.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        scale = theme.scale()
        self.resize(round(_WIDTH * scale), round(min(_HEIGHT, 96 + 26 * len(targets)) * scale))
        self.move(place)
        self.show()
        self.search.setFocus()

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(tr("Search layers"))
        self.search.setAccessibleName(tr("Search layers to link to"))
        self.list.setAccessibleName(tr("Layers to link to"))

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self.shown_target.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        seen = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if seen:
            here = seen.index(self.list.currentRow()) if self.list.currentRow() in seen else -step
            self.list.setCurrentRow(seen[(here + step) % len(seen)])

    def _narrow(self, text: str) -> None:
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())
            if first is None and not item.isHidden():
                first = item
        self.list.setCurrentItem(first)  # type: ignore[arg-type]

    def _take(self, item: QListWidgetItem | None) -> None:
        if (node_id := _id(item)) is not None:
            self.hide()
            self.chosen.emit(node_id)


def _id(item: QListWidgetItem | None) -> str | None:
    return item.data(Qt.ItemDataRole.UserRole) if item is not None else None
