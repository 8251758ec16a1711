"""Renaming a layer on the canvas, where its name stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lab.ui.app.i18n import follow, tr

LONGEST = 60  # characters of a label


class RenameBox(QLineEdit):
    """Enter or leaving takes the name, Escape leaves the old one."""

    named = Signal(str, str)  # node, label

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self._canvas = parent
        self._node: str | None = None
        self.hide()
        follow(self, lambda: self.setAccessibleName(tr("Name of the layer")))

    def open(self, node_id: str, label: str, place: QRect) -> None:
        """Ask for the node's name at a place of the canvas."""
        self._node = node_id
        self.setText(label)
        self.selectAll()
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close(take=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(take=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close(take=True)

    def _close(self, *, take: bool) -> None:
        node, self._node = self._node, None
        if node is None:
            return
        self._canvas.setFocus()  # first: hiding what has the focus would count as Tab
        self.hide()
        if take:
            self.named.emit(node, self.text().strip())
