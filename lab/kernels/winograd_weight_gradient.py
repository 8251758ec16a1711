"""The weight gradient by Winograd's minimal filtering: the transposed map of the one in lab/kernels/winograd.py."""

from __future__ import annotations

from typing import Any

from lab.kernels.convolution import convolve_weight_gradient
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import CELLS, NUMBER, address, array_address, clear, sum_windows, tile_channels
from lab.kernels.turning import transpose
from lab.kernels.winograd import (
    CELL,
    PLACES,
    cost,
    strip_length,
    strip_step,
    tile_rows,
    transform_gradients,
    transform_inputs,
    transform_sums,
)


def _weight_gradient_cost(dweight: ArrayReference, dy: TensorReference, **geometry: Any) -> float:
    """It goes through whole cells of inputs."""
    inputs = dweight.shape[1]
    return cost(dweight, dy, inputs + -inputs % LANES, geometry)


@helper
def cells_and_outputs(cells: int, outputs: int, thread: int, threads: int) -> tuple[int, int, int, int]:
    """(first, end) cell of inputs and (first, end) output of a thread's part: it transforms only what is its own."""
    if cells % threads == 0:
        first, end = share(cells, thread, threads)
        return first, end, 0, outputs
    first, end = share(outputs, thread, threads)
    return 0, cells, first, end


@helper
def window_row(tiles: int) -> int:
    """Numbers of one of the four rows that these windows cover, turned over: sixteen cells for each column."""
    return (2 * tiles + 2) * LANES * LANES


def _room_for_sums(dweight: ArrayReference, **_: Any) -> int:
    """A cell of zeros, a kernel's nine cells and their transpose, the windows turned over, V, W and the sums."""
    outputs, inputs, *_rest = dweight.shape
    cells = -(-inputs // LANES)
    tiles = strip_length(cells * LANES + outputs)
    strips = strip_step(tiles, cells * LANES) + strip_step(tiles, outputs)
    return (1 + 2 * LANES) * LANES + 4 * window_row(tiles) + PLACES * (strips + outputs * cells * LANES)


@fast(convolve_weight_gradient, scratch=_room_for_sums, cost=_weight_gradient_cost)
def convolve_weight_gradient_winograd(
    x: Tensor,
    dy: Tensor,
    dweight: Array4,
    stride_i: int,
    stride_j: int,
    dilation_i: int,
    dilation_j: int,
    top: int,
    left: int,
    groups: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`convolve_weight_gradient` with kernels of 3 x 3, stride, dilation and groups 1.

    The windows are turned over, so that a cell holds sixteen inputs of one sample: then the sums over tiles and samples
    are weighted sums of cells as well, with A dY A^T as the weights.
    """
    inputs, outputs = x.channels, dy.channels
    cells = (inputs + LANES - 1) // LANES
    most = strip_length(cells * LANES + outputs)
    row_step, sums_step = window_row(most), outputs * cells * LANES
    v_step, w_step = strip_step(most, cells * LANES), strip_step(most, outputs)
    start = scratch.size // threads * thread
    zeros = array_address(scratch, start)
    kernel = zeros + CELL
    turned = kernel + LANES * CELL
    windows = turned + LANES * CELL
    v = windows + 4 * row_step * NUMBER
    w = v + PLACES * v_step * NUMBER
    sums = w + PLACES * w_step * NUMBER
    clear(zeros, 1)
    clear(sums, PLACES * outputs * cells)
    first_cell, end_cell, first_o, end_o = cells_and_outputs(cells, outputs, thread, threads)
    own_cells, own_outputs = end_cell - first_cell, end_o - first_o
    parts = (own_outputs + tile_channels() - 1) // tile_channels()
    dy_steps = (dy.channel_stride, dy.row_stride, dy.column_stride)
    across = tile_rows(dy.width)
    tiles = tile_rows(dy.height) * across
    strips = (tiles + most - 1) // most
    for place in range(dy.blocks * strips if own_outputs > 0 else 0):
        n, strip = place // strips, place % strips
        first_tile, end_tile = share(tiles, strip, strips)
        tile = first_tile
        while tile < end_tile:  # what the strip has of a row of tiles
            i, j = tile // across * 2, tile % across * 2
            count = min(end_tile - tile, across - tile % across)
            p, q = i - top, j - left
            first_row, end_row = max(0, -p), min(4, x.height - p)
            first_column, end_column = max(0, -q), min(2 * count + 2, x.width - q)
            for cell in range(first_cell, end_cell):
                c = cell * LANES
                for row in range(first_row, end_row):
                    for column in range(first_column, end_column):
                        transpose(
                            min(LANES, inputs - c),
                            address(x, n, c, p + row, q + column),
                            x.channel_stride,
                            windows + row * row_step * NUMBER + column * LANES * CELL,
                        )
                transform_inputs(
                    LANES,
                    count,
                    windows,
                    (LANES, row_step, LANES * LANES),
                    (first_row, end_row),
                    (first_column, end_column),
                    zeros,
                    v + (cell * most + tile - first_tile) * LANES * CELL,
                    (LANES, LANES * LANES, v_step),
                )
            transform_gradients(
                own_outputs,
                count,
                address(dy, n, first_o, i, j),
                dy_steps,
                (dy.height - i, dy.width - j),
                zeros,
                w + (first_o * most + tile - first_tile) * CELL,
                (most * LANES, LANES, w_step),
            )
            tile += count
        for k in range(PLACES):
            for part in range(parts):
                first, end = share(own_outputs, part, parts)
                o = first_o + first
                sum_windows(
                    end - first,
                    own_cells,
                    v + k * v_step * NUMBER + first_cell * most * LANES * CELL,
                    (LANES, 0, 0, most * LANES * LANES),
                    ((end_tile - first_tile) * LANES, 1, 1),
                    w + k * w_step * NUMBER + o * most * CELL,
                    (most * LANES, 1, 0, 0),
                    sums + k * sums_step * NUMBER + (o * cells + first_cell) * CELL,
                    (cells * LANES, LANES),
                    0,
                    CELLS,
                )
    at = start + (1 + LANES) * LANES  # of `turned`
    for o in range(first_o, end_o):
        for cell in range(first_cell, end_cell):
            transform_sums(sums + (o * cells + cell) * CELL, sums_step, kernel)
            transpose(9, kernel, LANES, turned)
            for lane in range(min(LANES, inputs - cell * LANES)):
                for row in range(3):
                    for column in range(3):
                        number = scratch[at + lane * LANES + 3 * row + column]
                        dweight[o, cell * LANES + lane, row, column] = number
