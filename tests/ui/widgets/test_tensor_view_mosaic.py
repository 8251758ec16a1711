"""Where cells lie: compared with going from cell to cell by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.ui.widgets.mosaic import GAP, OUTSIDE, Cell, Grid, Layout

GRIDS = [
    Grid(5, 1, 3, 2, wrap=True, across=3),
    Grid(2, 3, 4, 4),
    Grid(2, 3, 4, 4, turned=True),
    Grid(1, 1, 10, 64),
]


def drawn(layout: Layout, codes: np.ndarray, width: int, height: int) -> np.ndarray:
    return layout.grid.sheet(codes)[layout.rows(height)][:, layout.columns(width)]


@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("cell", [1.0, 4.0, 7.5, 30.0])
def test_each_pixel_shows_the_cell_that_lies_there(grid: Grid, cell: float) -> None:
    layout = Layout(grid, cell, left=3, top=-5)
    shape = (grid.rows, grid.columns, grid.height, grid.width)
    codes = (np.arange(np.prod(shape)) % 250 + 2).astype(np.uint8).reshape(shape)
    picture = drawn(layout, codes, 200, 150)
    for y in range(0, 150, 7):
        for x in range(0, 200, 7):
            under = layout.cell_at(x + 0.5, y + 0.5)
            if under is not None:
                assert picture[y, x] == codes[under], (x, y)
            else:
                assert picture[y, x] in (GAP, OUTSIDE)


@pytest.mark.parametrize("grid", GRIDS)
def test_the_middle_of_a_cells_rectangle_is_the_cell(grid: Grid) -> None:
    layout = Layout(grid, 9.0, left=11, top=4)
    for row in range(grid.rows):
        for column in range(grid.columns):
            for y, x in ((0, 0), (grid.height - 1, grid.width - 1)):
                cell = Cell(row, column, y, x)
                left, top, width, height = layout.rectangle(cell)
                assert layout.cell_at(left + width / 2, top + height / 2) == cell


def test_cells_are_whole_pixels_of_equal_size() -> None:
    grid, cell = Grid(8, 1, 3, 3, wrap=True).fitted(400, 200, 64)
    assert cell == int(cell)
    codes = np.arange(72, dtype=np.uint8).reshape(8, 1, 3, 3) + 2
    picture = drawn(Layout(grid, cell), codes, 400, 200)
    assert {int((picture == code).sum()) for code in codes.ravel()} == {int(cell) ** 2}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 300),
    st.integers(1, 6),
    st.integers(1, 30),
    st.integers(1, 30),
    st.integers(60, 900),
    st.integers(60, 600),
    st.booleans(),
)
def test_what_is_fitted_fits(rows: int, columns: int, h: int, w: int, width: int, height: int, wrap: bool) -> None:
    grid, cell = Grid(rows, 1 if wrap else columns, h, w, wrap).fitted(width, height, 64)
    total_width, total_height = Layout(grid, cell).size
    if cell >= 1:
        assert total_width <= width
        assert total_height <= height
    assert cell <= 64


def test_a_wrapped_grid_takes_the_shape_of_its_room() -> None:
    assert Grid(16, 1, 4, 4, wrap=True).fitted(800, 100, 64)[0].across >= 8
    assert Grid(16, 1, 4, 4, wrap=True).fitted(100, 800, 64)[0].across <= 2


def test_a_matrix_of_tiles_lies_down_where_that_is_larger() -> None:
    assert Grid(16, 8, 3, 3).fitted(800, 300, 64)[0].turned
    assert not Grid(16, 8, 3, 3).fitted(300, 800, 64)[0].turned


def test_the_rest_of_the_last_line_is_empty() -> None:
    layout = Layout(Grid(5, 1, 2, 2, wrap=True, across=3), 10)
    rest = layout.rest()
    assert rest is not None
    assert layout.cell_at(rest[0] + 5, rest[1] + 5) is None
    assert Layout(Grid(6, 1, 2, 2, wrap=True, across=3), 10).rest() is None


def test_more_cells_than_pixels_still_draw() -> None:
    grid, cell = Grid(1, 1, 400, 3000).fitted(300, 200, 64)
    assert cell < 1
    codes = np.full((1, 1, 400, 3000), 9, np.uint8)
    assert (drawn(Layout(grid, cell), codes, 300, 200) == 9).any()
