"""The weight gradient of a few samples: sums along the planes that lab/kernels/few_samples.py tells of.

    dweight[o, c, u, v] = sum over k of dy[o, k] plane[c, k + (u d) length + v d]

where dy has as many zeros between two rows as the plane has columns more than it. Sixteen neighbouring k are the lanes
of a product; they are summed at the very end.
"""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.convolution import convolve_weight_gradient, inside
from lab.kernels.convolution_fast import phase
from lab.kernels.convolution_weight_gradient_fast import CELL, NO_BIAS, WEIGHT, cell_of_ones
from lab.kernels.few_samples import (
    NUMBER_MOVED,
    ROW_MOVED,
    further,
    lay_planes,
    moving_cost,
    plane_cells,
    rows_and_tiles,
)
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
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

NEAR = 48  # cells of each channel that are used again and again while they are in the nearest cache


PRODUCT, WEIGHT_TURNED = 1.2, 2  # of the sums, and of a weight when its sum is there: multiply-adds of a cell


def _cost(
    dweight: ArrayReference, x: TensorReference, dy: TensorReference, stride_j: int, dilation_j: int, **_: Any
) -> float:
    """What it takes; beside it, what the form below takes, and what was measured.

    Time of the sums of convolution_fast.py / that of this form and of the one below, on AVX2
                                                    predicted       measured
        1 sample of 16 -> 16 channels at 32 x 32     7.1   8.6       9.0   9.0
        1 of 128 -> 128 at 4 x 4                     0.8   3.5       1.7   8
        1 of 3 -> 32 at 64 x 64, kernel 5 x 5        7.8   2.5       8     3
        4 of 8 -> 8 at 8 x 8                         0.8   0.8       1.0   1.0
    """
    if dy.blocks > 1:
        return math.inf
    length = dy.width + further(dweight.shape[3], dilation_j, stride_j)
    sums = PRODUCT * x.samples * gradient_cells(dy.height, length) + WEIGHT
    return sums * dweight.size + moving_cost(x) + moving_cost(dy)


