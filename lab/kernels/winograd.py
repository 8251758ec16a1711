"""Convolution by minimal filtering along the rows: of the multiplications of kernels 3 or 5 wide, 1/2 or 2/5 remain.

Four neighbouring outputs of a row, a *tile*, see a *window* of neighbouring cells in each row that the kernel covers. A
minimal filtering (lab/kernels/minimal_filtering.py) takes a window to its values at some *places*, six or eight, where
one multiplication each does what else takes 12 or 20. The way there and back are additions of whole cells, for each
channel and row once. Between them stand the products: for each place a sum over input channels and rows of the kernel.

    forward          M[o, i] = sum over c, u of U[o, c, u] * V[c, i + u - top],   y = A^T M + bias
    input gradient   M[c, p] = sum over o, u of U[o, c, u] * W[o, p + top - u],   dx = B M
    weight gradient  S[o, c, u] = sum over samples, i and tiles of W[o, i] * V[c, i + u - top],   dweight = G^T S
                     (winograd_weight_gradient.py)

    with   U = G g of a row g of weights,   V = B^T d of a window d of x,   W = A t of a tile t of dy

These are one and the same sum of products of weights, x and dy, read as a map to each of the three. Windows overlap, so
that dx adds up what neighbouring tiles say. Along the columns nothing is saved, and nothing lost: a kernel may have any
height, rows outside the picture are left out, and signals are pictures of height 1.

Nested along both axes there are fewer multiplications yet, 4/9 for F(2 x 2, 3 x 3), but 16 places for a tile of four
outputs pass through the transforms and caches instead of six. On AVX2 that took longer for any number of channels
measured (16 to 128), by 5 to 20 %.

A number that is not finite makes its whole tile NaN or infinite, so it is still seen.
"""

from __future__ import annotations

import functools
import math
from typing import Any

from lab.kernels.convolution import convolve, convolve_input_gradient
from lab.kernels.convolution_fast import meetings
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.minimal_filtering import FILTERINGS, OUTPUTS
from lab.kernels.tiles import NUMBER, ZEROS, address, array_address, clear, shared, sum_windows, tile_channels

CELL = LANES * NUMBER  # bytes
NEAR = 16384  # transformed cells that are worked on at a time
SMALL = 2048  # or fewer, of several pictures: they make longer rows, and to begin a row takes as long as a few cells
# What a transform takes, in multiply-adds of a cell.
PLACE, WIDE_PLACE = 5, 10  # of a channel of a tile, for each place; wide: AVX-512, where a cell is one register
TURNED = 30  # of a channel of a tile that is turned over
KERNEL = 10  # of a row of a kernel, by every thread
FEWEST = 3  # sums of turned cells, below which a processor waits for one to be done before the next is added


# -- what it takes


def cost(
    weight: ArrayReference, x: TensorReference, y: TensorReference, geometry: dict[str, Any], turned: bool = False
) -> float:
    """What a convolution takes this way, or (`turned`) its weight gradient, in multiply-adds of a cell; or infinity.

    The transforms are bound by loading and storing, not by arithmetic.

    Time of the direct sum / this one's, on AVX2: predicted and measured (forward, input gradient, weight gradient)
        6 -> 16 channels, 5 x 5, at 14 x 14, no padding   1.6      1.6   1.7   1.8
        8 -> 16 at 4 x 4, 32 samples                      1.0      1.3   1.4   1.2
        12 -> 12 at 16 x 16                               1.5      1.4   1.4   1.2
        16 -> 16 at 32 x 32                               1.6      1.4   1.5   1.6
        32 -> 32 at 16 x 16                               1.8      1.7   1.7   1.7
        32 -> 64 at 26 x 26, no padding                   1.9      1.7   1.8   1.8
        64 -> 64 at 5 x 5                                 1.0      1.0   1.0   1.1
        128 -> 128 at 4 x 4                               1.5      1.6   1.7   1.7
    """
    ones = ("stride_i", "stride_j", "dilation_i", "dilation_j", "groups")
    outputs, inputs, height, width = weight.shape
    if width not in FILTERINGS or any(geometry[name] != 1 for name in ones):
        return math.inf
    rows = meetings(height, 1, geometry["top"], 1, y.height, x.height)
    tiles, places = row_tiles(y.width), row_places(width)
    windows, ends = _place() * places * inputs * x.height, _place() * places * outputs * y.height
    if turned:
        ends = TURNED * (outputs + -outputs % LANES) * y.height
    products = rows * places * outputs * (max(FEWEST, inputs) if turned else inputs)
    return y.blocks * tiles * (products + windows + ends) + KERNEL * height * outputs * inputs


