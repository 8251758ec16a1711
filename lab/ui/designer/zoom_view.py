"""A view that zooms about the cursor and pans without bounds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QInputDevice, QPainter, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from lab.ui.app import theme
from lab.ui.designer import drawing
from lab.ui.designer.scene import FIELD, NetworkScene

SMALLEST, LARGEST = 0.2, 3.0  # zoom by hand
_FARTHEST = 0.04  # zoom when a large network is fitted
_MARGIN = 40.0  # around a fitted network, in scene px
_DOTS = 24  # px between the dots of the background


class ZoomView(QGraphicsView):
    """Shows one scene at a time; `zoom` 1 is the natural size (larger on a projector)."""

    zoomed = Signal()
    moved = Signal()  # the scene lies elsewhere under the viewport, or is larger or smaller

    def __init__(self, scene: NetworkScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.network = scene
        self.zoom = 1.0
        self.keeps_fit = True  # until the learner zooms or pans
        self.corner = QSize()  # what something covers at the bottom right, in px
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._dots = QPixmap()
        self.setSceneRect(-FIELD / 2, -FIELD / 2, FIELD, FIELD)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self._apply_zoom()

    # -- places

    def on_screen(self, place: QPointF) -> QPointF:
        """A place of the scene in the viewport."""
        return self.viewportTransform().map(place)

    def in_scene(self, place: QPointF) -> QPointF:
        """A place of the viewport in the scene."""
        inverted, _ = self.viewportTransform().inverted()
        return inverted.map(place)

    def center(self) -> QPointF:
        """The middle of what is seen."""
        return self.in_scene(QRectF(self.viewport().rect()).center())

    def mouse_place(self) -> QPointF:
        """Where the mouse is, in the scene; the middle of the view when it is elsewhere."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        return self.in_scene(QPointF(at)) if self.viewport().rect().contains(at) else self.center()

    # -- zoom and pan

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zoom; `fixed`, a place in the viewport (its middle by default), stays where it is."""
        lowest = min(SMALLEST, self.zoom)
        place = fixed if fixed is not None else QRectF(self.viewport().rect()).center()
        before = self.in_scene(place)
        self.zoom = min(max(zoom, lowest), LARGEST)
        self._apply_zoom()
        self.pan(place - self.on_screen(before))
        self.zoomed.emit()

    def zoom_by_hand(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zoom as the learner wants it: from now on it stays as it is when the window changes."""
        self.keeps_fit = False
        self.set_zoom(zoom, fixed)

    def pan(self, away: QPointF) -> None:
        """Move what is seen by px of the screen."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(away.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(away.y()))

    def center_at(self, place: QPointF) -> None:
        """Bring a place of the scene to the middle."""
        self.pan(QRectF(self.viewport().rect()).center() - self.on_screen(place))

    def fit(self, *, keep: bool = True) -> None:
        """Show the whole network, at most at its natural size; it stays fitted while the window changes."""
        self.keeps_fit = keep
        rect = self.network.extent()
        if rect.isEmpty():
            self.zoom = 1.0
            self._apply_zoom()
            self.center_at(QPointF(drawing.TILE.center()))
        else:
            self._fit_into(rect, QRectF(self.viewport().rect()))
            if self.network.has_nodes_in(self._covered()):
                self._fit_into(rect, QRectF(self.viewport().rect()).adjusted(0, 0, 0, -self.corner.height()))
        self.zoomed.emit()

    def fit_again(self) -> None:
        """The network has changed: show all of it where it is kept fitted."""
        if self.keeps_fit and not QRectF(self.viewport().rect()).contains(self.seen(self.network.extent())):
            self.fit()

    def _fit_into(self, rect: QRectF, room: QRectF) -> None:
        """Show a rectangle of the scene in the middle of a part of the viewport."""
        area = rect.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        wanted = min(room.width() / area.width(), room.height() / area.height()) / theme.scale()
        self.zoom = min(max(wanted, _FARTHEST), 1.0)
        self._apply_zoom()
        self.pan(room.center() - self.on_screen(rect.center()))

    def _covered(self) -> QRectF:
        """The part of the scene under the bottom right corner."""
        seen = QRectF(self.viewport().rect())
        corner = seen.adjusted(seen.width() - self.corner.width(), seen.height() - self.corner.height(), 0, 0)
        return QRectF(self.in_scene(corner.topLeft()), self.in_scene(corner.bottomRight()))

    def seen(self, rect: QRectF) -> QRectF:
        """A rectangle of the scene in the viewport."""
        return QRectF(self.on_screen(rect.topLeft()), self.on_screen(rect.bottomRight()))

    def reveal(self, rect: QRectF) -> None:
        """Pan just so far that a rectangle of the scene is seen."""
        seen = QRectF(self.viewport().rect()).adjusted(16, 16, -16, -48)
        wanted = self.seen(rect)
        if not seen.contains(wanted):
            dx = max(seen.left() - wanted.left(), 0) or min(seen.right() - wanted.right(), 0)
            dy = max(seen.top() - wanted.top(), 0) or min(seen.bottom() - wanted.bottom(), 0)
            self.pan(QPointF(dx, dy))

    def _apply_zoom(self) -> None:
        scale = self.zoom * theme.scale()
        self.setTransform(QTransform.fromScale(scale, scale))
        self.network.show_detail(self.zoom >= drawing.DETAIL)
        self._draw_dots()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def restyle(self) -> None:
        """The theme or the size of texts has changed."""
        middle = self.center()
        self._apply_zoom()
        self.center_at(middle)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pads = event.device().type() == QInputDevice.DeviceType.TouchPad if event.device() is not None else False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if pads and not control:
            away = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 4
            self.keeps_fit = False
            self.pan(QPointF(away))
        else:
            self.zoom_by_hand(self.zoom * 1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    # -- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.keeps_fit:
            self.fit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """A quiet field of dots, left out where they would be too dense."""
        painter.fillRect(rect, QColor(theme.tokens().background))
        if self.zoom < 0.6:
            return
        origin = self.on_screen(QPointF()).toPoint()
        painter.save()
        painter.resetTransform()
        painter.drawTiledPixmap(self.viewport().rect(), self._dots, -origin)
        painter.restore()

    def _draw_dots(self) -> None:
        """One dot with the field around it: tiles are drawn a hundred times faster than dots."""
        scale = self.zoom * theme.scale()
        side, ratio = max(round(_DOTS * scale), 1), self.devicePixelRatioF()
        self._dots = QPixmap(round(side * ratio), round(side * ratio))
        self._dots.setDevicePixelRatio(ratio)
        self._dots.fill(QColor(theme.tokens().background))
        painter = QPainter(self._dots)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(drawing.pen(theme.tokens().line, 1.6 * scale))
        for x in (0, side):
            for y in (0, side):
                painter.drawPoint(QPointF(x, y))
        painter.end()
