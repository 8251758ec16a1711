"""Where a function on a grid is zero (marching squares, Lorensen and Cline 1987, in two dimensions)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Contour:
    """Pieces of the line on which `values` (row, column) are zero, kept by the edges of the grid that they cross.

    So the line can be drawn on any picture of the grid: `on(points)`.
    """

    def __init__(self, values: NDArray[np.floating]) -> None:
        rows, columns = values.shape
        number = np.arange(rows * columns).reshape(rows, columns)
        corners = [number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]]  # around each cell
        flat = values.ravel()
        starts = np.stack(corners, axis=-1).reshape(-1, 4)
        ends = np.roll(starts, -1, axis=1)
        crossed = (flat[starts] > 0) != (flat[ends] > 0)
        cell, edge = np.nonzero(crossed)  # in each cell 0, 2 or 4 edges, neighbours in this order
        start, end = starts[cell, edge], ends[cell, edge]
        self._edges = start, end
        self._share = (flat[start] / (flat[start] - flat[end]))[:, np.newaxis] if len(start) else np.zeros((0, 1))

    def on(self, points: NDArray[np.floating]) -> NDArray[np.floating]:
        """(piece · 2, 2) ends of the pieces, two by two, on a picture (row, column, 2) of the grid."""
        flat = points.reshape(-1, 2)
        start, end = self._edges
        places: NDArray[np.floating] = flat[start] + self._share * (flat[end] - flat[start])
        return places
