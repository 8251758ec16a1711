"""A small picture of a network in which the layers are marked that another one does not have, or has otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lab.document.compare import LayerDifference
from lab.document.graph import Graph, Link
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.ui.app import fonts, theme
from lab.ui.compare.words import COLORS, MARKS, layer_words

_MARGIN = 24  # px of the network around it
_READABLE = 6  # px of text below which names are left out
_NAME = 18  # px of a name at full size
_STYLES = {
    "added": Qt.PenStyle.SolidLine,
    "removed": Qt.PenStyle.DashLine,
    "changed": Qt.PenStyle.DotLine,
    "same": Qt.PenStyle.SolidLine,
}


@dataclass(frozen=True)
class Drawn:
    """One version: its graph, what became of its layers, links that the other version does not have."""

    graph: Graph
    layers: dict[str, LayerDifference]
    links: frozenset[Link]
    link_color: str


class NetworkPicture(QWidget):
    """The whole network, as large as there is room; `room` is the place on the canvas that both versions take.

    Added layers have a whole line and a plus, removed ones a dashed line and a minus, changed ones a dotted line and
    a tilde.
    """

    layer_clicked = Signal(str)

    def __init__(self, drawn: Drawn, room: QRectF, name: str) -> None:
        super().__init__()
        self.chosen = ""
        self.show_network(drawn, room, name)
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.follow(self, self.update)

    def show_network(self, drawn: Drawn, room: QRectF, name: str) -> None:
        """Show another version."""
        self._drawn, self._room = drawn, room
        self.setAccessibleName(name)
        self.setAccessibleDescription("\n".join(layer_words(each) for each in drawn.layers.values() if each.changes))
        self.update()

    def choose(self, node_id: str) -> None:
        """Frame a layer."""
        self.chosen = node_id
        self.update()

    def layer_at(self, place: QPointF) -> str:
        """The layer there; empty if there is none."""
        zoom, left, top = self._fit()
        where = QPointF((place.x() - left) / zoom, (place.y() - top) / zoom)
        found = [node.id for node in self._drawn.graph if _tile(node.x, node.y).contains(where)]
        return found[-1] if found else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors, (zoom, left, top) = theme.tokens(), self._fit()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left, top)
        painter.scale(zoom, zoom)
        for link in self._drawn.graph.links:
            self._paint_link(painter, link, zoom)
        for node in self._drawn.graph:
            self._paint_node(painter, node.id, zoom)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self._drawn.layers.get(self.layer_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), layer_words(found) if found is not None else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        node_id = self.layer_at(event.position())
        if node_id:
            self.layer_clicked.emit(node_id)

    def _fit(self) -> tuple[float, float, float]:
        """Zoom and offset that show everything."""
        room = self._room
        zoom = min(1.0, self.width() / max(1.0, room.width()), self.height() / max(1.0, room.height()))
        middle = room.center()
        return zoom, self.width() / 2 - zoom * middle.x(), self.height() / 2 - zoom * middle.y()

    def _paint_link(self, painter: QPainter, link: Link, zoom: float) -> None:
        graph = self._drawn.graph
        source, target = graph.node(link.source), graph.node(link.target)
        marked = link in self._drawn.links
        color = theme.tokens().color(self._drawn.link_color if marked else "faint")
        painter.setPen(QPen(color, (2.5 if marked else 1.0) / zoom))
        begin = QPointF(source.x + NODE_WIDTH, source.y + NODE_HEIGHT / 2)
        painter.drawLine(begin, QPointF(target.x, target.y + NODE_HEIGHT / 2))

    def _paint_node(self, painter: QPainter, node_id: str, zoom: float) -> None:
        colors, node = theme.tokens(), self._drawn.graph.node(node_id)
        found = self._drawn.layers[node_id]
        tile, color = _tile(node.x, node.y), colors.color(COLORS[found.fate])
        width = 1.0 if found.fate == "same" else 2.5
        painter.setBrush(colors.color("selection" if node_id == self.chosen else "raised"))
        painter.setPen(QPen(color, width / zoom, _STYLES[found.fate]))
        painter.drawRoundedRect(tile, theme.RADIUS, theme.RADIUS)
        painter.fillRect(QRectF(tile.left(), tile.top(), 6, tile.height()), colors.group(node.layer.group))
        if _NAME * zoom >= _READABLE:
            font = fonts.font("body")
            font.setPixelSize(_NAME)
            painter.setFont(font)
            painter.setPen(colors.color("text"))
            name = painter.fontMetrics().elidedText(node.name, Qt.TextElideMode.ElideRight, NODE_WIDTH - 28)
            painter.drawText(tile.adjusted(14, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, name)
        if MARKS[found.fate]:
            self._paint_mark(painter, tile.topRight(), found, zoom)

    def _paint_mark(self, painter: QPainter, corner: QPointF, found: LayerDifference, zoom: float) -> None:
        """A disc with the sign, of the same size at every zoom."""
        colors, radius = theme.tokens(), 8 * theme.scale() / zoom
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.color(COLORS[found.fate]))
        painter.drawEllipse(corner, radius, radius)
        font = fonts.font("body", bold=True)
        font.setPixelSize(max(1, round(1.5 * radius)))
        painter.setFont(font)
        painter.setPen(colors.color("surface"))
        square = QRectF(corner.x() - radius, corner.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, MARKS[found.fate])


def room_of(*graphs: Graph) -> QRectF:
    """The place on the canvas that networks take together."""
    return _united(_tile(node.x, node.y) for graph in graphs for node in graph).adjusted(
        -_MARGIN, -_MARGIN, _MARGIN, _MARGIN
    )


def _united(tiles: Iterable[QRectF]) -> QRectF:
    room = QRectF()
    for tile in tiles:
        room = room.united(tile)
    return room


def _tile(x: float, y: float) -> QRectF:
    return QRectF(x, y, NODE_WIDTH, NODE_HEIGHT)
