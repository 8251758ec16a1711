"""Dense layers of a few samples in narrow cells: lanes are neighbouring inputs, as the weights lie.

The samples are taken out of their lanes, one row of inputs each. There is one block of them.
"""

from __future__ import annotations

from typing import Any

from lab.kernels.dense import dense, dense_input_gradient, dense_weight_gradient
from lab.kernels.kernel import Float32s, Matrix, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    MOST_CHANNELS,
    NUMBER,
    ZEROS,
    address,
    array_address,
    clear,
    lanes_total,
    product_channels,
    sum_products,
    sum_windows,
    tile_channels,
)
from lab.kernels.turning import put_numbers, take_numbers

CELL = LANES * NUMBER  # bytes
RUN = 32  # cells of inputs whose gradient is summed at a time


@helper
def cells_of(inputs: int) -> int:
    """Cells that hold so many numbers."""
    return (inputs + LANES - 1) // LANES


@helper
def lay_rows(x: Tensor, at: int) -> None:
    """The inputs of every sample side by side, whole cells for each."""
    for lane in range(x.samples):
        row = at + lane * cells_of(x.channels) * CELL
        take_numbers(x.channels, address(x, 0, 0, 0, 0) + lane * NUMBER, x.channel_stride, row)


def _room(x: Any, **_: Any) -> int:
    """Rows of inputs, and sums of a tile of outputs of two samples."""
    size: int = (x.samples * cells_of(x.channels) + 2 * MOST_CHANNELS) * LANES
    return size


@fast(dense, scratch=_room, further={"rectified": 0}, any_lanes=True)
def dense_few(
    x: Tensor,
    weight: Matrix,
    bias: Vector,
    y: Tensor,
    rectified: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`dense`, a tile of outputs of two samples at a time; if `rectified`, sums below 0 become 0."""
    inputs, outputs = x.channels, y.channels
    tiles = (outputs + product_channels() - 1) // product_channels()
    length, whole = cells_of(inputs) * LANES, inputs // LANES
    start = scratch.size // threads * thread
    rows = array_address(scratch, start)
    sums = rows + x.samples * length * NUMBER
    first, end = share(tiles, thread, threads)
    if first < end:
        lay_rows(x, rows)
    for tile in range(first, end):
        o, end_o = share(outputs, tile, tiles)
        channels = end_o - o
        for lane in range(0, x.samples, 2):
            count = min(2, x.samples - lane)
            clear(sums, count * channels)
            sum_products(
                channels,
                count,
                (1, 1, whole * LANES),
                rows + lane * length * NUMBER,
                (0, length, 0, LANES),
                array_address(weight, o * inputs),
                (0, inputs, 0, LANES),
                sums,
                channels * LANES,
            )
            for number in range(count):
                for t in range(channels):
                    value = lanes_total(sums + (number * channels + t) * CELL)
                    for k in range(whole * LANES, inputs):
                        value += weight[o + t, k] * scratch[start + (lane + number) * length + k]
                    if bias.size > 0:
                        value += bias[o + t]
                    y[0, o + t, 0, 0, lane + number] = 0 if rectified == 1 and value <= 0 else value
        for lane in range(x.samples, y.lanes):
            for t in range(channels):
                y[0, o + t, 0, 0, lane] = 0


def _room_for_gradient(dx: Any, **_: Any) -> int:
    """A run of inputs of a tile of samples."""
    return RUN * MOST_CHANNELS * LANES


@fast(dense_input_gradient, scratch=_room_for_gradient, any_lanes=True)
def dense_input_gradient_few(
    dy: Tensor, weight: Matrix, dx: Tensor, thread: int, threads: int, scratch: Float32s
) -> None:
    """`dense_input_gradient`, a run of inputs of a tile of samples at a time."""
    inputs, outputs = dx.channels, dy.channels
    tiles = (dx.lanes + tile_channels() - 1) // tile_channels()
    sums = array_address(scratch, scratch.size // threads * thread)
    first, end = share(cells_of(inputs), thread, threads)
    for cell in range(first, end, RUN):
        count = min(RUN, end - cell)
        k = cell * LANES
        for tile in range(tiles):
            lane, end_lane = share(dx.lanes, tile, tiles)
            clear(sums, (end_lane - lane) * RUN)  # for lanes without a sample
            sum_windows(
                min(end_lane, dy.samples) - lane,
                count,
                array_address(weight, k),
                (inputs, 0, 0, LANES),
                (outputs, 1, 1),
                address(dy, 0, 0, 0, 0) + lane * NUMBER,
                (1, dy.channel_stride, 0, 0),
                sums,
                (RUN * LANES, LANES),
                0,
                ZEROS,
            )
            for t in range(end_lane - lane):
                target = address(dx, 0, k, 0, 0) + (lane + t) * NUMBER
                put_numbers(min(count * LANES, inputs - k), sums + t * RUN * CELL, target, dx.channel_stride)


@fast(dense_weight_gradient, scratch=_room, any_lanes=True)
def dense_weight_gradient_few(
    x: Tensor, dy: Tensor, dweight: Matrix, thread: int, threads: int, scratch: Float32s
) -> None:
    """`dense_weight_gradient`, a tile of outputs at a time: a weighted sum of rows of inputs."""
    inputs, outputs = x.channels, dy.channels
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    length, whole = cells_of(inputs) * LANES, inputs // LANES
    start = scratch.size // threads * thread
    rows = array_address(scratch, start)
    first, end = share(tiles, thread, threads)
    if first < end:
        lay_rows(x, rows)
    for tile in range(first, end):
        o, end_o = share(outputs, tile, tiles)
        sum_windows(
            end_o - o,
            whole,
            rows,
            (length, 0, 0, LANES),
            (x.samples, 1, 1),
            address(dy, 0, o, 0, 0),
            (dy.channel_stride, 1, 0, 0),
            array_address(dweight, o * inputs),
            (inputs, LANES),
            0,
            ZEROS,
        )
        for t in range(end_o - o):
            for k in range(whole * LANES, inputs):
                dweight[o + t, k] = 0
                for lane in range(x.samples):
                    dweight[o + t, k] += dy[0, o + t, 0, 0, lane] * scratch[start + lane * length + k]
