"""The network as a figure for print: layers with settings, shapes and parameters, on white, whatever the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from lab.document.document import Document
from lab.document.graph import Link, Node
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.document.notes import PADDING, TEXT_SIZE, Note
from lab.document.shapes import NodeReport
from lab.spec.units import format_shape
from lab.ui.app import theme
from lab.ui.app.i18n import term, tr
from lab.ui.designer import drawing, routing
from lab.ui.designer.tiles import Tiles

_MARGIN = 24.0  # px around everything
_TEXT_LEFT = theme.GROUP_BAR + 10.0
_TEXT_WIDTH = NODE_WIDTH - _TEXT_LEFT - 10.0
_LINE = 14.0  # height of a line below a tile
_BELOW = 4.0 + 2 * _LINE  # what stands below a tile: shape and parameters
_ARROW = 7.0
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Figure:
    """Paints a network as it is laid out, in any thread. All texts are texts, in the learner's language.

    `area` is what it covers, in px of the canvas. `check` is called again and again: what it raises calls it off.
    """

    def __init__(self, document: Document, *, notes: bool = True, check: Callable[[], object] = bool) -> None:
        self._document, self.check = document, check
        self._colors = theme.LIGHT
        self._tile, self._bar = drawing.tile_path(drawing.TILE), drawing.bar_path(drawing.TILE)  # of this thread
        self._notes = document.graph.notes if notes else []
        self._tiles = {node.id: QRectF(node.x, node.y, NODE_WIDTH, NODE_HEIGHT) for node in document.graph}
        self._others = Tiles(self._tiles.items())
        self._paths = {link: self._path(link) for link in document.graph.links}
        parts = [tile.adjusted(0, 0, 0, _BELOW) for tile in self._tiles.values()]
        parts += [path.boundingRect() for path in self._paths.values()]
        area = drawing.united([*parts, *map(_sheet, self._notes)])
        self.area = area if area.isEmpty() else area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def paint(self, painter: QPainter) -> None:
        """Draw it, the top left of `area` at (0, 0)."""
        painter.save()
        painter.translate(-self.area.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.area, Qt.GlobalColor.white)
        for note in self._notes:
            self._paint_note(painter, note)
        for link in self._paths:
            self._paint_link(painter, link)
        for node in self._document.graph:
            self.check()
            self._paint_node(painter, node, self._document.analysis.nodes.get(node.id, NodeReport()))
        painter.restore()

    # -- links

    def _path(self, link: Link) -> QPainterPath:
        self.check()
        graph, source, target = self._document.graph, self._tiles[link.source], self._tiles[link.target]
        inputs = graph.inputs(link.target)
        share = (inputs.index(link) + 1) / (len(inputs) + 1)
        start = QPointF(source.right(), source.center().y())
        end = QPointF(target.left() - _ARROW + 1, target.top() + share * NODE_HEIGHT)
        return routing.link_path(start, end, self._blockers(link))

    def _blockers(self, link: Link) -> Callable[[QRectF], list[QRectF]]:
        return lambda area: self._others.touching(area, (link.source, link.target))

    def _paint_link(self, painter: QPainter, link: Link) -> None:
        path = self._paths[link]
        painter.setPen(drawing.pen(self._colors.faint, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        tip = path.currentPosition() + QPointF(_ARROW - 1, 0)
        painter.fillPath(drawing.arrow_path(tip, _ARROW, _ARROW), QColor(self._colors.faint))

    # -- layers

    def _paint_node(self, painter: QPainter, node: Node, report: NodeReport) -> None:
        colors, layer = self._colors, node.layer
        painter.save()
        painter.translate(node.x, node.y)
        painter.fillPath(self._tile, QColor(colors.surface))
        painter.fillPath(self._bar, colors.group(layer.group))
        painter.setPen(drawing.pen(theme.mix(colors.line, colors.faint, 0.4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._tile)
        second = " · ".join(part for part in (node.name, term(layer.summary())) if part)
        for text, top, size, bold, color in (
            (term(layer.title), 8.0, drawing.TITLE, True, colors.text),
            (second, 29.0, drawing.CAPTION, False, colors.faint),
        ):
            fitted, font = drawing.fitted(text, _TEXT_WIDTH, size, 9, bold=bold)
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(QRectF(_TEXT_LEFT, top, _TEXT_WIDTH + 2, 20), Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.setFont(drawing.font(drawing.SHAPE))
        for line, (text, color) in enumerate(((_shape(report), colors.text), (_parameters(report), colors.faint))):
            painter.setPen(QColor(color))
            place = QRectF(-20, NODE_HEIGHT + 4 + line * _LINE, NODE_WIDTH + 40, _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    # -- notes

    def _paint_note(self, painter: QPainter, note: Note) -> None:
        colors, sheet = self._colors, _sheet(note)
        painter.setPen(drawing.pen(theme.mix(colors.surface, colors.warning, 0.22)))
        painter.setBrush(QColor(theme.mix(colors.surface, colors.warning, 0.06)))
        painter.drawRoundedRect(sheet, theme.RADIUS, theme.RADIUS)
        painter.setFont(drawing.font(TEXT_SIZE))
        painter.setPen(QColor(colors.text))
        painter.drawText(sheet.adjusted(PADDING, PADDING, -PADDING, -PADDING), _WRAP, term(note.text))


def _sheet(note: Note) -> QRectF:
    """A note as high as its text needs."""
    room = QRectF(0, 0, note.width - 2 * PADDING, 1e6)
    needed = drawing.metrics(TEXT_SIZE).boundingRect(room, _WRAP, term(note.text)).height() + 2 * PADDING
    return QRectF(note.x, note.y, note.width, max(note.height, needed))


def _shape(report: NodeReport) -> str:
    return format_shape(report.output) if report.output is not None else ""


def _parameters(report: NodeReport) -> str:
    return tr("{count} parameters").format(count=f"{report.parameters:,}") if report.parameters else ""
