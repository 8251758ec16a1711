"""A rubber band that selects layers and notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem

from lab.ui.app import theme
from lab.ui.designer import drawing
from lab.ui.designer.gestures.base import EXTEND, Gesture
from lab.ui.designer.scene import Selection


class Band(Gesture):
    """Selects the nodes it touches and the notes it covers; with Shift or Ctrl in addition to those before."""

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = self.scene.selection()
        self._kept = Selection(self._before.nodes, (), self._before.notes) if modifiers & EXTEND else Selection()
        self._item: QGraphicsRectItem | None = None

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._item is None:
            self._item = QGraphicsRectItem()
            fill = QColor(theme.tokens().accent)
            fill.setAlphaF(0.12)
            self._item.setPen(drawing.pen(theme.tokens().accent, cosmetic=True))
            self._item.setBrush(fill)
            self._item.setZValue(20)
            self.scene.addItem(self._item)
        rect = QRectF(self.origin, place).normalized()
        self._item.setRect(rect)
        touched = {node_id for node_id, item in self.scene.nodes.items() if item.tile().intersects(rect)}
        covered = {note_id for note_id, sheet in self.scene.notes.items.items() if rect.contains(sheet.sheet())}
        self.scene.select({*self._kept.nodes, *touched}, (), {*self._kept.notes, *covered})

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self.scene.select(*self._kept)
        self._take_away()

    def cancel(self) -> None:
        self.scene.select(*self._before)
        self._take_away()

    def _take_away(self) -> None:
        if self._item is not None:
            self.scene.removeItem(self._item)
            self._item = None
