"""Sizes, fonts and pens of what is drawn on the canvas. Scene units are px at 100 % zoom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QStaticText
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from lab.document.graph import Node
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.ui.app import fonts, theme

PORT_RADIUS = 4.5
PORT_REACH = 16.0  # how near to a port's middle the mouse grabs it
STRIP_GAP, STRIP_HEIGHT = 4.0, 40.0  # miniature feature maps below a node
SHARE_HEIGHT = 3.0  # of the bar that says how much of the parameters a layer has
DETAIL = 0.4  # zoom below which texts are left out
OVERVIEW = 0.15  # zoom below which nodes are plain blocks
TILE = QRectF(0, 0, NODE_WIDTH, NODE_HEIGHT)

TITLE, CAPTION, SHAPE = 13, 11, 11  # px


T = TypeVar("T")
_own = threading.local()  # fonts and their measures: Qt wants each thread to have its own


def _kept(kind: str, pixels: int, bold: bool, make: Callable[[], T]) -> T:
    """What this thread has made already, or makes now."""
    known: dict[tuple[int, bool], T] | None = getattr(_own, kind, None)
    if known is None:
        known = {}
        setattr(_own, kind, known)
    found = known.get((pixels, bold))
    if found is None:
        found = known[pixels, bold] = make()
    return found


def font(pixels: int, *, bold: bool = False) -> QFont:
    """A font of the canvas: in px, so that a node's text fits whatever the screen; the view scales for projectors."""

    def make() -> QFont:
        made = fonts.font("body", bold=bold, numbers=True)
        made.setPixelSize(pixels)
        return made

    return _kept("fonts", pixels, bold, make)


def metrics(pixels: int, *, bold: bool = False) -> QFontMetricsF:
    """The measures of a font of the canvas."""
    return _kept("metrics", pixels, bold, lambda: QFontMetricsF(font(pixels, bold=bold)))


def fitted(text: str, width: float, pixels: int, smallest: int, *, bold: bool = False) -> tuple[str, QFont]:
    """The text in the largest font in which it fits; cut with an ellipsis where even the smallest is too wide."""
    for size in range(pixels, smallest - 1, -1):
        if metrics(size, bold=bold).horizontalAdvance(text) <= width:
            return text, font(size, bold=bold)
    cut = metrics(smallest, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return cut, font(smallest, bold=bold)


def static(text: str, drawn_with: QFont) -> QStaticText:
    """A line of text that is laid out once and drawn often."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=drawn_with)
    return made


def united(rects: Iterable[QRectF]) -> QRectF:
    """The rectangle around all of these that are any."""
    corners = [rect.getCoords() for rect in rects if not rect.isNull()]
    if not corners:
        return QRectF()
    lefts, tops, rights, bottoms = zip(*corners, strict=True)
    return QRectF(QPointF(min(lefts), min(tops)), QPointF(max(rights), max(bottoms)))


def zoom_of(painter: QPainter) -> float:
    """The zoom with which an item is painted."""
    return QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) / theme.scale()


def pen(
    color: QColor | str,
    width: float = theme.LINE,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    *,
    cosmetic: bool = False,
) -> QPen:
    """A pen with round ends; a cosmetic one is as wide at every zoom."""
    return _pen(color if isinstance(color, str) else color.name(QColor.NameFormat.HexArgb), width, style, cosmetic)


@lru_cache(1000)  # thousands of items are drawn with a few: making one takes longer than to draw a line
def _pen(color: str, width: float, style: Qt.PenStyle, cosmetic: bool) -> QPen:
    made = QPen(QColor(color), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    made.setCosmetic(cosmetic)
    return made


@lru_cache(100)
def brush(color: str) -> QBrush:
    """A brush for an area of one colour."""
    return QBrush(QColor(color))


def tile_of(node: Node) -> QRectF:
    """Where the tile of a node belongs."""
    return QRectF(node.x, node.y, NODE_WIDTH, NODE_HEIGHT)


def around(nodes: Collection[Node]) -> QRectF:
    """The rectangle around the tiles of nodes."""
    if not nodes:
        return QRectF()
    lefts, tops = [node.x for node in nodes], [node.y for node in nodes]
    left, top = min(lefts), min(tops)
    return QRectF(left, top, max(lefts) + NODE_WIDTH - left, max(tops) + NODE_HEIGHT - top)


def tile_path(rect: QRectF) -> QPainterPath:
    """A rounded tile."""
    path = QPainterPath()
    path.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
    return path


def bar_path(rect: QRectF) -> QPainterPath:
    """The group's coloured bar along the left side of a rounded tile."""
    bar = QPainterPath()
    bar.addRect(QRectF(rect.left(), rect.top(), theme.GROUP_BAR, rect.height()))
    return bar.intersected(tile_path(rect))


TILE_PATH, BAR_PATH = tile_path(TILE), bar_path(TILE)


def share_rect(share: float) -> QRectF:
    """A bar along the lower edge of the tile; the smallest share can still be seen."""
    room = TILE.width() - theme.GROUP_BAR - 2 * theme.LINE - theme.RADIUS
    left, top = TILE.left() + theme.GROUP_BAR + theme.LINE, TILE.bottom() - SHARE_HEIGHT - theme.LINE
    return QRectF(left, top, max(2.0, room * share), SHARE_HEIGHT)


def arrow_path(tip: QPointF, length: float, breadth: float) -> QPainterPath:
    """A filled arrow head that points to the right."""
    path = QPainterPath(tip)
    path.lineTo(tip.x() - length, tip.y() - breadth / 2)
    path.lineTo(tip.x() - length, tip.y() + breadth / 2)
    path.closeSubpath()
    return path
