"""The whole network in a corner, while not all of it is seen: where the view is, and a way to move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from lab.ui.app import theme
from lab.ui.app.i18n import follow, tr
from lab.ui.designer import drawing

if TYPE_CHECKING:
    from lab.ui.designer.stage import Stage

_WIDTH, _HEIGHT = 180, 112  # px, before scaling
_PAD = 6.0
_SMALLEST = 2.0  # px of a layer, so that it is seen at all


class Minimap(QWidget):
    """Lies over the bottom left of the canvas. A press or a drag moves the view there."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._wanted = True
        self._extent = QRectF()
        self._picture = QPixmap()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        stage.canvas.moved.connect(self.follow)
        theme.follow(self, self.draw_again)
        follow(self, self._retranslate)

    def set_wanted(self, wanted: bool) -> None:
        """Whether it may be shown at all."""
        self._wanted = wanted
        self.follow()

    def draw_again(self) -> None:
        """The network or the theme has changed."""
        self.setFixedSize(round(_WIDTH * theme.scale()), round(_HEIGHT * theme.scale()))
        self._extent = self._stage.scene.extent()
        self._picture = QPixmap()
        self.follow()

    def follow(self) -> None:
        """The view has moved: shown while part of the network is out of it."""
        canvas = self._stage.canvas
        seen = QRectF(canvas.viewport().rect())
        self.setVisible(self._wanted and not self._extent.isEmpty() and not seen.contains(canvas.seen(self._extent)))
        if self.isVisible():
            area = canvas.geometry()
            self.move(area.left() + theme.MEDIUM, area.bottom() - self.height() - theme.MEDIUM)
            self.raise_()
            self.update()

    # -- places

    def _scale(self) -> float:
        room = QSizeF(self.width() - 2 * _PAD, self.height() - 2 * _PAD)
        return min(room.width() / self._extent.width(), room.height() / self._extent.height())

    def _here(self, rect: QRectF) -> QRectF:
        """A rectangle of the scene on the map."""
        scale = self._scale()
        corner = QRectF(self.rect()).center() + (rect.topLeft() - self._extent.center()) * scale
        return QRectF(corner, rect.size() * scale)

    def _move_view(self, event: QMouseEvent) -> None:
        away = event.position() - QRectF(self.rect()).center()
        self._stage.canvas.keeps_fit = False
        self._stage.canvas.center_at(self._extent.center() + away / self._scale())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move_view(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_view(event)
        event.accept()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            self._picture = self._draw()
        colors, canvas = theme.tokens(), self._stage.canvas
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        view = QRectF(canvas.viewport().rect())
        seen = self._here(QRectF(canvas.in_scene(view.topLeft()), canvas.in_scene(view.bottomRight())))
        fill = QColor(colors.accent)
        fill.setAlphaF(0.1)
        painter.setPen(drawing.pen(colors.accent, 1.5))
        painter.setBrush(fill)
        painter.drawRect(seen.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))

    def _draw(self) -> QPixmap:
        """The blocks in their groups' colours."""
        colors, ratio = theme.tokens(), self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(colors.surface))
        painter = QPainter(made)
        painter.setPen(drawing.pen(colors.line))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        for note in self._stage.scene.notes.items.values():
            painter.fillRect(self._here(note.sheet()), QColor(theme.mix(colors.surface, colors.warning, 0.15)))
        for node in self._stage.document.graph:
            tile = self._here(drawing.tile_of(node))
            tile.setSize(tile.size().expandedTo(QSizeF(_SMALLEST, _SMALLEST)))
            painter.fillRect(tile, colors.group(node.layer.group))
        painter.end()
        return made

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Map of the network"))
        self.setToolTip(tr("The whole network. Drag to move the view."))
