"""While something is dragged to the edge of the canvas, the canvas moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

_EDGE = 20.0  # px within which it scrolls
_STEP = 8.0  # px each time
_EVERY = 16  # ms


class EdgeScroll(QObject):
    """Told where the mouse is; moves the canvas as long as that is near its edge."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._away = QPointF()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._step)

    def follow(self, mouse: QPointF) -> None:
        """The mouse is here, in the viewport."""
        area = self._canvas.viewport().rect()
        self._away = QPointF(_toward(mouse.x(), area.width()), _toward(mouse.y(), area.height()))
        if self._away.isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The drag is over."""
        self._timer.stop()

    def _step(self) -> None:
        self._canvas.keeps_fit = False
        self._canvas.pan(self._away)
        self._canvas.move_again()


def _toward(place: float, size: int) -> float:
    return _STEP if place < _EDGE else -_STEP if place > size - _EDGE else 0.0
