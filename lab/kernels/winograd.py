"""Convolution by Winograd's minimal filtering F(2 x 2, 3 x 3): 16 multiplications where the textbook's sum takes 36.

A kernel g of 3 x 3 weights makes 2 x 2 neighbouring outputs Y, a *tile*, from a window d of 4 x 4 cells:

    Y = A^T [(G g G^T) * (B^T d B)] A                 (* number by number)

            1  0 -1  0             1    0    0              1  1  1  0
    B^T  =  0  1  1  0      G  =  1/2  1/2  1/2      A^T =  0  1 -1  1
            0 -1  1  0            1/2 -1/2  1/2
            0 -1  0  1             0    0    1

It is the product of two polynomials, found not from their coefficients but from their values: G and B^T take the values
at the points 0, 1, -1 and infinity, where one multiplication each suffices, and A^T puts the result together. So two
outputs of a filter of three weights take four multiplications instead of six; along both axes 4 x 4 instead of 6 x 6.

The transforms are additions of whole cells, for each channel once. Between them stand products that are summed over the
channels: for each of the sixteen *places* of the 4 x 4 a matrix product, [outputs x inputs] [inputs x tiles].

    forward          M[o] = sum over c of U[o, c] * V[c] with U = G g G^T, V = B^T d B;   y = A^T M A + bias
    input gradient   the same with dy for x and the kernels turned round: a convolution padded by 2 - top, 2 - left
    weight gradient  Y is linear in g, so dg is the transposed map: G^T [sum over tiles of (A dY A^T) * (B^T d B)] G
                     (winograd_weight_gradient.py)

Rounding: the transforms add at most four numbers of a window at a time and halve, so that an error is some two times
that of the direct sum, far within what float32 leaves of a network's numbers. F(4 x 4, 3 x 3) would take 2.25
multiplications an output instead of 4, but its B^T has entries up to 5 and its error is ten times as large. A number
that is not finite makes its whole tile NaN, so it is still seen.

Sources: Winograd 1980, "Arithmetic Complexity of Computations"; Lavin and Gray 2016, "Fast Algorithms for Convolutional
Neural Networks".
"""

from __future__ import annotations

import functools
import math
from typing import Any

from lab.kernels.convolution import convolve, convolve_input_gradient
from lab.kernels.kernel import Array4, ArrayReference, Float32s, TensorReference, Vector, fast, helper, share
from lab.kernels.lanes import LANES, Tensor
from lab.kernels.tiles import (
    NUMBER,
    ZEROS,
    address,
    array_address,
    clear,
    sum_windows,
    tile_channels,
)

CELL = LANES * NUMBER  # bytes
PLACES = 16  # of a transformed window
NEAR = 512  # cells of one place that are worked on at a time: all sixteen places then fill the second cache
TRANSFORM, WIDE_TRANSFORM = 110, 220  # of a channel of a tile, in multiply-adds of a cell; wide: AVX-512
KERNEL = 40  # of a kernel, by every thread


# -- what it takes


def cost(weight: ArrayReference, y: TensorReference, inputs: int, geometry: dict[str, Any]) -> float:
    """What a convolution with kernels of 3 x 3 takes this way, in multiply-adds of a cell; infinity for other kernels.

    The direct sum takes one wherever a weight meets a cell. This way a tile takes sixteen for each pair of channels
    (`inputs` of them are gone through) and besides the transforms, which have been measured: they are bound by the
    second cache, not by arithmetic, so that they weigh twice where a cell is one register (AVX-512).

    Time of the direct sum / this one's, on AVX2: predicted and measured (forward, input gradient, weight gradient)
        12 -> 12 channels at 16 x 16      1.0      1.0   1.0   0.9
        16 -> 16 at 32 x 32               1.2      1.2   1.3   1.4
        32 -> 32 at 16 x 16               1.4      1.5   1.5   1.6
        32 -> 64 at 24 x 24, no padding   1.7      1.5   1.4   1.7
        64 -> 64 at 5 x 5                 0.9      0.9   1.0   1.2
        128 -> 128 at 4 x 4               1.3      1.4   1.5   1.8
    """
    ones = ("stride_i", "stride_j", "dilation_i", "dilation_j", "groups")
    if weight.shape[2:] != (3, 3) or any(geometry[name] != 1 for name in ones):
        return math.inf
    outputs = weight.shape[0]
    tiles = y.blocks * tile_rows(y.height) * tile_rows(y.width)
    of_tile = PLACES * outputs * inputs + _transform() * (outputs + inputs)
    return tiles * of_tile + KERNEL * outputs * inputs


