"""Where the cells of many small arrays lie on the screen when they are laid out as tiles with gaps between them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAP, OUTSIDE = 0, 1  # colour codes of what is no cell; values have the codes from 2 on
_SMALLEST = 1 / 16  # pixels of a cell
Index = NDArray[np.int64]


class Cell(NamedTuple):
    """One number of an array (rows, columns, height, width): the tile's row and column, the place in the tile."""

    row: int
    column: int
    y: int
    x: int


@dataclass(frozen=True)
class Grid:
    """How the tiles of an array (rows, columns, height, width) are arranged.

    `wrap`: the tiles of the only column flow from left to right, `across` in each line. `turned`: the array's rows
    run from left to right and its columns downwards.
    """

    rows: int
    columns: int
    height: int
    width: int
    wrap: bool = False
    turned: bool = False
    across: int = 1

    @property
    def lines(self) -> int:
        """Lines of tiles on the screen."""
        if self.wrap:
            return -(-self.rows // self.across)
        return self.columns if self.turned else self.rows

    @property
    def files(self) -> int:
        """Tiles in a line."""
        if self.wrap:
            return self.across
        return self.rows if self.turned else self.columns

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Line and file of a tile."""
        if self.wrap:
            return divmod(row, self.across)
        return (column, row) if self.turned else (row, column)

    def tile(self, line: int, file: int) -> tuple[int, int] | None:
        """Row and column of the tile that lies there; None when there is none."""
        if not (0 <= line < self.lines and 0 <= file < self.files):
            return None
        if self.wrap:
            row = line * self.across + file
            return (row, 0) if row < self.rows else None
        return (file, line) if self.turned else (line, file)

    def beside(self, cell: Cell, down: int, right: int) -> Cell | None:
        """The number so many cells away on the screen, across gaps; at the rim it stays, None where no tile lies."""
        line, file = self.place(cell.row, cell.column)
        row = min(max(line * self.height + cell.y + down, 0), self.lines * self.height - 1)
        column = min(max(file * self.width + cell.x + right, 0), self.files * self.width - 1)
        return self.cell(row, column)

    def cell(self, row: int, column: int) -> Cell | None:
        """The number in a row and a column of the sheet; None where no tile lies."""
        (line, y), (file, x) = divmod(row, self.height), divmod(column, self.width)
        tile = self.tile(line, file)
        return Cell(*tile, y, x) if tile is not None else None

    def sheet(self, codes: NDArray[np.generic], gap: int = GAP, outside: int = OUTSIDE) -> NDArray[np.generic]:
        """All tiles side by side as one picture, with a row and a column for gaps and one each for the outside."""
        height, width = self.lines * self.height, self.files * self.width
        sheet = np.empty((height + 2, width + 2), codes.dtype)
        if self.wrap:
            whole = np.full((self.lines * self.across, self.height, self.width), outside, codes.dtype)
            whole[: self.rows] = codes[:, 0]
            tiles = whole.reshape(self.lines, self.across, self.height, self.width).transpose(0, 2, 1, 3)
        else:
            tiles = codes.transpose(1, 2, 0, 3) if self.turned else codes.transpose(0, 2, 1, 3)
        sheet[:height, :width] = tiles.reshape(height, width)
        sheet[height, :], sheet[:, width] = gap, gap
        sheet[height + 1, :], sheet[:, width + 1] = outside, outside
        return sheet

    def fitted(self, width: int, height: int, largest: int) -> tuple[Grid, float]:
        """The arrangement with the largest cells in so many pixels, and the size of a cell."""
        candidates = [self]
        if self.wrap:
            candidates = [replace(self, across=across) for across in _sensible(self.rows)]
        elif self.rows > 1 or self.columns > 1:
            candidates = [replace(self, turned=turned) for turned in (False, True)]
        best = max(candidates, key=lambda grid: (grid._cell(width, height, largest), -abs(grid.files - grid.lines)))
        return best, best._cell(width, height, largest)

    def _cell(self, width: int, height: int, largest: int) -> float:
        """The largest cell with which everything fits: whole pixels where there is at least one."""
        cell = float(largest)
        for _ in range(3):  # the gap depends on the cell
            gap = gap_for(cell)
            cell = min(
                (width - gap * (self.files + 1)) / (self.files * self.width),
                (height - gap * (self.lines + 1)) / (self.lines * self.height),
                largest,
            )
            cell = max(cell, 1e-3)
        return float(int(cell)) if cell >= 1 else cell


@dataclass(frozen=True)
class Layout:
    """A grid on the screen: `cell` pixels for a number, the top left of the first gap at (left, top)."""

    grid: Grid
    cell: float
    left: float = 0.0
    top: float = 0.0

    @property
    def gap(self) -> int:
        """Pixels between tiles."""
        return gap_for(self.cell)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of everything, in pixels."""
        return (
            self.gap + self.grid.files * self._pitch(self.grid.width),
            self.gap + self.grid.lines * self._pitch(self.grid.height),
        )

    def placed(self, width: int, height: int) -> Layout:
        """In the middle along an axis on which everything fits in so many pixels, else without empty margins."""
        starts = []
        for start, size, room in zip((self.left, self.top), self.size, (width, height), strict=True):
            starts.append(float(int((room - size) / 2)) if size <= room else min(max(round(start), room - size), 0.0))
        return replace(self, left=starts[0], top=starts[1])

    def moved(self, x: float, y: float) -> Layout:
        """So many pixels to the right and down."""
        return replace(self, left=self.left + x, top=self.top + y)

    def zoomed(self, factor: float, x: float, y: float, largest: float) -> Layout:
        """Cells larger or smaller by a factor, at most `largest` pixels; what lies at (x, y) stays there."""
        cell = self.cell * factor
        if cell >= 1:
            cell = float(math.ceil(cell) if factor > 1 else math.floor(cell))
        new = replace(self, cell=min(max(cell, _SMALLEST), largest))
        (width, height), (new_width, new_height) = self.size, new.size
        left = x - (x - self.left) / width * new_width
        top = y - (y - self.top) / height * new_height
        return replace(new, left=left, top=top)

    def with_in_sight(self, cell: Cell, width: int, height: int) -> Layout:
        """Moved just as far as it takes for a number to lie within so many pixels."""
        left, top, side, _ = self.rectangle(cell)
        away_x = max(-left, 0) + min(width - left - side, 0)
        away_y = max(-top, 0) + min(height - top - side, 0)
        return self.moved(away_x, away_y)

    def rows(self, pixels: int) -> Index:
        """For each pixel from the top the row of the sheet that is drawn there."""
        return self._map(pixels, self.top, self.grid.height, self.grid.lines)

    def columns(self, pixels: int) -> Index:
        """For each pixel from the left the column of the sheet that is drawn there."""
        return self._map(pixels, self.left, self.grid.width, self.grid.files)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The number drawn at a pixel; None in gaps and outside."""
        place_y = self._inside(y - self.top, self.grid.height, self.grid.lines)
        place_x = self._inside(x - self.left, self.grid.width, self.grid.files)
        if place_x is None or place_y is None:
            return None
        tile = self.grid.tile(place_y[0], place_x[0])
        return Cell(*tile, place_y[1], place_x[1]) if tile is not None else None

    def cells_in(self, width: int, height: int) -> list[Cell]:
        """The numbers of which anything is seen in so many pixels."""
        grid = self.grid
        rows, columns = np.unique(self.rows(height)), np.unique(self.columns(width))
        cells = (
            grid.cell(row, column)
            for row in rows[rows < grid.lines * grid.height].tolist()
            for column in columns[columns < grid.files * grid.width].tolist()
        )
        return [cell for cell in cells if cell is not None]

    def rectangle(self, cell: Cell) -> tuple[float, float, float, float]:
        """Left, top, width and height of a number, in pixels."""
        left, top, _, _ = self.tile_rectangle(cell.row, cell.column)
        return (left + cell.x * self.cell, top + cell.y * self.cell, self.cell, self.cell)

    def tile_rectangle(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of a tile without its gaps, in pixels."""
        line, file = self.grid.place(row, column)
        left = self.left + self.gap + file * self._pitch(self.grid.width)
        top = self.top + self.gap + line * self._pitch(self.grid.height)
        return (left, top, self.grid.width * self.cell, self.grid.height * self.cell)

    def rest(self) -> tuple[float, float, float, float] | None:
        """The part of the last line that has no tiles: left, top, width, height; None when it is full."""
        grid = self.grid
        missing = grid.lines * grid.files - grid.rows if grid.wrap else 0
        if not missing:
            return None
        left = self.left + self.gap + (grid.files - missing) * self._pitch(grid.width)
        top = self.top + self.gap + (grid.lines - 1) * self._pitch(grid.height)
        return (left, top, missing * self._pitch(grid.width), self._pitch(grid.height))

    def _pitch(self, cells: int) -> int:
        return max(round(cells * self.cell), 1) + self.gap

    def _map(self, pixels: int, start: float, cells: int, tiles: int) -> Index:
        pitch, tile = self._pitch(cells), self._pitch(cells) - self.gap
        away = np.arange(pixels) + 0.5 - start - self.gap
        number = np.floor(away / pitch).astype(np.int64)
        inner = away - number * pitch
        at = number * cells + np.minimum((inner / self.cell).astype(np.int64), cells - 1)
        at[inner >= tile] = tiles * cells  # a gap
        at[(away < 0) & (away >= -self.gap)] = tiles * cells
        at[(away < -self.gap) | (number >= tiles)] = tiles * cells + 1  # outside
        return at

    def _inside(self, away: float, cells: int, tiles: int) -> tuple[int, int] | None:
        pitch = self._pitch(cells)
        number, inner = divmod(away - self.gap, pitch)
        if not (0 <= number < tiles and inner < pitch - self.gap):
            return None
        return int(number), min(int(inner / self.cell), cells - 1)


def gap_for(cell: float) -> int:
    """Pixels between tiles whose cells are so large."""
    return 1 if cell < 3 else 2 if cell < 16 else 3


def _sensible(count: int) -> list[int]:
    """Numbers of tiles in a line worth trying: not all of thousands."""
    return list(range(1, count + 1)) if count <= 64 else sorted({int(count / n) + 1 for n in range(1, 65)} | {count})
