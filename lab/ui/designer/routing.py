"""The way of a link: a smooth curve to the right, around what stands between, or back to the next row."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from lab.document.layout import NODE_HEIGHT, NODE_WIDTH, PITCH_X

Blockers = Callable[[QRectF], list[QRectF]]  # tiles of other nodes that touch a rectangle

_STUB = 16.0  # how far a link goes straight out of a port before it turns
_CLEAR = 18.0  # between a link and the tiles it passes
_BELOW = 44.0  # what a strip of feature maps takes below a tile
_RADIUS = 14.0
_SAMPLES = 24


def link_path(start: QPointF, end: QPointF, blockers: Blockers | None = None) -> QPainterPath:
    """From an output port to an input port; `blockers` tells what is in the way."""
    if end.x() - start.x() < _STUB:
        return _back(start, end, blockers)
    if blockers is not None and end.x() - start.x() >= NODE_WIDTH:
        hit = _touched(start, end, blockers(QRectF(start, end).normalized().adjusted(0, -1, 0, 1)))
        if hit:
            return _around(start, end, hit, blockers)
    return curve(start, end)


def curve(start: QPointF, end: QPointF) -> QPainterPath:
    """A cubic curve that leaves and arrives level."""
    reach = max(abs(end.x() - start.x()) / 2, _STUB)
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(reach, 0), end - QPointF(reach, 0), end)
    return path


def _touched(start: QPointF, end: QPointF, tiles: list[QRectF]) -> list[QRectF]:
    """The tiles that the plain curve would cross."""
    if not tiles:
        return []
    (x0, y0), (x3, y3) = start.toTuple(), end.toTuple()
    middle = (x0 + x3) / 2  # both control points of `curve`
    points = []
    for step in range(1, _SAMPLES):
        t = step / _SAMPLES
        u = 1 - t
        a, b, c = u * u * u, 3 * u * t, t * t * t
        points.append((a * x0 + b * middle + c * x3, (a + b * u) * y0 + (b * t + c) * y3))
    return [
        tile
        for tile in tiles
        if any(tile.left() <= x <= tile.right() and tile.top() <= y <= tile.bottom() for x, y in points)
    ]


def _around(start: QPointF, end: QPointF, hit: list[QRectF], blockers: Blockers) -> QPainterPath:
    """Above or below the tiles in the way, whichever is nearer; longer links keep a little farther off."""
    spread = 6.0 * min((end.x() - start.x()) // PITCH_X, 6)
    lanes = [_lane(start, end, hit, blockers, upwards, spread) for upwards in (True, False)]
    y = min(lanes, key=lambda lane: abs(lane - start.y()) + abs(lane - end.y()))
    left, right = start.x() + _STUB, end.x() - _STUB
    return rounded([start, QPointF(left, start.y()), QPointF(left, y), QPointF(right, y), QPointF(right, end.y()), end])


def _lane(start: QPointF, end: QPointF, hit: list[QRectF], blockers: Blockers, upwards: bool, spread: float) -> float:
    y = start.y()
    for _ in range(6):
        y = min(t.top() for t in hit) - _CLEAR - spread if upwards else max(t.bottom() for t in hit) + _BELOW + _CLEAR
        hit = blockers(QRectF(start.x() + 1, y - _CLEAR / 2, end.x() - start.x() - 2, _CLEAR))
        if not hit:
            break
    return y


def _back(start: QPointF, end: QPointF, blockers: Blockers | None) -> QPainterPath:
    """Out to the right, between the rows, and in from the left."""
    half = NODE_HEIGHT / 2
    lower, upper = max(start.y(), end.y()), min(start.y(), end.y())
    below = lower + half + _BELOW + _CLEAR
    lanes = [below]
    if lower - upper > NODE_HEIGHT + 2 * _CLEAR:
        above_end, below_end = end.y() - half - _CLEAR, end.y() + half + _BELOW + _CLEAR
        down = end.y() > start.y()
        lanes = [above_end, start.y() + half + _BELOW + _CLEAR] if down else [below_end, start.y() - half - _CLEAR]
    out, into = start.x() + _STUB, end.x() - _STUB
    y = next((lane for lane in lanes if blockers is None or not blockers(_run(into, out, lane))), lanes[-1])
    return rounded([start, QPointF(out, start.y()), QPointF(out, y), QPointF(into, y), QPointF(into, end.y()), end])


def _run(left: float, right: float, y: float) -> QRectF:
    """The strip of canvas that a level stretch of a link needs for itself."""
    return QRectF(left, y - _CLEAR / 3, right - left, 2 * _CLEAR / 3)


def rounded(points: list[QPointF], radius: float = _RADIUS) -> QPainterPath:
    """A path through corners, each rounded as far as its sides allow."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first, second = before - corner, after - corner
        lengths = hypot(first.x(), first.y()), hypot(second.x(), second.y())
        reach = min(radius, lengths[0] / 2, lengths[1] / 2)
        if reach <= 0:
            continue
        path.lineTo(corner + first * (reach / lengths[0]))
        path.quadTo(corner, corner + second * (reach / lengths[1]))
    path.lineTo(points[-1])
    return path