@functools.cache
def _transform() -> int:
    """What a transform takes here; LLVM, which knows the processor, is asked once."""
    from lab.kernels import machine  # and with it LLVM, which takes a moment to load

    return TRANSFORM if machine.budget() < LANES else WIDE_TRANSFORM


def _forward_cost(weight: ArrayReference, y: TensorReference, **geometry: Any) -> float:
    return cost(weight, y, weight.shape[1], geometry)


def _input_gradient_cost(weight: ArrayReference, dx: TensorReference, **geometry: Any) -> float:
    return cost(weight, dx, weight.shape[1], geometry)


# -- transforms: they have a meaning only in compiled kernels, as the functions of tiles.py; winograd_code.py emits them


def transform_weights(channels: int, inputs: int, w: int, w_steps: tuple[int, int, int], u: int, u_step: int) -> None:
    """U = G g G^T of kernels of numbers: u[place, c, t] from w[t, c, k], t < channels, c < inputs, k < 9.

    `w_steps` are those of t, c, k; `u_step` that of the place, the others lie one after the other.
    """
    raise NotImplementedError(_COMPILED)


def transform_inputs(
    channels: int,
    tiles: int,
    x: int,
    x_steps: tuple[int, int, int],
    rows: tuple[int, int],
    columns: tuple[int, int],
    zeros: int,
    v: int,
    v_steps: tuple[int, int, int],
) -> None:
    """V = B^T d B of neighbouring windows: v[c, k, place] from x[c, i, j], i < 4, j = 2 k ... 2 k + 3, k < tiles.

    What is not within [first, end) of `rows` and `columns` counts as 0; `zeros` is the address of a cell of them.
    """
    raise NotImplementedError(_COMPILED)


def transform_outputs(
    channels: int,
    tiles: int,
    m: int,
    m_steps: tuple[int, int, int],
    bias: int,
    bias_step: int,
    y: int,
    y_steps: tuple[int, int, int],
    size: tuple[int, int],
    nowhere: int,
    rectified: int,
) -> None:
    """Y = A^T M A + bias of neighbouring tiles: y[o, i, j] from m[o, k, place], i < 2, j = 2 k, 2 k + 1, k < tiles.

    What lies beyond the (rows, columns) of `size` is written into the cell at `nowhere`. If `rectified`, what is below
    0 becomes 0.
    """
    raise NotImplementedError(_COMPILED)


def transform_gradients(
    channels: int,
    tiles: int,
    dy: int,
    dy_steps: tuple[int, int, int],
    size: tuple[int, int],
    zeros: int,
    w: int,
    w_steps: tuple[int, int, int],
) -> None:
    """A dY A^T of neighbouring tiles: w[o, k, place] from dy[o, i, j], zeros beyond the (rows, columns) of `size`."""
    raise NotImplementedError(_COMPILED)


def transform_sums(m: int, m_step: int, g: int) -> None:
    """G^T M G of a cell for each place: nine cells one after the other at g."""
    raise NotImplementedError(_COMPILED)


_COMPILED = "transforms exist only in compiled kernels; the plain convolution is the readable form"


# -- forward and input gradient


