"""The fast forms of convolution and its input gradient: the same sums in tiles of registers (lab/kernels/tiles.py).

Both go row by row, all channels of a row one after the other, so that the rows that are read stay
in the cache. The edges of a padded picture, where only a part of the kernel meets it, are columns of their own.

Sixteen lanes are one cell, or several narrow ones side by side (lab/kernels/lanes.py): neighbouring columns. For that
the columns which one weight meets must be neighbours, too; with a stride along the rows they are not.
"""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.convolution import convolve, convolve_input_gradient, inside
from lab.kernels.kernel import Array4, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    MOST_CHANNELS,
    NUMBER,
    NUMBERS,
    RECTIFIED,
    ZEROS,
    address,
    array_address,
    copy_numbers,
    sum_windows,
    tile_channels,
)

CELL = LANES * NUMBER  # bytes
NARROW, CALL = 1.4, 270  # in narrow cells: sixteen numbers, and to begin a row of a tile; multiply-adds of a cell
_ALIKE = ("x", "dx"), ("y", "dy"), ("weight", "dweight")  # arguments of one size


def direct_cost(**arguments: Any) -> int:
    """What the direct sum takes, in all three passes: a multiply-add of a cell wherever a weight meets one."""
    x, y, weight = (arguments.get(name) or arguments[other] for name, other in _ALIKE)
    outputs, inputs, height, width = weight.shape
    rows = meetings(height, arguments["dilation_i"], arguments["top"], arguments["stride_i"], y.height, x.height)
    columns = meetings(width, arguments["dilation_j"], arguments["left"], arguments["stride_j"], y.width, x.width)
    met: int = y.blocks * rows * columns * outputs * inputs
    return met


