"""Which tiles lie in an area: found among thousands faster than the items of a scene are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from operator import itemgetter

from PySide6.QtCore import QRectF

from lab.document.layout import NODE_HEIGHT, NODE_WIDTH

_left = itemgetter(0)


class Tiles:
    """Tiles by the ids of their nodes, as they lie at one moment; all are NODE_WIDTH by NODE_HEIGHT."""

    def __init__(self, tiles: Iterable[tuple[str, QRectF]]) -> None:
        self._rows: dict[int, list[tuple[float, str, QRectF]]] = {}  # from left to right, by where the tops are
        for node_id, tile in tiles:
            self._rows.setdefault(int(tile.y() // NODE_HEIGHT), []).append((tile.x(), node_id, tile))
        for row in self._rows.values():
            row.sort(key=_left)

    def touching(self, area: QRectF, ignore: Collection[str] = ()) -> list[QRectF]:
        """Those that an area touches, but for these nodes'."""
        found = []
        for number in range(int(area.top() // NODE_HEIGHT) - 1, int(area.bottom() // NODE_HEIGHT) + 1):
            row = self._rows.get(number, ())
            for place in range(bisect_left(row, area.left() - NODE_WIDTH, key=_left), len(row)):
                x, node_id, tile = row[place]
                if x >= area.right():
                    break
                if node_id not in ignore and tile.intersects(area):
                    found.append(tile)
        return found
