"""Alignment guides: what is dragged snaps to the edges and middles of what lies around, and a line shows to which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from lab.ui.app import theme
from lab.ui.designer import drawing

REACH = 10.0  # px of the screen within which it snaps
_BEYOND = 8.0  # px that a line goes on beyond what it aligns

_Place = Callable[[QRectF], float]
# Where a rectangle can be aligned with another of any size: along x, and along y.
_COLUMNS: tuple[_Place, ...] = (QRectF.left, lambda rect: rect.center().x(), QRectF.right)
_ROWS: tuple[_Place, ...] = (QRectF.top, lambda rect: rect.center().y(), QRectF.bottom)


class Guides(QGraphicsPathItem):
    """The lines of one drag, in the accent colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setPen(drawing.pen(theme.tokens().accent, cosmetic=True))
        self.setZValue(20)

    def show_lines(self, lines: Iterable[QLineF]) -> None:
        """These and no others."""
        path = QPainterPath()
        for line in lines:
            path.moveTo(line.p1())
            path.lineTo(line.p2())
        self.setPath(path)


class Neighbours:
    """What a drag may be aligned with; their places are taken down once, for all frames of the drag."""

    def __init__(self, rects: Iterable[QRectF]) -> None:
        rects = list(rects)
        self._columns = [(place, *_sorted(place, rects)) for place in _COLUMNS]
        self._rows = [(place, *_sorted(place, rects)) for place in _ROWS]

    def align(self, rect: QRectF, reach: float) -> tuple[QPointF, list[QLineF]]:
        """How far to move `rect` so that it is aligned with others no farther away than `reach`, and the lines that
        say so. Along each axis the smallest move counts, among equal ones that to the nearest other."""
        column, row = _nearest(rect, self._columns, reach), _nearest(rect, self._rows, reach)
        moved = rect.translated(column[0] if column else 0.0, row[0] if row else 0.0)
        lines = []
        if column:
            both, x = moved.united(column[1]), column[2](moved)
            lines.append(QLineF(x, both.top() - _BEYOND, x, both.bottom() + _BEYOND))
        if row:
            both, y = moved.united(row[1]), row[2](moved)
            lines.append(QLineF(both.left() - _BEYOND, y, both.right() + _BEYOND, y))
        return moved.topLeft() - rect.topLeft(), lines


def _sorted(place: _Place, rects: list[QRectF]) -> tuple[list[float], list[QRectF]]:
    """The rectangles in the order of one of their places, and these places."""
    ordered = sorted(rects, key=place)
    return [place(rect) for rect in ordered], ordered


def _nearest(
    rect: QRectF, known: list[tuple[_Place, list[float], list[QRectF]]], reach: float
) -> tuple[float, QRectF, _Place] | None:
    """The smallest move along one axis, to whom, and at which place."""
    best, found = (reach, float("inf")), None
    for place, values, others in known:
        here = place(rect)
        for number in range(bisect_left(values, here - reach), bisect_right(values, here + reach)):
            move, other = values[number] - here, others[number]
            rank = abs(move), (other.center() - rect.center()).manhattanLength()
            if rank < best:
                best, found = rank, (move, other, place)
    return found
