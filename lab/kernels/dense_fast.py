"""The fast forms of dense layers: the same sums in tiles of registers (lab/kernels/tiles.py).

A block of sixteen samples is a column. Where the blocks cannot be shared out evenly among the threads, the tiles are.
"""

from __future__ import annotations

from typing import Any

from lab.kernels.dense import dense, dense_input_gradient, dense_weight_gradient
from lab.kernels.kernel import Float32s, Matrix, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    CELLS,
    NUMBER,
    NUMBERS,
    RECTIFIED,
    ZEROS,
    address,
    array_address,
    sum_windows,
    tile_channels,
)
from lab.kernels.turning import transpose

RUN = 128  # inputs that are summed at a time, so that their cells stay in the nearest cache


@helper
def blocks_and_tiles(blocks: int, tiles: int, thread: int, threads: int) -> tuple[int, int, int, int]:
    """(first, end) block and (first, end) tile of a thread's part."""
    if blocks % threads == 0:
        first, end = share(blocks, thread, threads)
        return first, end, 0, tiles
    first, end = share(tiles, thread, threads)
    return 0, blocks, first, end


@fast(dense, blockwise=True, further={"rectified": 0})
def dense_tiled(x: Tensor, weight: Matrix, bias: Vector, y: Tensor, rectified: int, thread: int, threads: int) -> None:
    """`dense`, a tile of outputs of all blocks at a time; if `rectified`, sums below 0 become 0."""
    inputs, outputs = x.channels, y.channels
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    first_n, end_n, first_tile, end_tile = blocks_and_tiles(y.blocks, tiles, thread, threads)
    for first_k in range(0, inputs, RUN):
        for tile in range(first_tile, end_tile):
            o, end_o = share(outputs, tile, tiles)
            start, kind = 0, CELLS
            if first_k == 0:
                kind = ZEROS
                if bias.size > 0:
                    start, kind = array_address(bias, o), NUMBERS
            if rectified == 1 and first_k + RUN >= inputs:
                kind += RECTIFIED
            sum_windows(
                end_o - o,
                end_n - first_n,
                address(x, first_n, first_k, 0, 0),
                (x.channel_stride, 0, 0, x.block_stride),
                (min(RUN, inputs - first_k), 1, 1),
                array_address(weight, o * inputs + first_k),
                (inputs, 1, 0, 0),
                address(y, first_n, o, 0, 0),
                (y.channel_stride, y.block_stride),
                start,
                kind,
            )


@fast(dense_input_gradient, blockwise=True)
def dense_input_gradient_tiled(dy: Tensor, weight: Matrix, dx: Tensor, thread: int, threads: int) -> None:
    """`dense_input_gradient`, a tile of inputs of all blocks at a time."""
    inputs, outputs = dx.channels, dy.channels
    tiles = (inputs + tile_channels() - 1) // tile_channels()
    first_n, end_n, first_tile, end_tile = blocks_and_tiles(dx.blocks, tiles, thread, threads)
    for tile in range(first_tile, end_tile):
        k, end_k = share(inputs, tile, tiles)
        sum_windows(
            end_k - k,
            end_n - first_n,
            address(dy, first_n, 0, 0, 0),
            (dy.channel_stride, 0, 0, dy.block_stride),
            (outputs, 1, 1),
            array_address(weight, k),
            (1, inputs, 0, 0),
            address(dx, first_n, k, 0, 0),
            (dx.channel_stride, dx.block_stride),
            0,
            ZEROS,
        )


def _room_for_samples(x: Any, **_: Any) -> int:
    """Sixteen inputs of all samples, and a tile of what becomes of them."""
    size: int = (x.blocks * LANES + LANES) * LANES
    return size


@fast(dense_weight_gradient, scratch=_room_for_samples)
def dense_weight_gradient_tiled(
    x: Tensor, dy: Tensor, dweight: Matrix, thread: int, threads: int, scratch: Float32s
) -> None:
    """`dense_weight_gradient`, a tile of outputs of sixteen inputs at a time.

    The inputs are turned over, so that a cell holds sixteen inputs of one sample: then dweight is a weighted sum of
    cells as well, with dy as the weights and the samples as what is summed over.
    """
    inputs, outputs = x.channels, dy.channels
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    cells = (inputs + LANES - 1) // LANES
    turned = array_address(scratch, scratch.size // threads * thread)
    result = turned + x.blocks * LANES * LANES * NUMBER
    at = (result - array_address(scratch, 0)) // NUMBER
    first, end = share(cells, thread, threads)
    for cell in range(first, end):
        k = cell * LANES
        count = min(LANES, inputs - k)
        for n in range(x.blocks):
            transpose(count, address(x, n, k, 0, 0), x.channel_stride, turned + n * LANES * LANES * NUMBER)
        for tile in range(tiles):
            o, end_o = share(outputs, tile, tiles)
            y, y_step = array_address(dweight, o * inputs + k), inputs
            if count < LANES:
                y, y_step = result, LANES
            sum_windows(
                end_o - o,
                1,
                turned,
                (LANES * LANES, LANES, 0, 0),
                (x.blocks, LANES, 1),
                address(dy, 0, o, 0, 0),
                (dy.channel_stride, dy.block_stride, 1, 0),
                y,
                (y_step, 0),
                0,
                ZEROS,
            )
            if count < LANES:
                for t in range(end_o - o):
                    for lane in range(count):
                        dweight[o + t, k + lane] = scratch[at + t * LANES + lane]
