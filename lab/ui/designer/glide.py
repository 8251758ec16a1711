"""Nodes that move on their own (undo, auto-layout) glide to their place."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal

from lab.ui.app import theme
from lab.ui.designer.node_item import NodeItem

_MOST = 200  # nodes that are moved smoothly; more would stutter


class Glide(QObject):
    """Moves items only; the graph already has the new positions."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ways: dict[NodeItem, tuple[QPointF, QPointF]] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._finished)

    def to(self, item: NodeItem, place: QPointF, *, seen: bool) -> None:
        """Take an item to a place: smoothly where somebody sees it and motion is wanted."""
        duration = theme.duration() if seen and len(self._ways) < _MOST else 0
        if not duration:
            self._ways.pop(item, None)
            item.move_to(place)
            return
        self._animation.stop()
        self._ways = {other: (other.pos(), end) for other, (_, end) in self._ways.items()}
        self._ways[item] = (item.pos(), place)
        self._animation.setDuration(duration)
        self._animation.start()

    @property
    def moving(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._ways)

    def goal(self, item: NodeItem) -> QPointF:
        """Where an item is or will be."""
        return self._ways[item][1] if item in self._ways else item.pos()

    def forget(self, item: NodeItem) -> None:
        """The item is going away."""
        self._ways.pop(item, None)

    def finish(self) -> None:
        """Everything is at its place at once."""
        self._animation.stop()
        for item, (_, end) in list(self._ways.items()):
            item.move_to(end)
        self._ways.clear()

    def _step(self, share: float) -> None:
        for item, (start, end) in list(self._ways.items()):
            item.move_to(start + (end - start) * share)

    def _finished(self) -> None:
        self._ways.clear()
        self.arrived.emit()
