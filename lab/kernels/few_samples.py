"""Convolution of a few samples: lanes are neighbouring places of one sample, not sixteen samples.

A cell has room for sixteen samples. Where there are only a few, most of what the tiles of convolution_fast.py compute
is of lanes without a sample. So here a sample is taken out of its lane into *planes*, one for each channel: its rows
one after the other, between the zeros of the padding. Then no place is at an edge. What stands under one weight of the
kernel, for all places of the output, is the plane itself, moved:

    y[o, k] = sum of weight[o, c, u, v] plane[c, k + (u d) length + v d]              (k = i length + j)

for sixteen k at a time, over the ends of the rows; the few k between two rows are not wanted and not read. Then y goes
back into the sample's lane. Lanes without a sample become 0. It is the same for cells of sixteen lanes and for narrower
ones (lab/kernels/lanes.py), which need no other form.

With a stride, the cells that one weight meets lie apart. They make planes of their own, one for each *phase* of the
rows and of the columns, in which they are neighbours; the input gradient has phases of dx, as in convolution_fast.py.
"""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.convolution import convolve, convolve_input_gradient, inside
from lab.kernels.convolution_fast import phase
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    CELLS,
    MOST_CHANNELS,
    NUMBER,
    NUMBERS,
    RECTIFIED,
    ZEROS,
    address,
    array_address,
    clear,
    sum_windows,
    tile_channels,
)
from lab.kernels.turning import put_cells, put_numbers, take_numbers

CELL = LANES * NUMBER  # bytes
NEAR = 512  # places that are worked on at a time, so that their cells stay near
# What it takes to get them out of their lanes or into them, or (alone) where they have none: multiply-adds of a cell.
NUMBER_MOVED, NUMBER_ALONE, ROW_MOVED = 2.5, 1.0, 20


@helper
def further(size: int, dilation: int, stride: int) -> int:
    """Rows or columns of a phase that the last weight of a kernel lies behind the first."""
    return (size - 1) * dilation // stride


@helper
def plane_cells(rows: int, length: int) -> int:
    """Cells of a plane: one more row and one more cell, so that whole cells can be read from any place on."""
    return ((rows + 1) * length + 2 * LANES - 1) // LANES


@helper
def lay_planes(
    x: Tensor, c: int, p: int, p_step: int, rows: int, q: int, q_step: int, length: int, cells: int, at: int, step: int
) -> None:
    """plane[i, j] = x[c, p + i p_step, q + j q_step] for i < rows, j < length, 0 outside of x; of every sample.

    `at` is the first sample's plane, `step` from one sample's to the next, in bytes; `cells` are those of a plane.
    """
    for lane in range(x.samples):
        clear(at + lane * step, cells)
    first_i, end_i = inside(p, p_step, rows, x.height)
    first_j, end_j = inside(q, q_step, length, x.width)
    if first_j < end_j:
        for i in range(first_i, end_i):
            first = address(x, 0, c, p + i * p_step, q + first_j * q_step)
            target = at + (i * length + first_j) * NUMBER
            for lane in range(x.samples):
                take_numbers(end_j - first_j, first + lane * NUMBER, q_step * x.column_stride, target + lane * step)


@helper
def take_back(
    sums: int,
    step: int,
    length: int,
    y: Tensor,
    lane: int,
    channel: int,
    channels: int,
    i: int,
    i_step: int,
    rows: int,
    j: int,
    j_step: int,
    columns: int,
) -> None:
    """y[channel + t, i + k i_step, j + l j_step] of one sample = sums[t, k length + l]; `step` is that of t."""
    for t in range(channels):
        for k in range(rows):
            numbers = sums + (t * step + k * length) * NUMBER
            cells = address(y, 0, channel + t, i + k * i_step, j)
            if lane == 0 and y.lanes == LANES:
                put_cells(columns, numbers, cells, j_step * y.column_stride)
            else:
                put_numbers(columns, numbers, cells + lane * NUMBER, j_step * y.column_stride)