@functools.cache
def _place() -> int:
    """What a place takes here; LLVM, which knows the processor, is asked once."""
    from lab.kernels import machine  # and with it LLVM, which takes a moment to load

    return PLACE if machine.budget() < LANES else WIDE_PLACE


def _forward_cost(weight: ArrayReference, x: TensorReference, y: TensorReference, **geometry: Any) -> float:
    return cost(weight, x, y, geometry)


def _input_gradient_cost(weight: ArrayReference, dx: TensorReference, dy: TensorReference, **geometry: Any) -> float:
    return cost(weight, dx, dy, geometry)


# -- transforms: they have a meaning only in compiled kernels, as the functions of tiles.py; winograd_code.py emits them

# `weights` are those of a row of a kernel, counts are those of channels, rows and tiles of a row. Transformed cells of
# a place lie one tile after the other; their steps are those of channel, row and place.


@shared
def transform_weights(
    weights: int, counts: tuple[int, int, int], w: int, w_steps: tuple[int, int, int, int], u: int, u_step: int
) -> None:
    """U = G g: u[place, c, i, t] from w[t, c, i, v], v < weights; counts are those of t (of a tile), c, i.

    `w_steps` are those of t, c, i, v; `u_step` that of the place, the others lie one after the other. Behind them
    MOST_CHANNELS numbers may be overwritten.
    """
    raise NotImplementedError(_COMPILED)


@shared
def transform_windows(
    weights: int,
    counts: tuple[int, int, int],
    x: int,
    x_steps: tuple[int, int, int],
    left: int,
    width: int,
    zeros: int,
    v: int,
    v_steps: tuple[int, int, int],
) -> None:
    """V = B^T d of windows that begin `left` before x. Outside the width is 0; `zeros` is where a cell of them is."""
    raise NotImplementedError(_COMPILED)


@shared
def transform_outputs(
    weights: int,
    counts: tuple[int, int, int],
    m: int,
    m_steps: tuple[int, int, int],
    bias: int,
    bias_step: int,
    y: int,
    y_steps: tuple[int, int, int],
    width: int,
    nowhere: int,
    rectified: int,
) -> None:
    """y = A^T M + bias; if `rectified`, what is below 0 becomes 0. What is beyond the width goes to `nowhere`."""
    raise NotImplementedError(_COMPILED)


@shared
def transform_gradients(
    weights: int,
    counts: tuple[int, int, int],
    dy: int,
    dy_steps: tuple[int, int, int],
    width: int,
    zeros: int,
    w: int,
    w_steps: tuple[int, int, int],
    totals: int,
    totals_step: int,
) -> None:
    """W = A t of tiles of dy. Beyond the width is 0; `zeros` is where a cell of them is.

    All of dy is added to one cell for each channel at `totals`.
    """
    raise NotImplementedError(_COMPILED)


@shared
def transform_window_sums(
    weights: int,
    counts: tuple[int, int, int],
    m: int,
    m_steps: tuple[int, int, int],
    dx: int,
    dx_steps: tuple[int, int, int],
    left: int,
    width: int,
    nowhere: int,
) -> None:
    """dx = B M of windows that begin `left` before dx, added where they overlap; the rest goes to `nowhere`."""
    raise NotImplementedError(_COMPILED)


