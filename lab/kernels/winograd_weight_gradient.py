"""The weight gradient by minimal filtering: see lab/kernels/winograd.py."""

from __future__ import annotations

from typing import Any

from lab.kernels.convolution import convolve_weight_gradient
from lab.kernels.convolution_weight_gradient_fast import NO_BIAS
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import CELLS, NUMBER, address, array_address, clear, sum_windows, tile_channels
from lab.kernels.turning import put_numbers, transpose
from lab.kernels.winograd import (
    CELL,
    band_height,
    cost,
    odd,
    row_places,
    row_tiles,
    transform_gradients,
    transform_kernel_sums,
    transform_windows,
)

NEAREST = 16  # turned cells of a lane that are worked on at a time: those of all lanes fill half of the nearest cache


def _cost(dweight: ArrayReference, x: TensorReference, dy: TensorReference, **geometry: Any) -> float:
    return cost(dweight, x, dy, geometry, turned=True)


@helper
def part_height(tiles: int) -> int:
    """Rows of dy that are turned over at a time."""
    return max(1, NEAREST // tiles)


def _room_for_sums(dweight: ArrayReference, x: TensorReference, dy: TensorReference, **_: Any) -> int:
    """A cell of zeros, a row turned over, V, W, the sums and kernels of them, and sixteen cells for each of dy."""
    outputs, inputs, height, width = dweight.shape
    tiles, places = row_tiles(dy.width), row_places(width)
    band = band_height(places * tiles * inputs, 0, height, dy.height)
    windows = places * odd(inputs * odd(min(band + height - 1, x.height) * tiles))
    gradients = places * odd(LANES * part_height(tiles) * tiles)
    cells = -(-outputs // LANES)
    sums = cells * height * inputs
    turned, totals = dy.width * LANES, cells * LANES
    return (1 + turned + windows + gradients + places * odd(sums) + width * sums + totals) * LANES


@fast(convolve_weight_gradient, scratch=_room_for_sums, cost=_cost, further=NO_BIAS)
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
    dbias: Vector,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """`convolve_weight_gradient` with kernels 3 or 5 wide, stride, dilation and groups 1.

    Tiles of dy are turned over, so that a cell holds sixteen outputs of one sample: then the sums over samples, rows
    and tiles are weighted sums of cells as well, with the numbers of V as the weights. Threads share out these sums,
    which are numbered by cell of outputs, row of the kernel and input. Where there is room for `dbias`, the sums of dy
    alone (`sum_over_batch`) are made on the way.
    """
    inputs, outputs = x.channels, dy.channels
    height, weights = dweight.shape[2], dweight.shape[3]
    tiles, places = row_tiles(dy.width), row_places(weights)
    band, most = band_height(places * tiles * inputs, 0, height, dy.height), part_height(tiles)
    cells = (outputs + LANES - 1) // LANES
    count = cells * height * inputs
    v_step = odd(min(band + height - 1, x.height) * tiles) * LANES  # of a channel
    v_place = odd(inputs * v_step // LANES) * LANES
    w_place, sums_place = odd(LANES * most * tiles) * LANES, odd(count) * LANES
    start = scratch.size // threads * thread
    zeros = array_address(scratch, start)
    turned = zeros + CELL
    v = turned + dy.width * LANES * CELL
    w = v + places * v_place * NUMBER
    sums = w + places * w_place * NUMBER
    kernels = sums + places * sums_place * NUMBER
    totals = kernels + count * weights * CELL
    clear(zeros, 1)
    clear(totals, cells * LANES)
    first, end = share(count, thread, threads)
    for k in range(places):
        clear(sums + (k * sums_place + first * LANES) * NUMBER, end - first)
    x_steps = x.channel_stride, x.row_stride, x.column_stride
    bands = (dy.height + band - 1) // band
    for place in range(dy.blocks * bands if first < end else 0):
        n = place // bands
        first_i, end_i = share(dy.height, place % bands, bands)
        first_row, end_row = max(0, first_i - top), min(x.height, end_i - top + height - 1)
        transform_windows(
            weights,
            (inputs, end_row - first_row, tiles),
            address(x, n, 0, first_row, 0),
            x_steps,
            left,
            x.width,
            zeros,
            v,
            (v_step, tiles * LANES, v_place),
        )
        parts = (end_i - first_i + most - 1) // most
        for cell in range(first // (height * inputs), (end - 1) // (height * inputs) + 1):
            for part in range(parts):
                low, high = share(end_i - first_i, part, parts)
                low, high = first_i + low, first_i + high
                w_lane = (high - low) * tiles * LANES
                for i in range(low, high):
                    for j in range(dy.width):
                        o = cell * LANES
                        at = address(dy, n, o, i, j)
                        transpose(min(LANES, outputs - o), at, dy.channel_stride, turned + j * LANES * CELL)
                    transform_gradients(
                        weights,
                        (LANES, 1, tiles),
                        turned,
                        (LANES, 0, LANES * LANES),
                        dy.width,
                        zeros,
                        w + (i - low) * tiles * CELL,
                        (w_lane, 0, w_place),
                        totals + cell * LANES * CELL,
                        LANES,
                    )
                for k in range(places):
                    s = max(first, cell * height * inputs)
                    end_s = min(end, (cell + 1) * height * inputs)
                    while s < end_s:  # a row of the kernel
                        u, c = s // inputs % height, s % inputs
                        met = min(inputs - c, end_s - s)
                        low_i, high_i = max(low, top - u), min(high, x.height + top - u)
                        row = low_i + u - top - first_row
                        groups = (met + tile_channels() - 1) // tile_channels()
                        for group in range(groups if low_i < high_i else 0):
                            t, end_t = share(met, group, groups)
                            sum_windows(
                                end_t - t,
                                1,
                                w + (k * w_place + (low_i - low) * tiles * LANES) * NUMBER,
                                (w_lane, tiles * LANES, LANES, 0),
                                (LANES, high_i - low_i, tiles),
                                v + (k * v_place + (c + t) * v_step + row * tiles * LANES) * NUMBER,
                                (v_step, 1, tiles * LANES, LANES),
                                sums + (k * sums_place + (s + t) * LANES) * NUMBER,
                                (LANES, 0),
                                0,
                                CELLS,
                            )
                        s += met
    transform_kernel_sums(weights, end - first, sums + first * CELL, sums_place, kernels + first * weights * CELL)
    at_totals, size = start + (totals - zeros) // NUMBER, inputs * height * weights
    for cell in range(first // (height * inputs), (end - 1) // (height * inputs) + 1 if first < end else 0):
        low, high = max(first, cell * height * inputs), min(end, (cell + 1) * height * inputs)
        lanes = min(LANES, outputs - cell * LANES)
        for lane in range(lanes if dbias.size > 0 and low == cell * height * inputs else 0):
            k = at_totals + cell * LANES * LANES + lane
            total = scratch[k]
            for sample in range(1, LANES):
                total += scratch[k + sample * LANES]
            dbias[cell * LANES + lane] = total
        for s in range(low, high):
            u, c = s // inputs % height, s % inputs
            for weight in range(weights):
                place = cell * LANES * size + (c * height + u) * weights + weight
                put_numbers(lanes, kernels + (s * weights + weight) * CELL, array_address(dweight, place), size)
