"""Convolution of images, forward and backward: textbook loops. A signal is an image of height 1.

Axes: n block of sixteen samples, o output channel, c input channel within its group, i, j place of the output, u, v
place within the kernel.
"""

from __future__ import annotations

from lab.kernels.kernel import Array4, Vector, helper, kernel, share
from lab.kernels.lanes import Tensor, total, zeros_like


@helper
def inside(start: int, step: int, count: int, length: int) -> tuple[int, int]:
    """(first, end) of the k among 0 ... count - 1 whose start + k step lies within 0 ... length - 1."""
    if step == 1:  # without a division, which takes as long as many a row
        return max(0, -start), min(count, length - start)
    return max(0, -(start // step)), min(count, (length - 1 - start) // step + 1)


@kernel
def convolve(
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
    """y[n, o, i, j] = bias[o] + sum of weight[o, c, u, v] x[n, c, i s + u d - top, j s + v d - left] over c, u, v."""
    outputs, inputs = y.channels // groups, x.channels // groups
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, o = place // y.channels, place % y.channels
        group = o // outputs * inputs
        for i in range(y.height):
            row = i * stride_i - top
            first_u, end_u = inside(row, dilation_i, weight.shape[2], x.height)
            for j in range(y.width):
                column = j * stride_j - left
                first_v, end_v = inside(column, dilation_j, weight.shape[3], x.width)
                value = zeros_like(y[n, o, i, j])
                if bias.size > 0:
                    value += bias[o]
                for c in range(inputs):
                    for u in range(first_u, end_u):
                        for v in range(first_v, end_v):
                            cell = x[n, group + c, row + u * dilation_i, column + v * dilation_j]
                            value += weight[o, c, u, v] * cell
                y[n, o, i, j] = value


@kernel
def convolve_input_gradient(
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
    """dx[n, c, p, q] = sum of weight[o, c, u, v] dy[n, o, i, j] over all o, u, v whose window covers the cell.

    That is where i s + u d - top = p and j s + v d - left = q.
    """
    outputs, inputs = dy.channels // groups, dx.channels // groups
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, channel = place // dx.channels, place % dx.channels
        c = channel % inputs
        group = channel // inputs * outputs
        for p in range(dx.height):
            for q in range(dx.width):
                value = zeros_like(dx[n, channel, p, q])
                for u in range(weight.shape[2]):
                    row = p + top - u * dilation_i
                    i = row // stride_i
                    if i * stride_i != row or i < 0 or i >= dy.height:
                        continue
                    for v in range(weight.shape[3]):
                        column = q + left - v * dilation_j
                        j = column // stride_j
                        if j * stride_j != column or j < 0 or j >= dy.width:
                            continue
                        for o in range(outputs):
                            value += weight[group + o, c, u, v] * dy[n, group + o, i, j]
                dx[n, channel, p, q] = value


@kernel
def convolve_weight_gradient(
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
    """dweight[o, c, u, v] = sum of dy[n, o, i, j] x[n, c, i s + u d - top, j s + v d - left] over samples and i, j."""
    outputs, inputs = dy.channels // groups, x.channels // groups
    first, end = share(dy.channels * inputs, thread, threads)
    for place in range(first, end):
        o, c = place // inputs, place % inputs
        channel = o // outputs * inputs + c
        for u in range(dweight.shape[2]):
            row = u * dilation_i - top
            first_i, end_i = inside(row, stride_i, dy.height, x.height)
            for v in range(dweight.shape[3]):
                column = v * dilation_j - left
                first_j, end_j = inside(column, stride_j, dy.width, x.width)
                value = zeros_like(dy[0, o, 0, 0])
                for n in range(dy.blocks):
                    for i in range(first_i, end_i):
                        for j in range(first_j, end_j):
                            value += dy[n, o, i, j] * x[n, channel, i * stride_i + row, j * stride_j + column]
                dweight[o, c, u, v] = total(value)


@kernel
def sum_over_batch(dy: Tensor, dbias: Vector, thread: int, threads: int) -> None:
    """dbias[o] = sum of dy[n, o, i, j] over samples and places: a bias is added everywhere."""
    first, end = share(dy.channels, thread, threads)
    for o in range(first, end):
        value = zeros_like(dy[0, o, 0, 0])
        for n in range(dy.blocks):
            for i in range(dy.height):
                for j in range(dy.width):
                    value += dy[n, o, i, j]
        dbias[o] = total(value)


@kernel
def add_to_channels(bias: Vector, y: Tensor, thread: int, threads: int) -> None:
    """y[n, o, i, j] += bias[o]."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, o = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                y[n, o, i, j] = y[n, o, i, j] + bias[o]
