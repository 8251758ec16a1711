"""A tensor as a body seen from the front, above and right, its axes named and sized."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lab.layers.base import AXES, Shape
from lab.ui.app import fonts, theme
from lab.ui.app.i18n import listed, term, tr

SHEETS = 12  # so many channels are drawn one by one; more as a solid body
_CELLS = 24  # numbers of a row that are drawn one by one
_LEAN = QPointF(0.62, -0.42)  # where the channels go, for each px of depth
_SAMPLES = 3  # small bodies that stand for a batch


class TensorVolume(QWidget):
    """Shows a shape: an image as a stack of maps, a signal as a strip for each channel, features as a row of cells.

    Edges are as long as the square root of their sizes, so that 3 and 512 both can be seen. A few small ones above
    stand for the samples of a batch.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tensor: Shape = ()
        self.batch = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self, self.update)

    def show_tensor(self, shape: Shape, batch: int = 1) -> None:
        """Show the shape of one sample, and how many samples a batch has."""
        self.tensor, self.batch = tuple(shape), batch
        self.setAccessibleName(listed(self.labels()))
        self.update()

    def labels(self) -> list[str]:
        """The axes with their sizes, those of the tensor's order, then the batch: "6 channels", "28 height"."""
        axes = AXES.get(len(self.tensor), ("",) * len(self.tensor))
        named = [
            tr("{size} {axis}").format(size=size, axis=term(axis)) for size, axis in zip(self.tensor, axes, strict=True)
        ]
        return [*named, tr("a batch of {count}").format(count=self.batch)] if self.batch > 1 else named

    def sizeHint(self) -> QSize:
        return QSize(220, 168)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 168)

    # -- inside

    def _edges(self, room: QRectF) -> tuple[float, float, float]:
        """Width, height and depth of the body in px: as large as the room allows, none too thin to be seen."""
        depth, height, width = (1, 1, *self.tensor)[-3:] if len(self.tensor) == 3 else (1, *(1, *self.tensor)[-2:])
        edges = [sqrt(size) for size in (width, height, depth)]
        scale = min(room.width() / (edges[0] + _LEAN.x() * edges[2]), room.height() / (edges[1] - _LEAN.y() * edges[2]))
        smallest = 6.0
        wide, high, deep = (max(smallest, scale * edge) for edge in edges)
        wide = min(wide, room.width() - _LEAN.x() * deep)
        high = min(high, room.height() + _LEAN.y() * deep)
        return wide, high, deep if len(self.tensor) == 3 else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.tensor:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.font("caption", numbers=True))
            line = painter.fontMetrics().height()
            beside = painter.fontMetrics().horizontalAdvance(self.labels()[0]) if len(self.tensor) == 3 else 0
            room = QRectF(self.rect()).adjusted(line + theme.SMALL, theme.TINY, -theme.TINY, -line - theme.TINY)
            room.setRight(room.right() - beside / 2)
            room.setTop(room.top() + (line + theme.MEDIUM if self.batch > 1 else 0))
            wide, high, deep = self._edges(room)
            corner = QPointF(room.left(), room.bottom() - high)
            self._body(painter, corner, wide, high, deep)
            self._name(painter, corner, wide, high, deep)
            if self.batch > 1:
                self._tell_batch(painter, line, wide, high, deep)

    def _tell_batch(self, painter: QPainter, line: float, wide: float, high: float, deep: float) -> None:
        """A few small ones in a row above, and how many there are."""
        scale = min((line - 2) / (high - _LEAN.y() * deep), 1.2 * line / (wide + _LEAN.x() * deep))
        across = scale * (wide + _LEAN.x() * deep) + theme.TINY
        painter.save()
        for number in range(_SAMPLES):
            painter.setOpacity(1 - number / (_SAMPLES + 1))
            place = QPointF(theme.TINY + number * across, line - scale * high + 1)
            painter.setPen(QPen(theme.tokens().color("accent"), 1))
            painter.drawRect(QRectF(place, place + QPointF(scale * wide, scale * high)))
            for corner in (QPointF(), QPointF(scale * wide, 0), QPointF(scale * wide, scale * high)):
                painter.drawLine(place + corner, place + corner + _LEAN * (scale * deep))
        painter.restore()
        painter.setPen(theme.tokens().color("faint"))
        painter.drawText(QPointF(theme.SMALL + _SAMPLES * across, line - 2), f"… {self.labels()[-1]}")

    def _body(self, painter: QPainter, corner: QPointF, wide: float, high: float, deep: float) -> None:
        colors = theme.tokens()
        painter.setPen(QPen(colors.color("accent"), 1))
        front = QColor(theme.mix(colors.surface, colors.accent, 0.16))
        if deep:
            channels = self.tensor[0]
            sheets = channels if channels <= SHEETS else 1
            if sheets == 1 and channels > 1:
                self._sides(painter, corner, wide, high, deep)
            painter.setBrush(front)
            for number in reversed(range(sheets)):
                away = _LEAN * (deep * number / max(sheets - 1, 1)) if sheets > 1 else QPointF()
                painter.drawRect(QRectF(corner + away, QPointF(corner.x() + wide, corner.y() + high) + away))
            return
        painter.setBrush(front)
        painter.drawRect(QRectF(corner.x(), corner.y(), wide, high))
        rows, columns = (1, *self.tensor)[-2:]
        if len(self.tensor) == 1 and columns <= _CELLS:
            for number in range(1, columns):
                x = corner.x() + wide * number / columns
                painter.drawLine(QPointF(x, corner.y()), QPointF(x, corner.y() + high))
        elif len(self.tensor) == 2 and rows <= SHEETS:
            for number in range(1, rows):
                y = corner.y() + high * number / rows
                painter.drawLine(QPointF(corner.x(), y), QPointF(corner.x() + wide, y))

    def _sides(self, painter: QPainter, corner: QPointF, wide: float, high: float, deep: float) -> None:
        """The top and the right side of a solid body."""
        colors, away = theme.tokens(), _LEAN * deep
        right, below = corner + QPointF(wide, 0), corner + QPointF(wide, high)
        painter.setBrush(QColor(theme.mix(colors.surface, colors.accent, 0.3)))
        painter.drawPolygon(QPolygonF([corner, right, right + away, corner + away]))
        painter.setBrush(QColor(theme.mix(colors.surface, colors.accent, 0.24)))
        painter.drawPolygon(QPolygonF([right, below, below + away, right + away]))

    def _name(self, painter: QPainter, corner: QPointF, wide: float, high: float, deep: float) -> None:
        """Sizes and names beside their edges; the batch above all."""
        metrics, labels = painter.fontMetrics(), self.labels()
        painter.setPen(theme.tokens().color("text"))
        axes = labels[: len(self.tensor)]
        length = metrics.horizontalAdvance(axes[-1])
        x = min(max(corner.x() + (wide - length) / 2, 2.0), self.width() - length - 2.0)
        painter.drawText(QPointF(x, corner.y() + high + metrics.ascent() + 3), axes[-1])
        if len(axes) > 1:
            half = metrics.horizontalAdvance(axes[-2]) / 2
            painter.save()
            painter.translate(corner.x() - 5, min(corner.y() + high / 2, self.height() - half - metrics.height()))
            painter.rotate(-90)
            painter.drawText(QPointF(-half, 0), axes[-2])
            painter.restore()
        if deep:
            middle = corner + QPointF(wide, high) + _LEAN * (deep / 2)
            text = axes[0]
            x = min(middle.x() + 6, self.width() - metrics.horizontalAdvance(text) - 2)
            painter.drawText(QPointF(x, middle.y() + metrics.ascent()), text)
