"""A rubber band that selects what it touches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem

from lab.ui.app import theme
from lab.ui.designer import drawing
from lab.ui.designer.gestures.base import EXTEND, Gesture


class Band(Gesture):
    """Selects the nodes it touches; with Shift or Ctrl they are added to those selected before."""

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = set(self.scene.chosen_nodes()), set(self.scene.chosen_links())
        self._kept = set(self._before[0]) if modifiers & EXTEND else set()
        self._item: QGraphicsRectItem | None = None

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._item is None:
            self._item = QGraphicsRectItem()
            fill = QColor(theme.tokens().accent)
            fill.setAlphaF(0.12)
            outline = drawing.pen(theme.tokens().accent)
            outline.setCosmetic(True)
            self._item.setPen(outline)
            self._item.setBrush(fill)
            self._item.setZValue(20)
            self.scene.addItem(self._item)
        rect = QRectF(self.origin, place).normalized()
        self._item.setRect(rect)
        touched = {node_id for node_id, item in self.scene.nodes.items() if item.tile().intersects(rect)}
        self.scene.select(self._kept | touched)

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.dragging:
            self.scene.select(self._kept)
        self._take_away()

    def cancel(self) -> None:
        self.scene.select(*self._before)
        self._take_away()

    def _take_away(self) -> None:
        if self._item is not None:
            self.scene.removeItem(self._item)
            self._item = None
