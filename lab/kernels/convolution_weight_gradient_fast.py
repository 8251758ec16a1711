"""The fast form of a convolution's weight gradient: sums of products in tiles of registers (lab/kernels/tiles.py)."""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.convolution import convolve_weight_gradient, inside
from lab.kernels.convolution_fast import direct_cost, meetings
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    MOST_CHANNELS,
    NUMBER,
    address,
    array_address,
    clear,
    lanes_total,
    product_channels,
    sum_products,
)

NEAR = 64  # cells of each channel of a gradient that are used again and again while they are in the nearest cache
CELL = LANES * NUMBER  # bytes
BOTH, SECOND = 0, 1  # of a pair
ROW, WEIGHT = 30, 12  # of a tile of narrow cells, and of a weight when its sum is there: multiply-adds of a cell
NO_BIAS = {"dbias": ArrayReference(0, (0,))}


@helper
def clipped(place: int, stride: int, count: int, length: int, low: int, high: int) -> tuple[int, int]:
    """(first, end) of the k for which place + k stride is inside, between low and high; the end is never first."""
    first, end = inside(place, stride, count, length)
    first = max(first, low)
    return first, max(first, min(end, high))


@helper
def first_of_pair(pair: int, height: int, by_rows: bool) -> tuple[int, int]:
    """(input channel, row of the kernel) of the first of a pair's two rows of weights."""
    if by_rows:
        return 0, pair * 2
    return pair // height * 2, pair % height


@helper
def rows_met(part: int, first: int, end: int, second: int, second_end: int) -> tuple[int, int]:
    """(first, end) of the rows that both of a pair meet, that the second meets alone, or the first."""
    if part == BOTH:
        return first, min(end, second_end)
    if part == SECOND:
        return second, min(first, second_end)
    return max(first, second_end), end


@helper
def put_sums(dweight: Array4, o: int, channels: int, c: int, u: int, sums: int) -> None:
    """Write a row of weights of a tile of channels, if the kernel has it: sums over the lanes."""
    if c < dweight.shape[1] and u < dweight.shape[2]:
        for v in range(dweight.shape[3]):
            for t in range(channels):
                dweight[o + t, c, u, v] = lanes_total(sums + (v * channels + t) * CELL)


@helper
def cell_of_ones(scratch: Float32s, start: int) -> int:
    """Its address; it is the first of the scratch from `start` on."""
    scratch[start : start + LANES] = 1
    return array_address(scratch, start)


