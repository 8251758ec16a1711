"""The network from far: all layers and links drawn at once, because thousands of items would take too long."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.ui.app import icons, theme
from lab.ui.designer import drawing

if TYPE_CHECKING:
    from lab.ui.designer.scene import NetworkScene

_BAR = theme.GROUP_BAR * 2.0  # the group's bar, wide enough to be seen from far
_ICON = NODE_HEIGHT - 16
_SELDOM = 0.2  # seconds between two looks at all items while more and more of them come


class Overview(QGraphicsRectItem):
    """Shown instead of the items where the zoom is below DETAIL; drawn anew from them once they have been `spoilt`."""

    def __init__(self, network: NetworkScene, field: QRectF) -> None:
        super().__init__(field)
        self._network = network
        self._spoilt = True
        self._asked = False  # to be painted, since it was painted last
        self._gathered = 0.0  # when
        self._batches = {False: _Batch(), True: _Batch()}  # of what stays and of what is carried
        self.hide()

    def spoil(self) -> None:
        """An item looks different now."""
        self._spoilt = True
        if not self._asked and self.isVisible() and not self._is_early():
            self._asked = True
            self.update()

    def _is_early(self) -> bool:
        """Whether more and more items come, and all that there were have been looked at a moment ago."""
        return self._network.arrivals.waiting and time.monotonic() < self._gathered + _SELDOM

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self._asked = False
        if self._spoilt and not self._is_early():
            self._batches = self._gather()
            self._spoilt, self._gathered = False, time.monotonic()
        zoom = drawing.zoom_of(painter)
        clip = QRectF(option.exposedRect)
        carrier = self._network.carrier
        places = ((self._batches[False], 0.0, 0.0), (self._batches[True], carrier.x(), carrier.y()))
        for link in carrier.trailing:
            painter.setPen(_line(*link.line(theme.tokens()), zoom))
            painter.drawPath(link.path)
        for draw in (_Batch.draw_links, _Batch.draw_tiles):
            for batch, x, y in places:
                painter.translate(x, y)
                draw(batch, painter, zoom, clip.translated(-x, -y))
                painter.translate(-x, -y)

    def _gather(self) -> dict[bool, _Batch]:
        network, colors = self._network, theme.tokens()
        batches = {False: _Batch(), True: _Batch()}
        for item in network.nodes.values():
            batch, tile = batches[item.parentItem() is not None], drawing.TILE.translated(item.pos())
            group = item.node.layer.group
            batch.groups[group].append(tile)
            batch.bars[group].append(QRectF(tile.x(), tile.y(), _BAR, NODE_HEIGHT))
            batch.fills[item.fill(colors)].append(tile)
            edge, marked = item.edge(colors)
            (batch.marks if marked else batch.edges)[edge].append(tile)
        for node in network.arrivals.nodes:
            batch, tile, group = batches[False], drawing.tile_of(node), node.layer.group
            batch.groups[group].append(tile)
            batch.bars[group].append(QRectF(tile.x(), tile.y(), _BAR, NODE_HEIGHT))
            batch.fills[colors.surface].append(tile)
            batch.edges[colors.line].append(tile)
        for link in network.links.values():
            if link.trailing:
                continue
            batch = batches[link.parentItem() is not None]
            batch.links[link.line(colors)].append(link.path)
        return batches


class _Batch:
    """Tiles and links by how they look."""

    def __init__(self) -> None:
        self.groups: dict[str, list[QRectF]] = defaultdict(list)
        self.fills: dict[str, list[QRectF]] = defaultdict(list)
        self.edges: dict[str, list[QRectF]] = defaultdict(list)
        self.marks: dict[str, list[QRectF]] = defaultdict(list)
        self.bars: dict[str, list[QRectF]] = defaultdict(list)
        self.links: dict[tuple[str, float, Qt.PenStyle], list[QPainterPath]] = defaultdict(list)
        self._frames: list[tuple[str, list[QRectF]]] = []
        self._framed_at = 0.0  # zoom

    def draw_links(self, painter: QPainter, zoom: float, clip: QRectF) -> None:
        """Path by path: one path of all would take far longer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for look, paths in self.links.items():
            painter.setPen(_line(*look, zoom))
            for path in paths:
                painter.drawPath(path)

    def draw_tiles(self, painter: QPainter, zoom: float, clip: QRectF) -> None:
        """Blocks in their groups' colours; from nearer tiles with the groups' icons."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        if zoom < drawing.OVERVIEW:
            for group, tiles in self.groups.items():
                painter.setBrush(theme.tokens().group(group))
                painter.drawRects(tiles)
            _fill(painter, self.marks.items())
            return
        _fill(painter, self._framed(zoom))
        _fill(painter, self.fills.items())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for group, tiles in self.groups.items():
            painter.setBrush(theme.tokens().group(group))
            painter.drawRects(self.bars[group])
            picture = icons.pixmap(icons.GROUP_ICONS.get(group, "group_shape"), _ICON, f"group:{group}")
            for tile in tiles:
                if tile.intersects(clip):
                    painter.drawPixmap(int(tile.x() + (NODE_WIDTH - _ICON) / 2), int(tile.y() + 8), picture)

    def _framed(self, zoom: float) -> list[tuple[str, list[QRectF]]]:
        """What lies behind the tiles and shows as their edges; made anew for another zoom only."""
        if zoom != self._framed_at:
            self._framed_at = zoom
            self._frames = [
                (color, [tile + QMarginsF(width, width, width, width) for tile in tiles])
                for looks, width in ((self.edges, theme.LINE / zoom), (self.marks, theme.CHOSEN_LINE / zoom))
                for color, tiles in looks.items()
            ]
        return self._frames


def _line(color: str, width: float, style: Qt.PenStyle, zoom: float) -> QPen:
    """The pen of a link; a line of one pixel of the screen is drawn many times faster than any other."""
    return drawing.pen(color, max(width * zoom * theme.scale(), 1.0), style, cosmetic=True)


def _fill(painter: QPainter, rects: Iterable[tuple[str, list[QRectF]]]) -> None:
    """Rectangles of each colour."""
    for color, each in rects:
        painter.setBrush(QColor(color))
        painter.drawRects(each)