def _cost(target: TensorReference, length: int, starts: list[int], arguments: dict[str, Any]) -> float:
    """What a tile at a time takes: in cells of sixteen lanes `direct_cost`; in narrow ones it counts how they are met.

    Column j of the target meets, with each weight of a row, column j + start of the source, if that is below `length`.

    Time of a few samples' form (lab/kernels/few_samples.py) / this one's, on AVX2: predicted and measured
        8 lanes, 32 -> 32 channels at 64 x 64, kernel 1 x 1     2.7      1.9
        8 lanes, 64 -> 64 at 8 x 8                              1.1      1.4
        8 lanes, 32 depthwise at 64 x 64                        2.6      2.3
        2 lanes, 32 depthwise at 64 x 64                        0.7      0.7
        1 lane, 3 -> 16 at 64 x 64                              0.6      0.6
    """
    if target.lanes == LANES:
        return direct_cost(**arguments)
    x, y, weight = (arguments.get(name) or arguments[other] for name, other in _ALIKE)
    if arguments["stride_j"] > 1:
        return math.inf  # cells that are met together would not lie side by side
    outputs, inputs, height, width = weight.shape
    rows = meetings(height, arguments["dilation_i"], arguments["top"], arguments["stride_i"], y.height, x.height)
    spans = [inside(start, 1, target.width, length) for start in starts]
    whole = max(0, min(end for _, end in spans) - max(first for first, _ in spans))  # columns that meet every weight
    edges = sum(max(0, end - first) for first, end in spans) - whole * width
    met = rows * (edges + width * -(-whole * target.lanes // LANES)) * outputs * inputs
    tiles = arguments["groups"] * -(-target.channels // arguments["groups"] // MOST_CHANNELS)
    calls = target.height * tiles * (target.width - whole + 1 + (whole * target.lanes % LANES > 0))
    found: float = NARROW * met + CALL * calls
    return found


def _forward_cost(**arguments: Any) -> float:
    taps = range(arguments["weight"].shape[3])
    starts = [v * arguments["dilation_j"] - arguments["left"] for v in taps]
    return _cost(arguments["y"], arguments["x"].width, starts, arguments)


def _input_gradient_cost(**arguments: Any) -> float:
    taps = range(arguments["weight"].shape[3])
    starts = [arguments["left"] - v * arguments["dilation_j"] for v in taps]
    return _cost(arguments["dx"], arguments["dy"].width, starts, arguments)


def meetings(size: int, dilation: int, before: int, stride: int, outputs: int, length: int) -> int:
    """How often the weights of a kernel meet a cell, along one axis."""
    spans = (inside(u * dilation - before, stride, outputs, length) for u in range(size))
    return sum(max(0, end - first) for first, end in spans)


@helper
def inside_either_way(start: int, step: int, count: int, length: int) -> tuple[int, int]:
    """`inside`, also for steps below 0."""
    if start >= 0 and 0 <= start + (count - 1) * step < length > start:
        return 0, count
    if step < 0:
        return inside(length - 1 - start, -step, count, length)
    return inside(start, step, count, length)


@helper
def sum_row(
    channels: int,
    x: Tensor,
    n: int,
    channel: int,
    counts: tuple[int, int, int],
    w: int,
    w_steps: tuple[int, int, int, int],
    row: int,
    row_step: int,
    column: int,
    column_move: int,
    column_step: int,
    y: Tensor,
    o: int,
    i: int,
    j: int,
    j_move: int,
    start: int,
    kind: int,
    aside: int,
) -> None:
    """One row of a tile of channels of y: y[o + t, j + k j_move] = start + sum of w x over c, u, v.

    The cell of x is at (channel + c, row + u row_step, column + k column_move + v column_step), the weight at w + t, c,
    u, v times the weight's steps; u and v stay below the counts and inside x.

    In narrow cells, several neighbouring columns are computed as one cell of sixteen lanes. Where there are fewer of
    them than a cell takes, it is made `aside`, where there is room for one of each channel.
    """
    inputs, height, width = counts
    _, _, w_u, w_v = w_steps
    first_u, end_u = inside_either_way(row, row_step, height, x.height)
    row += first_u * row_step
    w += first_u * w_u * NUMBER
    columns = (y.width - j + j_move - 1) // j_move
    reach = (width - 1) * column_step
    # From column `whole` to column `edge` all of the kernel is inside.
    whole, edge = inside(column + min(reach, 0), column_move, columns, x.width)
    edge = min(edge, inside(column + max(reach, 0), column_move, columns, x.width)[1])
    whole = min(whole, columns)
    edge = max(edge, whole)
    together = LANES // y.lanes  # columns of a cell of sixteen lanes
    x_k, y_k = column_move * x.column_stride * together, j_move * y.column_stride * together
    k = 0
    while k < columns:
        at = column + k * column_move
        first_v, end_v, count = 0, width, edge - k
        if k < whole or k >= edge:
            first_v, end_v = inside_either_way(at, column_step, width, x.width)
            count = 1
        cells, target, y_t = count // together, address(y, n, o, i, j + k * j_move), y.channel_stride
        if cells == 0:
            target, y_t = aside, LANES
        sum_windows(
            channels,
            max(cells, 1),
            address(x, n, channel, row, at + first_v * column_step),
            (x.channel_stride, row_step * x.row_stride, column_step * x.column_stride, x_k),
            (inputs, end_u - first_u, end_v - first_v),
            w + first_v * w_v * NUMBER,
            w_steps,
            target,
            (y_t, y_k),
            start,
            kind,
        )
        if cells == 0:
            for t in range(channels):
                copy_numbers(count * y.lanes, aside + t * CELL, address(y, n, o + t, i, j + k * j_move))
        k += max(cells * together, min(count, together - 1))


@helper
def pack(
    weights: Vector, first: int, steps: tuple[int, int], counts: tuple[int, int, int], packed: Float32s, k: int
) -> None:
    """packed[k + (a, place, t)] = weights[first + t step + a step + place]: the order in which a tile reads them.

    Counts are those of t (channels of the tile), a (channels that are summed over) and place (in the window).
    """
    for a in range(counts[1]):
        for place in range(counts[2]):
            for t in range(counts[0]):
                packed[k] = weights[first + t * steps[0] + a * steps[1] + place]
                k += 1


def _room_for_weights(weight: Any, **_: Any) -> int:
    """The weights, and a cell of each channel of a tile."""
    size: int = weight.size + MOST_CHANNELS * LANES
    return size


@fast(convolve, scratch=_room_for_weights, blockwise=True, cost=_forward_cost, further={"rectified": 0}, any_lanes=True)
def convolve_tiled(
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
    """`convolve`, a tile of output channels at a time; if `rectified`, sums below 0 become 0."""
    outputs, inputs = y.channels // groups, x.channels // groups
    tiles = (outputs + tile_channels() - 1) // tile_channels()
    height, width = weight.shape[2], weight.shape[3]
    window = height * width
    size = inputs * window
    flat, start = weight.reshape(weight.size), scratch.size // threads * thread
    packed = array_address(scratch, start)
    for group in range(groups):
        for tile in range(tiles):
            first_o, end_o = share(outputs, tile, tiles)
            o = group * outputs + first_o
            pack(flat, o * size, (size, window), (end_o - first_o, inputs, window), scratch, start + o * size)
    of_row = groups * tiles
    first, end = share(y.blocks * y.height * of_row, thread, threads)
    for place in range(first, end):
        n, i = place // (y.height * of_row), place // of_row % y.height
        group, tile = place // tiles % groups, place % tiles
        first_o, end_o = share(outputs, tile, tiles)
        o, channels = group * outputs + first_o, end_o - first_o
        at_bias, kind = 0, ZEROS
        if bias.size > 0:
            at_bias, kind = array_address(bias, o), NUMBERS
        if rectified == 1:
            kind += RECTIFIED
        sum_row(
            channels,
            x,
            n,
            group * inputs,
            (inputs, height, width),
            packed + o * size * NUMBER,
            (1, window * channels, width * channels, channels),
            i * stride_i - top,
            dilation_i,
            -left,
            stride_j,
            dilation_j,
            y,
            o,
            i,
            0,
            1,
            at_bias,
            kind,
            packed + weight.size * NUMBER,
        )


@helper
def phase(start: int, dilation: int, stride: int, count: int) -> tuple[int, int]:
    """(first, step) of the u for which the stride divides start - u dilation; first is `count` where there is none."""
    first = 0
    while first < count and (start - first * dilation) % stride != 0:
        first += 1
    step = 1
    while step * dilation % stride != 0:
        step += 1
    return first, step


@fast(convolve_input_gradient, scratch=_room_for_weights, blockwise=True, cost=_input_gradient_cost, any_lanes=True)
def convolve_input_gradient_tiled(
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
    """`convolve_input_gradient`, a tile of input channels at a time.

    It is a convolution of dy that walks through the kernel backwards. With a stride, a row or column meets only every
    stride-th weight, and columns a stride apart meet the same ones: those are a `phase`.
    """
    outputs, inputs = dy.channels // groups, dx.channels // groups
    tiles = (inputs + tile_channels() - 1) // tile_channels()
    height, width = weight.shape[2], weight.shape[3]
    window = height * width
    of_row = groups * tiles
    flat = weight.reshape(weight.size)
    start = scratch.size // threads * thread
    packed = array_address(scratch, start)
    for group in range(groups):
        for tile in range(tiles):
            first_c, end_c = share(inputs, tile, tiles)
            first_weight = (group * outputs * inputs + first_c) * window
            k = start + (group * inputs + first_c) * outputs * window
            pack(flat, first_weight, (window, inputs * window), (end_c - first_c, outputs, window), scratch, k)
    first, end = share(dx.blocks * dx.height * of_row, thread, threads)
    for place in range(first, end):
        n, p = place // (dx.height * of_row), place // of_row % dx.height
        group, tile = place // tiles % groups, place % tiles
        first_u, step_u = phase(p + top, dilation_i, stride_i, height)
        first_c, end_c = share(inputs, tile, tiles)
        channels = end_c - first_c
        for q in range(min(stride_j, dx.width)):
            first_v, step_v = phase(q + left, dilation_j, stride_j, width)
            corner = (group * inputs + first_c) * outputs * window + (first_u * width + first_v) * channels
            sum_row(
                channels,
                dy,
                n,
                group * outputs,
                (outputs, (height - first_u + step_u - 1) // step_u, (width - first_v + step_v - 1) // step_v),
                packed + corner * NUMBER,
                (1, window * channels, step_u * width * channels, step_v * channels),
                (p + top - first_u * dilation_i) // stride_i,
                -(step_u * dilation_i // stride_i),
                (q + left - first_v * dilation_j) // stride_j,
                1,
                -(step_v * dilation_j // stride_j),
                dx,
                group * inputs + first_c,
                p,
                q,
                stride_j,
                0,
                ZEROS,
                packed + weight.size * NUMBER,
            )