def _turned_cost(dweight: ArrayReference, x: TensorReference, dy: TensorReference, groups: int, **_: Any) -> float:
    if dy.blocks > 1:
        return math.inf
    outputs, inputs, height, width = dweight.shape
    cells = -(-inputs // LANES)
    sums = x.samples * dy.height * dy.width * outputs * cells * height * width
    turning = x.samples * x.height * x.width * (x.channels * NUMBER_MOVED + groups * cells * ROW_MOVED)
    return sums + turning + WEIGHT_TURNED * dweight.size + moving_cost(dy)


@helper
def gradient_cells(rows: int, length: int) -> int:
    """Cells of a plane of dy."""
    return (rows * length + LANES - 1) // LANES


def _room(
    x: Any, dy: Any, dweight: Any, stride_i: int, stride_j: int, dilation_i: int, dilation_j: int, **_: Any
) -> int:
    """A cell of ones, the planes of both, and the sums: of each weight of a tile of channels and a pair of others."""
    _, _, height, width = dweight.shape
    length = dy.width + further(width, dilation_j, stride_j)
    rows = dy.height + further(height, dilation_i, stride_i)
    planes = x.channels * stride_i * stride_j * plane_cells(rows, length)
    planes += dy.channels * gradient_cells(dy.height, length)
    size: int = (1 + x.samples * planes + 2 * height * width * MOST_CHANNELS) * LANES
    return size


@fast(convolve_weight_gradient, scratch=_room, cost=_cost, further=NO_BIAS, any_lanes=True)
def convolve_weight_gradient_few(
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
    dbias: Vector,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`convolve_weight_gradient` of a few samples, a tile of output channels and a pair of weights at a time.

    A pair are weights of neighbouring input channels or, where there is only one, of neighbouring rows of the kernel
    that meet the same phase.
    """
    outputs, inputs = dy.channels // groups, x.channels // groups
    height, width = dweight.shape[2], dweight.shape[3]
    window, phases = height * width, stride_i * stride_j
    by_rows = inputs == 1
    most = product_channels()
    tiles, pairs = (outputs + most - 1) // most, (inputs + 1) // 2
    length = dy.width + further(width, dilation_j, stride_j)
    rows = dy.height + further(height, dilation_i, stride_i)
    x_cells, dy_cells = plane_cells(rows, length), gradient_cells(dy.height, length)
    ones = cell_of_ones(scratch, scratch.size // threads * thread)
    x_planes = ones + CELL
    first, end = share(groups * pairs * tiles, thread, threads)
    first_pair, end_pair = first // tiles, (end + tiles - 1) // tiles
    x_step, dy_step = x.channels * phases * x_cells * CELL, dy.channels * dy_cells * CELL  # from sample to sample
    dy_planes = x_planes + x.samples * x_step
    sums = dy_planes + x.samples * dy_step
    if first < end:
        for o in range(first_pair // pairs * outputs, (end_pair + pairs - 1) // pairs * outputs):
            lay_planes(dy, o, 0, 1, dy.height, 0, 1, length, dy_cells, dy_planes + o * dy_cells * CELL, dy_step)
        for c in range(channel_of(first_pair, pairs, inputs), channel_of(end_pair, pairs, inputs)):
            for a in range(stride_i):
                for b in range(stride_j):
                    at = x_planes + ((c * stride_i + a) * stride_j + b) * x_cells * CELL
                    lay_planes(x, c, a - top, stride_i, rows, b - left, stride_j, length, x_cells, at, x_step)
    for place in range(first, end):
        group, pair, tile = place // (pairs * tiles), place // tiles % pairs, place % tiles
        first_o, end_o = share(outputs, tile, tiles)
        o, channels, c = group * outputs + first_o, end_o - first_o, 2 * pair
        if pair == 0 and dbias.size > 0:
            at = dy_planes + o * dy_cells * CELL
            sum_bias(channels, x.samples, dy_cells, ones, at, dy_step, sums)
            for t in range(channels):
                dbias[o + t] = lanes_total(sums + t * CELL)
        clear(sums, 2 * window * channels)
        for lane in range(x.samples):
            gradient = dy_planes + lane * dy_step + o * dy_cells * CELL
            for near in range(0, dy_cells, NEAR):
                count = min(NEAR, dy_cells - near)
                for a in range(stride_i):
                    first_u, step_u = phase(a, dilation_i, stride_i, height)
                    down = step_u * dilation_i // stride_i * length  # from one row of weights of the phase to the next
                    for b in range(stride_j):
                        first_v, step_v = phase(b, dilation_j, stride_j, width)
                        channel = (group * inputs + c) * phases + a * stride_j + b
                        cells = x_planes + lane * x_step + (channel * x_cells + near) * CELL
                        met, second, second_sum = 1, 0, 0
                        for u in range(first_u, height, step_u):
                            if by_rows:
                                if met == 2:  # its sums were those of a pair
                                    met = 1
                                    continue
                                if u + step_u < height:
                                    met, second, second_sum = 2, down, step_u * width * channels
                            elif c + 1 < inputs:
                                met, second, second_sum = 2, phases * x_cells * LANES, window * channels
                            row = (u * dilation_i - a) // stride_i
                            for v in range(first_v, width, step_v):
                                column = (v * dilation_j - b) // stride_j
                                sum_products(
                                    channels,
                                    met,
                                    (1, 1, count * LANES),
                                    cells + (row * length + column) * NUMBER,
                                    (0, second, 0, LANES),
                                    gradient + near * CELL,
                                    (0, dy_cells * LANES, 0, LANES),
                                    sums + (u * width + v) * channels * CELL,
                                    second_sum * LANES,
                                )
        at = sums
        for number in range(min(2, inputs - c)):
            for u in range(height):
                for v in range(width):
                    for t in range(channels):
                        dweight[o + t, c + number, u, v] = lanes_total(at)
                        at += CELL


@helper
def sum_bias(channels: int, samples: int, cells: int, ones: int, planes: int, step: int, sums: int) -> None:
    """A cell at `sums` for each channel whose lanes' total is that of its planes; `step` is from sample to sample."""
    clear(sums, channels)
    steps = (step // NUMBER, cells * LANES, 0, LANES)
    sum_products(channels, 1, (samples, 1, cells * LANES), ones, (0, 0, 0, 0), planes, steps, sums, 0)


@helper
def channel_of(pair: int, pairs: int, inputs: int) -> int:
    """First channel of x of a pair, counted through all groups."""
    return pair // pairs * inputs + pair % pairs * 2


# -- many input channels


def _room_turned(
    x: Any, dy: Any, dweight: Any, stride_i: int, stride_j: int, dilation_i: int, dilation_j: int, groups: int, **_: Any
) -> int:
    """A cell of ones, the inputs turned over, at every place that is met, planes of a tile of dy, and its sums."""
    _, inputs, height, width = dweight.shape
    rows, columns = met(dy.height, stride_i, height, dilation_i), met(dy.width, stride_j, width, dilation_j)
    cells = (inputs + LANES - 1) // LANES
    planes = x.samples * (cells * rows * columns + MOST_CHANNELS * gradient_cells(dy.height, dy.width))
    size: int = (1 + planes + MOST_CHANNELS * cells) * LANES
    return size


@helper
def met(outputs: int, stride: int, size: int, dilation: int) -> int:
    """Rows or columns from the first that a kernel meets to the last, those of the padding included."""
    return (outputs - 1) * stride + (size - 1) * dilation + 1


@fast(convolve_weight_gradient, scratch=_room_turned, cost=_turned_cost, further=NO_BIAS, any_lanes=True)
def convolve_weight_gradient_few_turned(
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
    dbias: Vector,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`convolve_weight_gradient` of a few samples with many input channels, a tile of output channels at a time.

    A cell holds sixteen input channels at one place of one sample. Then dweight is a weighted sum of cells, with dy as
    the weights and the places as what is summed over, and no lanes have to be summed.
    """
    outputs, inputs = dy.channels // groups, x.channels // groups
    height, width = dweight.shape[2], dweight.shape[3]
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    cells = (inputs + LANES - 1) // LANES
    rows, columns = met(dy.height, stride_i, height, dilation_i), met(dy.width, stride_j, width, dilation_j)
    dy_cells = gradient_cells(dy.height, dy.width)
    x_step, dy_step = rows * columns * CELL, MOST_CHANNELS * dy_cells * CELL  # from sample to sample
    ones = cell_of_ones(scratch, scratch.size // threads * thread)
    turned = ones + CELL
    planes = turned + cells * x.samples * x_step
    sums = planes + x.samples * dy_step
    first_i, end_i = inside(-top, 1, rows, x.height)
    first_j, end_j = inside(-left, 1, columns, x.width)
    first_cell, end_cell, first_tile, end_tile = rows_and_tiles(cells, tiles, thread, threads)
    for group in range(groups if first_tile < end_tile else 0):
        clear(turned, (end_cell - first_cell) * x.samples * rows * columns)
        for cell in range(first_cell, end_cell):
            c = cell * LANES
            for i in range(first_i, end_i):
                for lane in range(x.samples):
                    row = turned + ((cell - first_cell) * x.samples + lane) * x_step + i * columns * CELL
                    for j in range(first_j, end_j):
                        place = address(x, 0, group * inputs + c, i - top, j - left) + lane * NUMBER
                        take_numbers(min(LANES, inputs - c), place, x.channel_stride, row + j * CELL)
        for tile in range(first_tile, end_tile):
            first_o, end_o = share(outputs, tile, tiles)
            o = group * outputs + first_o
            for t in range(end_o - first_o):
                at = planes + t * dy_cells * CELL
                lay_planes(dy, o + t, 0, 1, dy.height, 0, 1, dy.width, dy_cells, at, dy_step)
            if first_cell == 0 and dbias.size > 0:
                sum_bias(end_o - first_o, x.samples, dy_cells, ones, planes, dy_step, sums)
                for t in range(end_o - first_o):
                    dbias[o + t] = lanes_total(sums + t * CELL)
            for u in range(height):
                for v in range(width):
                    sum_windows(
                        end_o - first_o,
                        end_cell - first_cell,
                        turned + (u * dilation_i * columns + v * dilation_j) * CELL,
                        (
                            x_step // NUMBER,
                            stride_i * columns * LANES,
                            stride_j * LANES,
                            x.samples * x_step // NUMBER,
                        ),
                        (x.samples, dy.height, dy.width),
                        planes,
                        (dy_cells * LANES, dy_step // NUMBER, dy.width, 1),
                        sums,
                        (cells * LANES, LANES),
                        0,
                        ZEROS,
                    )
                    for t in range(end_o - first_o):
                        for cell in range(first_cell, end_cell):
                            c = cell * LANES
                            put_numbers(
                                min(LANES, inputs - c),
                                sums + (t * cells + cell - first_cell) * CELL,
                                array_address(dweight, (((o + t) * inputs + c) * height + u) * width + v),
                                height * width,
                            )
