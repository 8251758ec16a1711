"""The fast forms of convolution: the same sums, eight at a time in registers.

A plain loop loads two numbers for every multiply-add. Here four channels of two columns are summed together, so that
every cell that is loaded serves four sums and every weight two. A tile that reaches beyond the last channel repeats it.
The work goes row by row, all channels of a row one after the other, so that the rows it reads stay in the cache.
"""

from __future__ import annotations

from typing import Any

from lab.kernels.convolution import convolve, convolve_input_gradient, convolve_weight_gradient, inside
from lab.kernels.kernel import Array4, Vector, fast, helper, share
from lab.kernels.lanes import Tensor, total, zeros_like
from lab.kernels.tiles import TILE, four

ROWS = 4  # rows of a weight gradient that are summed before their lanes are


@helper
def inside_either_way(start: int, step: int, count: int, length: int) -> tuple[int, int]:
    """`inside`, also for steps below 0."""
    if step < 0:
        return inside(length - 1 - start, -step, count, length)
    return inside(start, step, count, length)


@helper
def sum_row(
    x: Tensor,
    n: int,
    channel: int,
    channels: int,
    weights: Vector,
    places: tuple[int, int, int, int],
    weight_steps: tuple[int, int, int],
    counts: tuple[int, int],
    row: int,
    row_step: int,
    column: int,
    column_move: int,
    column_step: int,
    y: Tensor,
    outputs: tuple[int, int, int, int],
    i: int,
    j: int,
    j_move: int,
    starts: tuple[Any, Any, Any, Any],
) -> None:
    """One row of four channels of y: y[j + k j_move] = start + sum of weight x over c, u, v.

    The cell of x is at (channel + c, row + u row_step, column + k column_move + v column_step), the weight at place +
    c, u, v times the weight's steps; u and v stay below the counts and inside x.
    """
    a0, a1, a2, a3 = places
    o0, o1, o2, o3 = outputs
    step_c, step_u, step_v = weight_steps
    first_u, end_u = inside_either_way(row, row_step, counts[0], x.height)
    reach = (counts[1] - 1) * column_step
    while j < y.width:
        r0, r1, r2, r3 = starts
        if (
            j + j_move < y.width
            and min(column, column + reach) >= 0
            and max(column, column + reach) + column_move < x.width
        ):
            s0, s1, s2, s3 = starts
            for c in range(channels):
                for u in range(first_u, end_u):
                    for v in range(counts[1]):
                        at = c * step_c + u * step_u + v * step_v
                        w0 = weights[a0 + at]
                        w1 = weights[a1 + at]
                        w2 = weights[a2 + at]
                        w3 = weights[a3 + at]
                        p = row + u * row_step
                        q = column + v * column_step
                        left = x[n, channel + c, p, q]
                        right = x[n, channel + c, p, q + column_move]
                        r0 += w0 * left
                        r1 += w1 * left
                        r2 += w2 * left
                        r3 += w3 * left
                        s0 += w0 * right
                        s1 += w1 * right
                        s2 += w2 * right
                        s3 += w3 * right
            y[n, o0, i, j] = r0
            y[n, o1, i, j] = r1
            y[n, o2, i, j] = r2
            y[n, o3, i, j] = r3
            j += j_move
            column += column_move
            y[n, o0, i, j] = s0
            y[n, o1, i, j] = s1
            y[n, o2, i, j] = s2
            y[n, o3, i, j] = s3
        else:
            first_v, end_v = inside_either_way(column, column_step, counts[1], x.width)
            for c in range(channels):
                for u in range(first_u, end_u):
                    for v in range(first_v, end_v):
                        at = c * step_c + u * step_u + v * step_v
                        cell = x[n, channel + c, row + u * row_step, column + v * column_step]
                        r0 += weights[a0 + at] * cell
                        r1 += weights[a1 + at] * cell
                        r2 += weights[a2 + at] * cell
                        r3 += weights[a3 + at] * cell
            y[n, o0, i, j] = r0
            y[n, o1, i, j] = r1
            y[n, o2, i, j] = r2
            y[n, o3, i, j] = r3
        j += j_move
        column += column_move