@helper
def lanes_to_fill(y: Tensor) -> int:
    """Lanes that have to be written: in cells of sixteen, the first one clears the others, else all of them."""
    return y.samples if y.lanes == LANES else y.lanes


@helper
def rows_and_tiles(rows: int, tiles: int, thread: int, threads: int) -> tuple[int, int, int, int]:
    """(first, end) row and (first, end) tile of a thread's part: it takes out of the lanes what its own rows need."""
    if rows >= threads:
        first, end = share(rows, thread, threads)
        return first, end, 0, tiles
    first, end = share(tiles, thread, threads)
    return 0, rows, first, end


def moving_cost(tensor: TensorReference) -> float:
    """What it takes to get a tensor out of its lanes, or into them."""
    row = tensor.width * (NUMBER_ALONE if tensor.lanes == 1 else NUMBER_MOVED) + ROW_MOVED
    return tensor.samples * tensor.channels * tensor.height * row


def _cost(weight: ArrayReference, source: TensorReference, target: TensorReference, rows: int, length: int) -> float:
    """What it takes if the target's rows, between which there are gaps, are so many and so long in all phases.

    Time of the sums of convolution_fast.py / this one's, on AVX2: predicted and measured (forward, input gradient)
        1 sample of 16 -> 16 channels at 32 x 32       8.7      8.4   8.2
        4 samples of 32 -> 32 at 32 x 32               2.7      2.7   2.8
        4 of 32 -> 64 at 32 x 32, kernel 1 x 1         1.2      1.4   1.6
        4 of 8 -> 8 at 8 x 8                           1.0      1.5   1.6
        4 of 4 -> 8 at 4 x 4                           0.4      0.6   0.9
    """
    if target.blocks > 1:
        return math.inf
    sums = target.samples * -(-rows * length // LANES) * weight.size
    return sums + moving_cost(source) + moving_cost(target)


def _forward_cost(
    x: TensorReference, weight: ArrayReference, y: TensorReference, stride_j: int, dilation_j: int, **_: Any
) -> float:
    return _cost(weight, x, y, y.height, y.width + further(weight.shape[3], dilation_j, stride_j))


def _input_gradient_cost(
    dy: TensorReference,
    weight: ArrayReference,
    dx: TensorReference,
    stride_i: int,
    stride_j: int,
    dilation_j: int,
    left: int,
    **_: Any,
) -> float:
    length = reached(0, dx.width, weight.shape[3], dilation_j, stride_j, left)[1]
    return _cost(weight, dy, dx, -(-dx.height // stride_i), length)


def _room(x: Any, weight: Any, y: Any, stride_i: int, stride_j: int, dilation_i: int, dilation_j: int, **_: Any) -> int:
    """The input's planes, and sums of a tile of channels."""
    length = y.width + further(weight.shape[3], dilation_j, stride_j)
    rows = y.height + further(weight.shape[2], dilation_i, stride_i)
    planes = x.channels * stride_i * stride_j * plane_cells(rows, length)
    size: int = (x.samples * planes + MOST_CHANNELS * sums_cells(y.height, length)) * LANES
    return size


@helper
def sums_cells(rows: int, length: int) -> int:
    """Cells of the sums of one channel."""
    return (min(rows, max(1, NEAR // length)) * length + LANES - 1) // LANES


@helper
def last_phase(size: int, dilation: int, stride: int) -> int:
    """The last phase that a weight of the kernel meets."""
    last = 0
    for start in range(stride):
        if phase(start, dilation, stride, size)[0] < size:
            last = start
    return last


@fast(convolve, scratch=_room, cost=_forward_cost, further={"rectified": 0}, any_lanes=True)
def convolve_few(
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
    rectified: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`convolve` of a few samples, a tile of output channels at a time; if `rectified`, sums below 0 become 0."""
    outputs, inputs = y.channels // groups, x.channels // groups
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    height, width = weight.shape[2], weight.shape[3]
    window = height * width
    length = y.width + further(width, dilation_j, stride_j)
    first_i, end_i, first_tile, end_tile = rows_and_tiles(y.height, groups * tiles, thread, threads)
    rows = end_i - first_i + further(height, dilation_i, stride_i)
    cells, phases = plane_cells(rows, length), stride_i * stride_j
    band, step = max(1, NEAR // length), sums_cells(y.height, length) * LANES
    planes = array_address(scratch, scratch.size // threads * thread)
    of_sample = x.channels * phases * cells * CELL
    sums = planes + x.samples * of_sample
    lanes = lanes_to_fill(y)
    last_a, last_b = last_phase(height, dilation_i, stride_i), last_phase(width, dilation_j, stride_j)
    first_c, end_c = first_tile // tiles * inputs, (end_tile + tiles - 1) // tiles * inputs
    for a in range(stride_i):
        first_u, step_u = phase(a, dilation_i, stride_i, height)
        for b in range(stride_j):
            first_v, step_v = phase(b, dilation_j, stride_j, width)
            if first_u < height and first_v < width:
                for c in range(first_c, end_c):
                    at = planes + ((c * stride_i + a) * stride_j + b) * cells * CELL
                    p, q = first_i * stride_i + a - top, b - left
                    lay_planes(x, c, p, stride_i, rows, q, stride_j, length, cells, at, of_sample)
    for i in range(first_i, end_i if first_tile < end_tile else first_i, band):
        count = min(band, end_i - i)
        for place in range(first_tile * lanes, end_tile * lanes):
            group, tile, lane = place // lanes // tiles, place // lanes % tiles, place % lanes
            first_o, end_o = share(outputs, tile, tiles)
            o, channels = group * outputs + first_o, end_o - first_o
            if lane >= x.samples:
                clear(sums, channels * step // LANES)
            at_bias, kind = 0, ZEROS
            if bias.size > 0:
                at_bias, kind = array_address(bias, o), NUMBERS
            for a in range(stride_i if lane < x.samples else 0):
                first_u, step_u = phase(a, dilation_i, stride_i, height)
                for b in range(stride_j):
                    first_v, step_v = phase(b, dilation_j, stride_j, width)
                    if first_u == height or first_v == width:
                        continue
                    if rectified == 1 and a == last_a and b == last_b:
                        kind += RECTIFIED
                    row = i - first_i + (first_u * dilation_i - a) // stride_i
                    column = (first_v * dilation_j - b) // stride_j
                    of_phase = ((group * inputs * stride_i + a) * stride_j + b) * cells * CELL
                    sum_windows(
                        channels,
                        ((count - 1) * length + y.width + LANES - 1) // LANES,
                        planes + lane * of_sample + of_phase + (row * length + column) * NUMBER,
                        (
                            phases * cells * LANES,
                            step_u * dilation_i // stride_i * length,
                            step_v * dilation_j // stride_j,
                            LANES,
                        ),
                        (inputs, (height - first_u + step_u - 1) // step_u, (width - first_v + step_v - 1) // step_v),
                        array_address(weight, (o * inputs * height + first_u) * width + first_v),
                        (inputs * window, window, step_u * width, step_v),
                        sums,
                        (step, LANES),
                        at_bias,
                        kind,
                    )
                    kind = CELLS
            take_back(sums, step, length, y, lane, o, channels, i, 1, count, 0, 1, y.width)


def _room_backwards(
    dy: Any,
    weight: Any,
    dx: Any,
    stride_i: int,
    stride_j: int,
    dilation_i: int,
    dilation_j: int,
    top: int,
    left: int,
    **_: Any,
) -> int:
    """The planes of the output's gradient, and sums of a tile of channels."""
    rows = reached(0, dx.height, weight.shape[2], dilation_i, stride_i, top)[1]
    length = reached(0, dx.width, weight.shape[3], dilation_j, stride_j, left)[1]
    planes = dy.samples * dy.channels * plane_cells(rows, length)
    size: int = (planes + MOST_CHANNELS * sums_cells(dx.height, length)) * LANES
    return size


@helper
def reached(first: int, end: int, size: int, dilation: int, stride: int, before: int) -> tuple[int, int]:
    """First row of dy and number of rows that rows [first, end) of dx get anything from, also beyond dy; or columns."""
    row = (first + before - (size - 1) * dilation) // stride
    return row, (end - 1 + before) // stride - row + 1


@fast(convolve_input_gradient, scratch=_room_backwards, cost=_input_gradient_cost, any_lanes=True)
def convolve_input_gradient_few(
    dy: Tensor,
    weight: Array4,
    dx: Tensor,
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
    """`convolve_input_gradient` of a few samples, a tile of input channels of a phase at a time.

    It is a convolution of dy that walks through the kernel backwards.
    """
    outputs, inputs = dy.channels // groups, dx.channels // groups
    tiles = (inputs + tile_channels() - 1) // tile_channels()
    height, width = weight.shape[2], weight.shape[3]
    window = height * width
    first_p, end_p, first_tile, end_tile = rows_and_tiles(dx.height, groups * tiles, thread, threads)
    first_row, rows = reached(first_p, end_p, height, dilation_i, stride_i, top)
    first_column, length = reached(0, dx.width, width, dilation_j, stride_j, left)
    cells, step = plane_cells(rows, length), sums_cells(dx.height, length) * LANES
    band = max(1, NEAR // length)
    planes = array_address(scratch, scratch.size // threads * thread)
    of_sample = dy.channels * cells * CELL
    sums = planes + dy.samples * of_sample
    lanes = lanes_to_fill(dx)
    first_o, end_o = first_tile // tiles * outputs, (end_tile + tiles - 1) // tiles * outputs
    for o in range(first_o, end_o):
        at = planes + o * cells * CELL
        lay_planes(dy, o, first_row, 1, rows, first_column, 1, length, cells, at, of_sample)
    for start in range(first_p, min(first_p + stride_i, end_p) if first_tile < end_tile else first_p):
        first_u, step_u = phase(start + top, dilation_i, stride_i, height)
        for p in range(start, end_p, band * stride_i):
            count = min(band, (end_p - p + stride_i - 1) // stride_i)
            row = (p + top - first_u * dilation_i) // stride_i - first_row
            for place in range(first_tile * lanes, end_tile * lanes):
                group, tile, lane = place // lanes // tiles, place // lanes % tiles, place % lanes
                first_c, end_c = share(inputs, tile, tiles)
                c, channels = group * inputs + first_c, end_c - first_c
                of_group = planes + lane * of_sample + group * outputs * cells * CELL
                if lane >= dy.samples:
                    clear(sums, channels * step // LANES)
                for q in range(min(stride_j, dx.width)):
                    first_v, step_v = phase(q + left, dilation_j, stride_j, width)
                    column = (q + left - first_v * dilation_j) // stride_j - first_column
                    columns = (dx.width - q + stride_j - 1) // stride_j
                    corner = ((group * outputs * inputs + first_c) * height + first_u) * width + first_v
                    sum_windows(
                        channels if lane < dy.samples else 0,
                        ((count - 1) * length + columns + LANES - 1) // LANES,
                        of_group + (row * length + column) * NUMBER,
                        (
                            cells * LANES,
                            -(step_u * dilation_i // stride_i) * length,
                            -(step_v * dilation_j // stride_j),
                            LANES,
                        ),
                        (outputs, (height - first_u + step_u - 1) // step_u, (width - first_v + step_v - 1) // step_v),
                        array_address(weight, corner),
                        (window, inputs * window, step_u * width, step_v),
                        sums,
                        (step, LANES),
                        0,
                        ZEROS,
                    )
                    take_back(sums, step, length, dx, lane, c, channels, p, stride_i, count, q, stride_j, columns)
