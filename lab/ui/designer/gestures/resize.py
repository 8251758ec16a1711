"""Dragging the corner of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lab.document import edits
from lab.ui.designer.gestures.base import Gesture
from lab.ui.designer.note_item import NoteItem

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas


class ResizeNote(Gesture):
    """The corner follows the mouse; the size is the note's own on release."""

    def __init__(self, canvas: Canvas, place: QPointF, item: NoteItem) -> None:
        super().__init__(canvas, place)
        self._item = item

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = self.scene.selection()
        self._size = self._item.sheet().size()
        self.scene.select((), (), {self._item.note.id})

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        away = place - self.origin
        self._item.show_size(self._size.width() + away.x(), self._size.height() + away.y())

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            return
        size = self._item.sheet().size()
        self._show_own_size()
        self.desk.do(edits.resize(self._item.note, size.width(), size.height()))

    def cancel(self) -> None:
        self._show_own_size()
        self.scene.select(*self._before)

    def _show_own_size(self) -> None:
        self._item.show_size(self._item.note.width, self._item.note.height)
