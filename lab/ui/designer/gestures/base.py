"""What a gesture is, and what it needs of the canvas."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from lab.document.history import Command
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EXTEND = CONTROL | SHIFT


class Desk(Protocol):
    """Where gestures hand in what they want done."""

    def do(self, command: Command | None, *, select_new: bool = False, merge: bool = False) -> bool:
        """Carry out a command as one step; False if it was refused (and explained)."""
        ...

    def refuse(self, message: Message) -> None:
        """Explain why something cannot be."""
        ...

    def mend(self, node_id: str) -> bool:
        """Do what mends the node's problem."""
        ...

    def key(self, event: QKeyEvent) -> bool:
        """A key was pressed on the canvas; False if it means nothing here."""
        ...

    def walk(self, forwards: bool) -> bool:
        """Choose the next or previous layer along the links; False at the end."""
        ...

    def enter(self, forwards: bool) -> None:
        """The canvas was reached by Tab: something is chosen."""
        ...


class Gesture(ABC):
    """From pressing a button to letting go. Until `end` it changes only what is seen; `cancel` leaves no trace.

    Places are in scene coordinates.
    """

    scrolls = True  # the canvas scrolls on when the gesture comes to its edge

    def __init__(self, canvas: Canvas, place: QPointF) -> None:
        self.canvas = canvas
        self.scene = canvas.network
        self.desk = canvas.desk
        self.origin = place
        self._origin_on_screen = canvas.on_screen(place)
        self.dragging = False

    @abstractmethod
    def start(self, modifiers: Qt.KeyboardModifier) -> None:
        """The button went down."""

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse moved; small trembling does not count as dragging."""
        if not self.dragging:
            away = self.canvas.on_screen(place) - self._origin_on_screen
            if away.manhattanLength() < QApplication.startDragDistance():
                return
            self.dragging = True
        self.drag(place, modifiers)

    @abstractmethod
    def drag(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse moved, and it is a drag."""

    @abstractmethod
    def end(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The button came up."""

    @abstractmethod
    def cancel(self) -> None:
        """Escape: everything is as it was."""
