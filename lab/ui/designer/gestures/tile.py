"""A tile from the palette that is dragged over the canvas and dropped on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from lab.document import edits
from lab.document.block_files import decode_block
from lab.document.graph import Link
from lab.document.layout import GAP_X, NODE_HEIGHT, NODE_WIDTH, snapped
from lab.layers.base import Layer
from lab.ui.app import theme
from lab.ui.designer import drawing, routing
from lab.ui.designer.node_item import Port

if TYPE_CHECKING:
    from lab.ui.designer.canvas import Canvas

MIME = "application/x-cnn-lab-layer"  # the kind of the layer as UTF-8
BLOCK_MIME = "application/x-cnn-lab-block"  # the content of a block's file

_ASIDE = 40.0  # how far a tile may hang above or below an open output and still be linked to it


def carries_layer(mime: QMimeData) -> bool:
    """Whether a tile of the palette is dragged."""
    return mime.hasFormat(MIME) or mime.hasFormat(BLOCK_MIME)


def carried_layer(mime: QMimeData) -> Layer:
    """The layer that is dragged; LabError in words where it cannot be."""
    if mime.hasFormat(BLOCK_MIME):
        return decode_block(bytes(mime.data(BLOCK_MIME).data()))
    return edits.new_layer(bytes(mime.data(MIME).data()).decode("utf-8", "replace"))


class DropTile:
    """From entering the canvas to drop or leave. A ghost shows where the node will be and what it will be linked to."""

    def __init__(self, canvas: Canvas, layer: Layer) -> None:
        self._canvas = canvas
        self._scene = canvas.network
        self._layer = layer
        self._ghost = Ghost(self._layer)
        self._wire = QGraphicsPathItem()
        self._wire.setZValue(4)
        self._wire.setPen(drawing.pen(theme.tokens().accent, 2.0, Qt.PenStyle.DashLine))
        self._link: Link | None = None
        self._source: str | None = None
        for item in (self._ghost, self._wire):
            self._scene.addItem(item)

    def move(self, place: QPointF) -> None:
        """The tile is over this place."""
        self._ghost.setPos(self._place(place))
        link = self._scene.link_near(place) if self._layer.most_inputs else None
        if link != self._link:
            self._light(False)
            self._link = link
            self._light(True)
        self._ghost.setVisible(link is None)  # the link itself shows where it would go
        self._source = self._open_output() if link is None and self._layer.most_inputs else None
        if self._source is None:
            self._wire.hide()
        else:
            end = self._ghost.pos() + QPointF(0, NODE_HEIGHT / 2)
            self._wire.setPath(routing.curve(self._scene.port_place(Port(self._source)), end))
            self._wire.show()

    def drop(self, place: QPointF) -> None:
        """The tile is let go here: one step."""
        self.move(place)
        self.cancel()
        graph, corner = self._scene.document.graph, self._place(place)
        if self._link is not None:
            command = edits.insert(graph, self._link, self._layer)
        else:
            x, y = corner.x(), corner.y()
            if self._scene.tiles_in(QRectF(x, y, NODE_WIDTH, NODE_HEIGHT)):
                x, y = edits.free_place(graph, x, y)
            command = edits.add(graph, self._layer, x, y, self._source)
        self._canvas.desk.do(command, select_new=True)

    def cancel(self) -> None:
        """The tile has left or was dropped: the ghost goes."""
        self._light(False)
        for item in (self._ghost, self._wire):
            if item.scene() is self._scene:
                self._scene.removeItem(item)

    @staticmethod
    def _place(place: QPointF) -> QPointF:
        return QPointF(snapped(place.x() - NODE_WIDTH / 2), snapped(place.y() - NODE_HEIGHT / 2))

    def _open_output(self) -> str | None:
        """The nearest node to the left that leads nowhere yet."""
        best, nearest = None, GAP_X * 1.75
        for node_id, item in self._scene.nodes.items():
            away = self._ghost.pos() - item.pos() - QPointF(NODE_WIDTH, 0)
            if not self._scene.has_outputs(node_id) and 0 < away.x() < nearest and abs(away.y()) <= _ASIDE:
                best, nearest = node_id, away.x()
        return best

    def _light(self, lit: bool) -> None:
        if self._link is not None and self._link in self._scene.links:
            self._scene.links[self._link].set_state(lit=lit)


class Ghost(QGraphicsItem):
    """A node that is not there yet: its outline only, the name hangs on the mouse."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self._layer = layer
        self.setOpacity(0.8)
        self.setZValue(10)

    def boundingRect(self) -> QRectF:
        return drawing.TILE.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colors = theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(drawing.TILE_PATH, QColor(colors.surface))
        painter.fillPath(drawing.BAR_PATH, colors.group(self._layer.group))
        painter.setPen(drawing.pen(colors.accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawPath(drawing.TILE_PATH)