def transform_kernel_sums(weights: int, count: int, m: int, m_step: int, g: int) -> None:
    """G^T S of so many neighbouring cells for each place: `weights` cells of each, one after the other at g."""
    raise NotImplementedError(_COMPILED)


_COMPILED = "transforms exist only in compiled kernels; the plain convolution is the readable form"


# -- where transformed cells lie


@helper
def row_tiles(width: int) -> int:
    """Tiles of a row of outputs; the last may lie partly outside."""
    return (width + OUTPUTS - 1) // OUTPUTS


@helper
def row_places(weights: int) -> int:
    """Places of a transformed window, tile or row of weights."""
    return weights + OUTPUTS - 1


@helper
def band_height(of_source: int, of_target: int, height: int, rows: int) -> int:
    """Rows that are worked on at a time, when so many cells of a row are read and written and a kernel is so high."""
    return max(1, min(rows, (NEAR - of_source * (height - 1)) // (of_source + of_target)))


@helper
def pictures_at_once(cells: int, pictures: int) -> int:
    """Pictures of so many transformed cells that are worked on at a time: their rows lie side by side."""
    return max(1, min(pictures, SMALL // max(1, cells)))


@helper
def odd(count: int) -> int:
    """A step that is never a multiple of many cells, so that all that lies so far apart fits into the nearest cache."""
    return count | 1


# -- forward and input gradient


def _room(weight: ArrayReference, source: TensorReference, target: TensorReference, tiles: int) -> int:
    """A cell of zeros and one that nobody reads, then U and the transformed source and target."""
    *_, height, width = weight.shape
    places = row_places(width)
    sizes = places * tiles * source.channels, places * tiles * target.channels
    band = band_height(*sizes, height, target.height)
    rows = min(band + height - 1, source.height)
    across = tiles * pictures_at_once(sizes[0] * rows + sizes[1] * band, target.blocks)
    source_step = odd(source.channels * odd(rows * across))
    target_step = odd(target.channels * odd(band * across))
    return 2 * LANES + places * (weight.size // width + LANES) + places * (source_step + target_step) * LANES


def _forward_room(weight: ArrayReference, x: TensorReference, y: TensorReference, **_: Any) -> int:
    return _room(weight, x, y, row_tiles(y.width))


def _input_gradient_room(weight: ArrayReference, dx: TensorReference, dy: TensorReference, **_: Any) -> int:
    return _room(weight, dy, dx, row_tiles(dy.width))


@helper
def filter_rows(
    source: Tensor,
    weight: Vector,
    first_weight: int,
    w_steps: tuple[int, int, int, int],
    height: int,
    weights: int,
    bias: Vector,
    target: Tensor,
    top: int,
    left: int,
    backwards: bool,
    rectified: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """The convolution y of x, or `backwards` the gradient dx from dy, a band of rows of all channels at a time.

    Row i of the target is the sum over rows i - top + u of the source, u < height. The weight of target channel t,
    source channel a, row u and column v is at `first_weight` and steps for t, a, u, v.
    """
    inputs, outputs = source.channels, target.channels
    tiles = row_tiles(source.width if backwards else target.width)
    places = row_places(weights)
    band = band_height(places * tiles * inputs, places * tiles * outputs, height, target.height)
    bands = max((target.height + band - 1) // band, (threads + target.blocks - 1) // target.blocks)
    most, pictures = min(band + height - 1, source.height), 1
    if bands == 1:
        pictures = pictures_at_once(places * tiles * (inputs * most + outputs * band), target.blocks)
    source_step = odd(most * pictures * tiles) * LANES  # of a channel
    target_step = odd(band * pictures * tiles) * LANES
    source_place, target_place = odd(inputs * source_step // LANES) * LANES, odd(outputs * target_step // LANES) * LANES
    u_step = outputs * inputs * height + LANES
    zeros = array_address(scratch, scratch.size // threads * thread)
    nowhere = zeros + CELL
    u = nowhere + CELL
    v = u + places * u_step * NUMBER
    m = v + places * source_place * NUMBER
    clear(zeros, 1)
    groups = (outputs + tile_channels() - 1) // tile_channels()
    for group in range(groups):
        o, end_o = share(outputs, group, groups)
        at = array_address(weight, first_weight + o * w_steps[0])
        transform_weights(weights, (end_o - o, inputs, height), at, w_steps, u + o * inputs * height * NUMBER, u_step)
    at_bias, bias_step = zeros, 0
    if bias.size > 0:
        at_bias, bias_step = array_address(bias, 0), 1
    first, end = share(target.blocks * bands, thread, threads)  # something for every thread
    for place in range(first, end, pictures):
        n, count = place // bands, min(pictures, end - place)
        across = count * tiles  # cells of a row
        first_i, end_i = share(target.height, place % bands, bands)
        first_row, end_row = max(0, first_i - top), min(source.height, end_i - top + height - 1)
        counts = inputs, end_row - first_row, tiles
        steps = source.channel_stride, source.row_stride, source.column_stride
        v_steps = source_step, across * LANES, source_place
        for picture in range(count):
            at, to = address(source, n + picture, 0, first_row, 0), v + picture * tiles * CELL
            if backwards:
                transform_gradients(weights, counts, at, steps, source.width, zeros, to, v_steps, nowhere, 0)
            else:
                transform_windows(weights, counts, at, steps, left, source.width, zeros, to, v_steps)
        for k in range(places):
            for group in range(groups):
                o, end_o = share(outputs, group, groups)
                i = first_i
                while i < end_i:  # all rows together that the whole kernel meets
                    row = i - top
                    first_u, end_u = max(0, -row), max(0, min(height, source.height - row))
                    together = 1
                    if first_u == 0 and end_u == height:
                        together = min(end_i, source.height - height + 1 + top) - i
                    sum_windows(
                        end_o - o,
                        together * across,
                        v + (k * source_place + (row + first_u - first_row) * across * LANES) * NUMBER,
                        (source_step, across * LANES, 0, LANES),
                        (inputs, max(0, end_u - first_u), 1),
                        u + (k * u_step + o * inputs * height + first_u * (end_o - o)) * NUMBER,
                        (1, height * (end_o - o), end_o - o, 0),
                        m + (k * target_place + o * target_step + (i - first_i) * across * LANES) * NUMBER,
                        (target_step, LANES),
                        0,
                        ZEROS,
                    )
                    i += together
        counts = outputs, end_i - first_i, tiles
        steps = target.channel_stride, target.row_stride, target.column_stride
        m_steps, width = (target_step, across * LANES, target_place), target.width
        for picture in range(count):
            at, of = address(target, n + picture, 0, first_i, 0), m + picture * tiles * CELL
            if backwards:
                transform_window_sums(weights, counts, of, m_steps, at, steps, left, width, nowhere)
            else:
                transform_outputs(
                    weights, counts, of, m_steps, at_bias, bias_step, at, steps, width, nowhere, rectified
                )


@fast(convolve, scratch=_forward_room, blockwise=True, cost=_forward_cost, further={"rectified": 0})
def convolve_winograd(
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
    """`convolve` with kernels 3 or 5 wide, stride, dilation and groups 1."""
    flat, height, width = weight.reshape(weight.size), weight.shape[2], weight.shape[3]
    steps = x.channels * height * width, height * width, width, 1
    filter_rows(x, flat, 0, steps, height, width, bias, y, top, left, False, rectified, thread, threads, scratch)


@fast(convolve_input_gradient, scratch=_input_gradient_room, blockwise=True, cost=_input_gradient_cost)
def convolve_input_gradient_winograd(
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
    """`convolve_input_gradient` with kernels 3 or 5 wide, stride, dilation and groups 1: their rows from the last."""
    flat, height, width = weight.reshape(weight.size), weight.shape[2], weight.shape[3]
    steps = height * width, dx.channels * height * width, -width, 1
    last = (height - 1) * width
    top = height - 1 - top
    filter_rows(dy, flat, last, steps, height, width, flat[:0], dx, top, left, True, 0, thread, threads, scratch)
