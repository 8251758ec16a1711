"""The forms of kernels for one sample at a time: what a drawn picture goes through while it is being drawn.

With one sample, fifteen of sixteen lanes would be idle. So a network for single samples lays a tensor's numbers down
one after the other, (channels, height, width); its cells are single numbers, and lanes are neighbouring columns, or
inputs. What has no form here runs as the plain kernel, number by number, and what treats each number by itself
(lab/kernels/elementwise.py) sixteen at a time as ever.
"""

from __future__ import annotations

from typing import Any

from lab.kernels.convolution import convolve, inside
from lab.kernels.dense import dense
from lab.kernels.kernel import Array4, Float32s, Matrix, Vector, helper, share, single
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.pooling import max_pool, window
from lab.kernels.tiles import (
    CELLS,
    MOST_CHANNELS,
    NUMBER,
    NUMBERS,
    ZEROS,
    address,
    array_address,
    clear,
    copy_numbers,
    lanes_total,
    larger_of_pairs,
    product_channels,
    sum_products,
    sum_windows,
    take_larger,
    tile_channels,
)


@helper
def row_length(columns: int, width: int, stride: int, dilation: int) -> int:
    """Numbers in which every column finds all that its window covers, in whole cells, for one phase of the stride."""
    cells = (columns + LANES - 1) // LANES
    return cells * LANES + (width - 1) * dilation // stride


def _room(x: Any, weight: Any, y: Any, stride_j: int, dilation_j: int, **_: Any) -> int:
    """A padded copy of the input, and a row of a tile of outputs."""
    length = row_length(y.width, weight.shape[3], stride_j, dilation_j)
    size: int = x.channels * x.height * stride_j * length + MOST_CHANNELS * -(-y.width // LANES) * LANES
    return size


@single(convolve, scratch=_room)
def convolve_single(
    x: Tensor,
    weight: Array4,
    bias: Vector,
    y: Tensor,
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
    """`convolve`: sixteen neighbouring columns of a tile of output channels at a time.

    The input is copied row by row between zeros, so that no column is an edge. With a stride, the columns that one
    weight meets lie apart: each row is copied in as many phases, in which they are neighbours.
    """
    outputs, inputs = y.channels // groups, x.channels // groups
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    height, width = weight.shape[2], weight.shape[3]
    length = row_length(y.width, width, stride_j, dilation_j)
    cells = (y.width + LANES - 1) // LANES
    start = scratch.size // threads * thread
    row_step, channel_step = stride_j * length, x.height * stride_j * length
    result = start + x.channels * channel_step
    calls, taps = (1, width) if stride_j == 1 else (width, 1)
    first, end = share(groups * tiles * y.height, thread, threads)
    for n in range(x.blocks):
        for c in range(x.channels if first < end else 0):
            for p in range(x.height):
                for phase in range(stride_j):
                    at = start + c * channel_step + p * row_step + phase * length
                    first_q, end_q = inside(phase - left, stride_j, length, x.width)
                    for q in range(min(first_q, length)):
                        scratch[at + q] = 0
                    if stride_j == 1:
                        count = max(0, end_q - first_q)
                        copy_numbers(count, address(x, n, c, p, first_q - left), array_address(scratch, at + first_q))
                    else:
                        for q in range(first_q, end_q):
                            scratch[at + q] = x[n, c, p, q * stride_j + phase - left, 0]
                    for q in range(max(first_q, end_q), length):
                        scratch[at + q] = 0
        for place in range(first, end):
            group, tile, i = place // (tiles * y.height), place // y.height % tiles, place % y.height
            first_o, end_o = share(outputs, tile, tiles)
            o, channels = group * outputs + first_o, end_o - first_o
            first_u, end_u = inside(i * stride_i - top, dilation_i, height, x.height)
            row = i * stride_i - top + first_u * dilation_i
            for call in range(calls):
                at_bias, kind = 0, CELLS
                if call == 0:
                    kind = ZEROS
                    if bias.size > 0:
                        at_bias, kind = array_address(bias, o), NUMBERS
                v = call * dilation_j
                at = start + group * inputs * channel_step + row * row_step + v % stride_j * length + v // stride_j
                sum_windows(
                    channels,
                    cells,
                    array_address(scratch, at),
                    (channel_step, dilation_i * row_step, dilation_j, LANES),
                    (inputs, end_u - first_u, taps),
                    array_address(weight, (o * inputs * height + first_u) * width + call),
                    (inputs * height * width, height * width, width, 1),
                    array_address(scratch, result),
                    (cells * LANES, LANES),
                    at_bias,
                    kind,
                )
            for t in range(channels):
                row_of_sums = array_address(scratch, result + t * cells * LANES)
                copy_numbers(y.width, row_of_sums, address(y, n, o + t, i, 0))


def _room_for_sums(**_: Any) -> int:
    return MOST_CHANNELS * LANES


@single(dense, scratch=_room_for_sums)
def dense_single(
    x: Tensor, weight: Matrix, bias: Vector, y: Tensor, thread: int, threads: int, scratch: Float32s
) -> None:
    """`dense`: sixteen inputs of a tile of outputs at a time."""
    inputs, outputs = x.channels, y.channels
    tiles = (outputs + product_channels() - 1) // product_channels()
    whole = inputs // LANES
    sums = array_address(scratch, scratch.size // threads * thread)
    first, end = share(tiles, thread, threads)
    for n in range(x.blocks):
        for tile in range(first, end):
            o, end_o = share(outputs, tile, tiles)
            clear(sums, end_o - o)
            sum_products(
                end_o - o,
                1,
                (1, 1, whole * LANES),
                address(x, n, 0, 0, 0),
                (0, 0, 0, LANES),
                array_address(weight, o * inputs),
                (0, inputs, 0, LANES),
                sums,
                0,
            )
            for t in range(end_o - o):
                value = lanes_total(sums + t * LANES * NUMBER)
                for k in range(whole * LANES, inputs):
                    value += weight[o + t, k] * x[n, k, 0, 0, 0]
                y[n, o + t, 0, 0, 0] = value + bias[o + t] if bias.size > 0 else value


def _room_for_rows(x: Any, y: Any, **_: Any) -> int:
    """A row of the input, rounded up to pairs of cells, and one of the output."""
    size: int = (-(-x.width // (2 * LANES)) * 2 + -(-y.width // LANES)) * LANES
    return size


@single(max_pool, scratch=_room_for_rows)
def max_pool_single(
    x: Tensor,
    y: Tensor,
    winner: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`max_pool`, first down the columns, all at once, then along the row. Nobody asks for the winners here."""
    start = scratch.size // threads * thread
    cells, results = (x.width + LANES - 1) // LANES, (y.width + LANES - 1) // LANES
    row = array_address(scratch, start)
    result = row + (cells + cells % 2) * LANES * NUMBER
    pairs = size_j == 2 and stride_j == 2 and left == 0 and y.width * 2 <= x.width
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            first_p, end_p = window(i, size_i, stride_i, top, x.height)
            copy_numbers(x.width, address(x, n, c, first_p, 0), row)
            for p in range(first_p + 1, end_p):
                take_larger(cells, address(x, n, c, p, 0), row)
            if pairs:
                larger_of_pairs(results, row, result)
                copy_numbers(y.width, result, address(y, n, c, i, 0))
                continue
            for j in range(y.width):
                first_q, end_q = window(j, size_j, stride_j, left, x.width)
                largest = scratch[start + first_q]
                for q in range(first_q + 1, end_q):
                    number = scratch[start + q]
                    largest = largest if largest > number or largest != largest else number
                y[n, c, i, j, 0] = largest