@fast(convolve)
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
    thread: int,
    threads: int,
) -> None:
    """`convolve`, four output channels and two columns at a time."""
    outputs, inputs = y.channels // groups, x.channels // groups
    tiles = (outputs + TILE - 1) // TILE
    height, width = weight.shape[2], weight.shape[3]
    weights, size = weight.reshape(weight.size), inputs * height * width
    zero = zeros_like(y[0, 0, 0, 0])
    of_row = groups * tiles
    first, end = share(y.blocks * y.height * of_row, thread, threads)
    for place in range(first, end):
        n, i = place // (y.height * of_row), place // of_row % y.height
        group, tile = place // tiles % groups, place % tiles
        o = four(group * outputs + tile * TILE, (group + 1) * outputs - 1)
        starts = (zero, zero, zero, zero)
        if bias.size > 0:
            starts = (zero + bias[o[0]], zero + bias[o[1]], zero + bias[o[2]], zero + bias[o[3]])
        sum_row(
            x,
            n,
            group * inputs,
            inputs,
            weights,
            (o[0] * size, o[1] * size, o[2] * size, o[3] * size),
            (height * width, width, 1),
            (height, width),
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
            starts,
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


@fast(convolve_input_gradient)
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
) -> None:
    """`convolve_input_gradient`, four input channels and two columns at a time.

    It is a convolution of dy that walks through the kernel backwards. With a stride, a row or column meets only every
    stride-th weight, and columns a stride apart meet the same ones: those are a `phase`.
    """
    outputs, inputs = dy.channels // groups, dx.channels // groups
    tiles = (inputs + TILE - 1) // TILE
    height, width = weight.shape[2], weight.shape[3]
    weights, window = weight.reshape(weight.size), height * width
    zero = zeros_like(dx[0, 0, 0, 0])
    of_row = groups * tiles
    first, end = share(dx.blocks * dx.height * of_row, thread, threads)
    for place in range(first, end):
        n, p = place // (dx.height * of_row), place // of_row % dx.height
        group, tile = place // tiles % groups, place % tiles
        first_u, step_u = phase(p + top, dilation_i, stride_i, height)
        count_u = (height - first_u + step_u - 1) // step_u
        c = four(tile * TILE, inputs - 1)
        channel = group * inputs
        for q in range(min(stride_j, dx.width)):
            first_v, step_v = phase(q + left, dilation_j, stride_j, width)
            corner = group * outputs * inputs * window + first_u * width + first_v
            sum_row(
                dy,
                n,
                group * outputs,
                outputs,
                weights,
                (corner + c[0] * window, corner + c[1] * window, corner + c[2] * window, corner + c[3] * window),
                (inputs * window, step_u * width, step_v),
                (count_u, (width - first_v + step_v - 1) // step_v),
                (p + top - first_u * dilation_i) // stride_i,
                -(step_u * dilation_i // stride_i),
                (q + left - first_v * dilation_j) // stride_j,
                1,
                -(step_v * dilation_j // stride_j),
                dx,
                (channel + c[0], channel + c[1], channel + c[2], channel + c[3]),
                p,
                q,
                stride_j,
                (zero, zero, zero, zero),
            )


@fast(convolve_weight_gradient)
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
    thread: int,
    threads: int,
) -> None:
    """`convolve_weight_gradient`, four output and two input channels at a time, a few rows after the other."""
    outputs, inputs = dy.channels // groups, x.channels // groups
    tiles, pairs, height = (outputs + TILE - 1) // TILE, (inputs + 1) // 2, dweight.shape[2]
    first, end = share(groups * tiles * pairs * height, thread, threads)
    for part in range(-1, dy.blocks * ((dy.height + ROWS - 1) // ROWS)):
        n, top_row = part % dy.blocks, part // dy.blocks * ROWS
        for place in range(first, end):
            group, tile = place // (height * pairs * tiles), place // (height * pairs) % tiles
            pair, u = place // height % pairs, place % height
            o0, o1, o2, o3 = four(group * outputs + tile * TILE, (group + 1) * outputs - 1)
            c, d = 2 * pair, min(2 * pair + 1, inputs - 1)
            if part < 0:
                for o in range(o0, o3 + 1):
                    for v in range(dweight.shape[3]):
                        dweight[o, c, u, v] = 0
                        dweight[o, d, u, v] = 0
                continue
            row = u * dilation_i - top
            first_i, end_i = inside(row, stride_i, dy.height, x.height)
            for v in range(dweight.shape[3]):
                column = v * dilation_j - left
                first_j, end_j = inside(column, stride_j, dy.width, x.width)
                zero = zeros_like(dy[0, o0, 0, 0])
                r0 = zero
                r1 = zero
                r2 = zero
                r3 = zero
                s0 = zero
                s1 = zero
                s2 = zero
                s3 = zero
                for i in range(max(first_i, top_row), min(end_i, top_row + ROWS)):
                    for j in range(first_j, end_j):
                        p = i * stride_i + row
                        q = j * stride_j + column
                        one = x[n, group * inputs + c, p, q]
                        two = x[n, group * inputs + d, p, q]
                        g0 = dy[n, o0, i, j]
                        g1 = dy[n, o1, i, j]
                        g2 = dy[n, o2, i, j]
                        g3 = dy[n, o3, i, j]
                        r0 += g0 * one
                        r1 += g1 * one
                        r2 += g2 * one
                        r3 += g3 * one
                        s0 += g0 * two
                        s1 += g1 * two
                        s2 += g2 * two
                        s3 += g3 * two
                # All are read before any is written: a repeated channel gets its sum once.
                k0 = dweight[o0, c, u, v] + total(r0)
                k1 = dweight[o1, c, u, v] + total(r1)
                k2 = dweight[o2, c, u, v] + total(r2)
                k3 = dweight[o3, c, u, v] + total(r3)
                m0 = dweight[o0, d, u, v] + total(s0)
                m1 = dweight[o1, d, u, v] + total(s1)
                m2 = dweight[o2, d, u, v] + total(s2)
                m3 = dweight[o3, d, u, v] + total(s3)
                dweight[o0, c, u, v] = k0
                dweight[o1, c, u, v] = k1
                dweight[o2, c, u, v] = k2
                dweight[o3, c, u, v] = k3
                dweight[o0, d, u, v] = m0
                dweight[o1, d, u, v] = m1
                dweight[o2, d, u, v] = m2
                dweight[o3, d, u, v] = m3
