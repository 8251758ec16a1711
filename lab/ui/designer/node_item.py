"""A layer on the canvas: its tile, its ports, its strip of feature maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from lab.document.blocks import Block
from lab.document.graph import Node
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.document.shapes import NodeReport
from lab.ui.app import theme
from lab.ui.app.i18n import term
from lab.ui.designer import drawing, words

if TYPE_CHECKING:
    from lab.ui.designer.scene import NetworkScene

_SHEETS = 2  # that are seen behind a block, at most
_TEXT_LEFT = theme.GROUP_BAR + 10.0
_TEXT_WIDTH = NODE_WIDTH - _TEXT_LEFT - 10.0
_FLAGS = QGraphicsItem.GraphicsItemFlag.ItemIsSelectable | QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption
_AROUND = 8.0  # px around the tile for ports and marks


_Line = tuple[QPointF, QStaticText, QFont]


@dataclass(frozen=True)
class Port:
    """One port of a node; `input` is the number of an input port, None for the output."""

    node: str
    input: int | None = None


class NodeItem(QGraphicsRectItem):
    """Mirrors one node. The scene tells it what changed; it changes nothing in the graph.

    The rectangle is what the item covers: Qt asks for it so often that the answer must not come from Python.
    """

    def __init__(self, scene: NetworkScene, node: Node) -> None:
        super().__init__()
        self._network = scene
        self.node = node
        self.report = NodeReport()
        self.inputs = 0  # visible input ports
        self.strip: QImage | None = None
        self.running = False
        self.share = 0.0  # length of the bar at the lower edge
        self.pointed = False
        self.hovered = False
        self.lit_port: Port | None = None
        self.offered = ""  # which ports a link that is being drawn may go to: "inputs" or "output"
        self._footprint = drawing.TILE
        self._texts: list[_Line] | None = None
        self.setFlags(_FLAGS)
        self.setPos(node.x, node.y)
        self.setZValue(2)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._cover()

    # -- what the scene tells

    def show_node(self, node: Node) -> None:
        """The node has other settings or another label."""
        self.node = node
        self.forget_texts()

    def show_report(self, report: NodeReport) -> None:
        """What is known of the node now."""
        before, self.report = self.report, report
        if (report.problem is None) != (before.problem is None):  # nothing else of it is seen
            self._cover()
            self.update()

    def show_inputs(self, count: int) -> None:
        """How many input ports are seen."""
        if count != self.inputs:
            self.inputs = count
            self.update()

    def show_strip(self, picture: QImage | None) -> None:
        """Miniature feature maps below the tile; None takes them away."""
        if picture is None and self.strip is None:
            return
        self.strip = picture
        self._cover()
        self.update(self.strip_rect())

    def show_share(self, share: float) -> None:
        """How much of something the layer has, 0 to 1: a bar as long at the lower edge."""
        if share != self.share:
            self.share = share
            self.update()

    def show_running(self, running: bool) -> None:
        """Whether this is the layer at work."""
        if running != self.running:
            self.running = running
            self.update()

    def set_pointed(self, pointed: bool) -> None:
        """Whether a list points at this node."""
        if pointed != self.pointed:
            self.pointed = pointed
            self.update()

    def set_offer(self, offered: str, *, possible: bool) -> None:
        """While a link is drawn: which ports it may go to, and whether the node comes into question at all."""
        self.offered = offered
        self.setOpacity(1.0 if possible else 0.4)
        self.update()

    def set_hovered(self, hovered: bool, port: Port | None = None) -> None:
        """Whether the mouse is over the node, and over which of its ports."""
        if (hovered, port) != (self.hovered, self.lit_port):
            self.hovered, self.lit_port = hovered, port
            super().update()  # from far nothing is lit under the mouse

    def forget_texts(self) -> None:
        """Fit the texts anew: words or fonts have changed."""
        self._texts = None
        self.update()

    def lay_out(self) -> list[_Line]:
        """The texts ready to be drawn, fitted if they are not yet."""
        if self._texts is None:
            second = " · ".join(part for part in (self.node.name, words.summary(self.node.layer)) if part)
            self._texts = [
                _line(18.0, *drawing.fitted(term(self.node.layer.title), _TEXT_WIDTH, drawing.TITLE, 10, bold=True)),
                _line(39.0, *drawing.fitted(second, _TEXT_WIDTH, drawing.CAPTION, 9)),
            ]
        return self._texts

    def update(self, *area: Any) -> None:
        """It looks different now: also from far."""
        super().update(*area)
        self._network.overview.spoil()

    def move_to(self, place: QPointF) -> None:
        """It lies elsewhere; what is attached to it follows."""
        if place != self.pos():
            self.setPos(place)
            self._network.node_moved(self)

    # -- geometry

    def tile(self) -> QRectF:
        """The tile in scene coordinates."""
        return drawing.TILE.translated(self.scenePos())

    def port_place(self, port: Port) -> QPointF:
        """Middle of a port in scene coordinates."""
        return self.scenePos() + self._port_offset(port)

    def ports(self) -> list[Port]:
        """The ports that are seen."""
        return [*(Port(self.node.id, number) for number in range(self.inputs)), Port(self.node.id)]

    def strip_rect(self) -> QRectF:
        """Where the miniature feature maps go, in item coordinates."""
        top = NODE_HEIGHT + drawing.STRIP_GAP
        if self.strip is None or not self.strip.width() or not self.strip.height():
            return QRectF(0, top, NODE_WIDTH, 0)
        height = min(drawing.STRIP_HEIGHT, NODE_WIDTH * self.strip.height() / self.strip.width())
        width = height * self.strip.width() / self.strip.height()
        return QRectF((NODE_WIDTH - width) / 2, top, width, height)

    def bottom(self) -> float:
        """Where the node and its strip end, in scene coordinates."""
        return self.footprint().bottom()

    def footprint(self) -> QRectF:
        """The tile and its strip, as wide as the tile, in scene coordinates."""
        return self._footprint.translated(self.scenePos())

    @property
    def _shows_strip(self) -> bool:
        """A layer with a problem has no output now: its sentence takes the place of the old maps."""
        return self.strip is not None and self.report.problem is None

    def _cover(self) -> None:
        """The tile, its ports and marks, and the strip."""
        rect = drawing.TILE.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        self._footprint = drawing.TILE
        if self._shows_strip:
            self._footprint = QRectF(0, 0, NODE_WIDTH, self.strip_rect().bottom())
            rect = rect.united(self.strip_rect().adjusted(-1, 0, 1, 1))
        if rect != self.rect():
            self.setRect(rect)

    def shape(self) -> QPainterPath:
        return drawing.TILE_PATH

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter, drawing.zoom_of(painter))
        self._paint_texts(painter)
        self._paint_ports(painter)
        if self.strip is not None and self._shows_strip:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(self.strip_rect(), self.strip)

    def fill(self, colors: theme.Tokens) -> str:
        """The colour of the tile."""
        return colors.selection if self.running else colors.surface

    def edge(self, colors: theme.Tokens) -> tuple[str, bool]:
        """The colour of the tile's edge, and whether it marks the node among others."""
        if self.report.problem is not None:
            return colors.error, True
        if self.isSelected() or self.running or self.pointed:
            return colors.accent, True
        return (colors.faint if self.hovered else colors.line), False

    def _paint_tile(self, painter: QPainter, detail: float) -> None:
        colors = theme.tokens()
        self._paint_stack(painter)
        painter.fillPath(drawing.TILE_PATH, drawing.brush(self.fill(colors)))
        painter.fillPath(drawing.BAR_PATH, colors.group(self.node.layer.group))
        if self.share:
            painter.fillRect(drawing.share_rect(self.share), colors.group(self.node.layer.group))
        color, marked = self.edge(colors)
        width = theme.CHOSEN_LINE if marked else theme.LINE
        painter.setPen(drawing.pen(color, width / min(detail, 1.0)))  # never thinner on the screen
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(drawing.TILE_PATH)
        if self.report.problem is not None and self.isSelected():
            painter.setPen(drawing.pen(colors.accent, theme.CHOSEN_LINE))
            painter.drawPath(drawing.tile_path(drawing.TILE.adjusted(-3, -3, 3, 3)))

    def _paint_stack(self, painter: QPainter) -> None:
        """Behind a block that repeats lie further sheets."""
        layer, colors = self.node.layer, theme.tokens()
        if isinstance(layer, Block) and layer.repeat > 1:
            painter.setPen(drawing.pen(colors.accent if self.isSelected() else colors.line))
            for away in range(2 * min(layer.repeat - 1, _SHEETS), 0, -2):
                sheet = drawing.tile_path(drawing.TILE.translated(1.5 * away, -1.5 * away))
                painter.fillPath(sheet, drawing.brush(colors.surface))
                painter.drawPath(sheet)

    def _paint_texts(self, painter: QPainter) -> None:
        colors = theme.tokens()
        for (place, text, font), color in zip(self.lay_out(), (colors.text, colors.faint), strict=True):
            painter.setFont(font)
            painter.setPen(drawing.pen(color))
            painter.drawStaticText(place, text)

    def _paint_ports(self, painter: QPainter) -> None:
        colors = theme.tokens()
        taken = self._network.taken_ports(self.node.id)
        for port in self.ports():
            lit = port == self.lit_port
            offered = self.offered == ("output" if port.input is None else "inputs") and port.input not in taken
            used = port.input in taken if port.input is not None else self._network.has_outputs(self.node.id)
            radius = drawing.PORT_RADIUS + (2.5 if lit else 1 if offered else 0)
            painter.setPen(drawing.pen(colors.accent if lit or offered else colors.faint, 1.75 if offered else 1.25))
            painter.setBrush(drawing.brush(colors.accent if lit else colors.faint if used else colors.surface))
            painter.drawEllipse(self._port_offset(port), radius, radius)

    def _port_offset(self, port: Port) -> QPointF:
        if port.input is None:
            return QPointF(NODE_WIDTH, NODE_HEIGHT / 2)
        return QPointF(0, NODE_HEIGHT * (port.input + 1) / (max(self.inputs, port.input + 1) + 1))


def _line(middle: float, text: str, font: QFont) -> _Line:
    """A line of text about a height of the tile, ready to be drawn."""
    made = drawing.static(text, font)
    return QPointF(_TEXT_LEFT, middle - made.size().height() / 2), made, font
