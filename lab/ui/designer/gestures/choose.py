"""Clicking a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lab.document.graph import Link
from lab.ui.designer.gestures.base import EXTEND, Gesture

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas


class ChooseLink(Gesture):
    """Selects a link; with Shift or Ctrl it joins or leaves what is selected."""

    scrolls = False

    def __init__(self, canvas: Canvas, place: QPointF, link: Link) -> None:
        super().__init__(canvas, place)
        self._link = link

    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        self._before = self.scene.selection()
        if modifiers & EXTEND:
            self.scene.select(self._before.nodes, set(self._before.links) ^ {self._link}, self._before.notes)
        else:
            self.scene.select((), {self._link})

    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The middle of a link stays where its ends put it."""

    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The choice was made when the button went down."""

    def cancel(self) -> None:
        self.scene.select(*self._before)
