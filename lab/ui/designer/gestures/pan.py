"""Dragging the canvas itself, with the middle button or the space bar held down."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from lab.ui.designer.gestures.base import Gesture


class Pan(Gesture):
    """The place that was grabbed stays under the mouse."""

    scrolls = False

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._center = self.canvas.center()
        self.canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.dragging = True
        self.drag(place, modifiers)

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.canvas.pan(self.canvas.on_screen(place) - self.canvas.on_screen(self.origin))

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.canvas.viewport().unsetCursor()

    def cancel(self) -> None:
        self.canvas.center_at(self._center)
        self.canvas.viewport().unsetCursor()