@helper
def strip_length(channels: int) -> int:
    """Tiles that are worked on at a time, when so many channels of them are transformed."""
    return max(4, min(16, NEAR // channels))


@helper
def tile_rows(length: int) -> int:
    """Tiles along an axis; the last may lie half outside."""
    return (length + 1) // 2


@helper
def product_step(outputs: int, inputs: int) -> int:
    """Numbers from one place of U to the next: never a power of two, so that all places fit into the nearest cache."""
    return outputs * inputs + LANES


@helper
def strip_step(tiles: int, channels: int) -> int:
    """Numbers from one place of V or M to the next."""
    return (tiles * channels + 1) * LANES


def _room(weight: ArrayReference, **_: Any) -> int:
    """A cell of zeros and one that nobody reads, U, V and M."""
    outputs, inputs, *_rest = weight.shape
    tiles = strip_length(inputs + outputs)
    strips = strip_step(tiles, inputs) + strip_step(tiles, outputs)
    return 2 * LANES + PLACES * (product_step(outputs, inputs) + strips)


@helper
def convolve_strips(
    x: Tensor,
    weight: Vector,
    first_weight: int,
    w_steps: tuple[int, int, int],
    bias: Vector,
    y: Tensor,
    top: int,
    left: int,
    rectified: int,
    thread: int,
    threads: int,
    scratch: Float32s,
) -> None:
    """y = bias + the sum of x and kernels, a strip of tiles of all channels at a time; see transform_outputs.

    The weight of y's channel o, x's channel c and place k of the window is at `first_weight` and steps for o, c, k.
    """
    inputs, outputs = x.channels, y.channels
    most = strip_length(inputs + outputs)
    u_step, v_step, m_step = product_step(outputs, inputs), strip_step(most, inputs), strip_step(most, outputs)
    zeros = array_address(scratch, scratch.size // threads * thread)
    nowhere = zeros + CELL
    u = nowhere + CELL
    v = u + PLACES * u_step * NUMBER
    m = v + PLACES * v_step * NUMBER
    clear(zeros, 1)
    groups = (outputs + tile_channels() - 1) // tile_channels()
    for group in range(groups):
        o, end_o = share(outputs, group, groups)
        first = array_address(weight, first_weight + o * w_steps[0])
        transform_weights(end_o - o, inputs, first, w_steps, u + o * inputs * NUMBER, u_step)
    at_bias, bias_step = zeros, 0
    if bias.size > 0:
        at_bias, bias_step = array_address(bias, 0), 1
    x_steps = (x.channel_stride, x.row_stride, x.column_stride)
    y_steps = (y.channel_stride, y.row_stride, y.column_stride)
    across = tile_rows(y.width)
    tiles = tile_rows(y.height) * across
    strips = max((tiles + most - 1) // most, (threads + y.blocks - 1) // y.blocks)  # something for every thread
    first, end = share(y.blocks * strips, thread, threads)
    for place in range(first, end):
        n, strip = place // strips, place % strips
        first_tile, end_tile = share(tiles, strip, strips)
        tile = first_tile
        while tile < end_tile:  # what the strip has of a row of tiles
            i, j = tile // across * 2, tile % across * 2
            count = min(end_tile - tile, across - tile % across)
            p, q = i - top, j - left
            transform_inputs(
                inputs,
                count,
                address(x, n, 0, p, q),
                x_steps,
                (-p, x.height - p),
                (-q, x.width - q),
                zeros,
                v + (tile - first_tile) * inputs * CELL,
                (LANES, inputs * LANES, v_step),
            )
            tile += count
        for k in range(PLACES):
            for group in range(groups):
                o, end_o = share(outputs, group, groups)
                sum_windows(
                    end_o - o,
                    end_tile - first_tile,
                    v + k * v_step * NUMBER,
                    (LANES, 0, 0, inputs * LANES),
                    (inputs, 1, 1),
                    u + (k * u_step + o * inputs) * NUMBER,
                    (1, end_o - o, 0, 0),
                    m + k * m_step * NUMBER + o * most * CELL,
                    (most * LANES, LANES),
                    0,
                    ZEROS,
                )
        tile = first_tile
        while tile < end_tile:
            i, j = tile // across * 2, tile % across * 2
            count = min(end_tile - tile, across - tile % across)
            transform_outputs(
                outputs,
                count,
                m + (tile - first_tile) * CELL,
                (most * LANES, LANES, m_step),
                at_bias,
                bias_step,
                address(y, n, 0, i, j),
                y_steps,
                (y.height - i, y.width - j),
                nowhere,
                rectified,
            )
            tile += count


@fast(convolve, scratch=_room, blockwise=True, cost=_forward_cost, further={"rectified": 0})
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
    """`convolve` with kernels of 3 x 3, stride, dilation and groups 1."""
    flat = weight.reshape(weight.size)
    convolve_strips(x, flat, 0, (9 * x.channels, 9, 1), bias, y, top, left, rectified, thread, threads, scratch)


@fast(convolve_input_gradient, scratch=_room, blockwise=True, cost=_input_gradient_cost)
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
    """`convolve_input_gradient` with kernels of 3 x 3, stride, dilation and groups 1: walks through them backwards."""
    flat = weight.reshape(weight.size)
    w_steps = (9, 9 * dx.channels, -1)
    convolve_strips(dy, flat, 8, w_steps, flat[:0], dx, 2 - top, 2 - left, 0, thread, threads, scratch)