def _cost(dweight: ArrayReference, x: TensorReference, dy: TensorReference, **geometry: Any) -> float:
    """What a tile at a time takes: in cells of sixteen lanes `direct_cost`; in narrow ones it counts what is begun too.

    Time of the faster one of a few samples' forms (few_samples_weight_gradient.py) / this one's, on AVX2: predicted and
    measured
        8 lanes, 32 -> 32 channels at 64 x 64, kernel 1 x 1     3.8      1.7
        8 lanes, 32 -> 32 at 16 x 16                            1.0      1.3
        8 lanes, 128 -> 128 at 4 x 4                            0.5      0.5
        2 lanes, 32 depthwise at 64 x 64                        3.7      2.0
    """
    if dy.lanes == LANES:
        return direct_cost(dweight=dweight, x=x, dy=dy, **geometry)
    if geometry["stride_j"] > 1:
        return math.inf  # cells that are met together would not lie side by side
    outputs, inputs, height, width = dweight.shape
    rows = meetings(height, geometry["dilation_i"], geometry["top"], geometry["stride_i"], dy.height, x.height)
    spans = (inside(v * geometry["dilation_j"] - geometry["left"], 1, dy.width, x.width) for v in range(width))
    cells = sum(-(-max(0, end - first) * dy.lanes // LANES) for first, end in spans)
    tiles = geometry["groups"] * -(-outputs // geometry["groups"] // MOST_CHANNELS)
    pairs = rows * -(-inputs // 2) if inputs > 1 else rows / 2
    found: float = rows * cells * outputs * inputs + ROW * pairs * width * tiles + WEIGHT * dweight.size
    return found


def _room_for_sums(x: Any, dweight: Any, **_: Any) -> int:
    """A cell of ones; a cell for the bias and for every weight of a tile of channels, and for a second of each pair."""
    _, inputs, height, width = dweight.shape
    size: int = LANES + (1 + (inputs + 1) * height * width) * LANES * MOST_CHANNELS
    return size


@fast(convolve_weight_gradient, scratch=_room_for_sums, cost=_cost, further=NO_BIAS, any_lanes=True)
def convolve_weight_gradient_tiled(
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
    """`convolve_weight_gradient`, a tile of output channels and a pair of weights at a time.

    A pair are weights of neighbouring input channels or, where there is only one, of neighbouring rows of the kernel. A
    few cells of dy at a time meet every weight of the tile while they are in the nearest cache. The lanes are summed at
    the very end. Where there is room for `dbias`, the sums of dy alone (`sum_over_batch`) are made on the way.
    """
    outputs, inputs = dy.channels // groups, x.channels // groups
    height, width = dweight.shape[2], dweight.shape[3]
    by_rows = inputs == 1
    most = product_channels()
    tiles = (outputs + most - 1) // most
    of_tile = (height + 1) // 2 if by_rows else (inputs + 1) // 2 * height  # rows of pairs
    second = dilation_i * x.row_stride if by_rows else x.channel_stride  # from one of a pair to the other
    together = LANES // dy.lanes  # columns of a cell of sixteen lanes
    x_steps = (x.block_stride, second, stride_i * x.row_stride, stride_j * x.column_stride * together)
    dy_steps = (dy.block_stride, dy.channel_stride, dy.row_stride, dy.column_stride * together)
    near = NEAR * together
    strip, band = min(dy.width, near), max(1, near // dy.width)
    batch = max(1, near // (dy.height * dy.width))
    ones = cell_of_ones(scratch, scratch.size // threads * thread)
    bias_sums = ones + CELL
    sums = bias_sums + MOST_CHANNELS * CELL
    first, end = share(groups * tiles * of_tile, thread, threads)
    while first < end:
        group, tile, place = first // (tiles * of_tile), first // of_tile % tiles, first % of_tile
        first_o, end_o = share(outputs, tile, tiles)
        o, channels = group * outputs + first_o, end_o - first_o
        count = min(end - first, of_tile - place)
        cells = width * channels  # of the sums of one row of weights
        with_bias = place == 0 and dbias.size > 0
        clear(bias_sums, channels)
        clear(sums, 2 * count * cells)
        for n in range(0, dy.blocks, batch):
            blocks = min(batch, dy.blocks - n)
            for band_i in range(0, dy.height, band):
                for strip_j in range(0, dy.width, strip):
                    if with_bias:
                        size = blocks, min(band, dy.height - band_i), min(strip, dy.width - strip_j) * dy.lanes
                        corner = address(dy, n, o, band_i, strip_j)
                        sum_products(channels, 1, size, ones, (0, 0, 0, 0), corner, dy_steps, bias_sums, 0)
                    for k in range(count):
                        c, u = first_of_pair(place + k, height, by_rows)
                        p, at = u * dilation_i - top, sums + 2 * k * cells * CELL
                        lower = by_rows and u + 1 < height
                        weights = 2 if lower else min(2, inputs - c)
                        first_i, end_i = clipped(p, stride_i, dy.height, x.height, band_i, band_i + band)
                        # What the second of the pair meets: a lower row of the kernel meets earlier rows.
                        second_p = p + dilation_i if lower else p
                        low, high = clipped(second_p, stride_i, dy.height, x.height, band_i, band_i + band)
                        for part in range(3):
                            row, row_end = rows_met(part, first_i, end_i, low, high)
                            met, moved = weights if part == BOTH else 1, 1 if part == SECOND else 0
                            for v in range(width if row < row_end else 0):
                                q = v * dilation_j - left
                                first_j, end_j = clipped(q, stride_j, dy.width, x.width, strip_j, strip_j + strip)
                                if first_j < end_j:
                                    corner = address(
                                        x, n, group * inputs + c, row * stride_i + p, first_j * stride_j + q
                                    )
                                    sum_products(
                                        channels,
                                        met,
                                        (blocks, row_end - row, (end_j - first_j) * dy.lanes),
                                        corner + moved * second * NUMBER,
                                        x_steps,
                                        address(dy, n, o, row, first_j),
                                        dy_steps,
                                        at + (moved * cells + v * channels) * CELL,
                                        cells * LANES,
                                    )
        for t in range(channels if with_bias else 0):
            dbias[o + t] = lanes_total(bias_sums + t * CELL)
        for k in range(count):
            c, u = first_of_pair(place + k, height, by_rows)
            for number in range(2):
                put_sums(dweight, o, channels, c, u, sums + (2 * k + number) * cells * CELL)
                c, u = (c, u + 1) if by_rows else (c + 1, u)
        first += count
