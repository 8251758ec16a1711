"""Pooling of images, forward and backward: textbook loops. A signal is an image of height 1.

Axes: n block of sixteen samples, c channel, i, j place of the output, p, q place of the input under the window. What
lies outside the input is left out: it never wins and does not count for the mean.
"""

from __future__ import annotations

from lab.kernels.kernel import helper, kernel, share
from lab.kernels.lanes import Tensor, maximum, where, zeros_like


@helper
def window(place: int, size: int, stride: int, before: int, length: int) -> tuple[int, int]:
    """(first, end) of the input cells under the window at `place`."""
    return max(0, place * stride - before), min(length, place * stride - before + size)


@kernel
def max_pool(
    x: Tensor,
    y: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """y[n, c, i, j] = the largest x in the window; NaN if there is a NaN in it."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            first_p, end_p = window(i, size_i, stride_i, top, x.height)
            for j in range(y.width):
                first_q, end_q = window(j, size_j, stride_j, left, x.width)
                largest = x[n, c, first_p, first_q]
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        largest = maximum(largest, x[n, c, p, q])
                y[n, c, i, j] = largest


@kernel
def max_pool_gradient(
    x: Tensor,
    y: Tensor,
    dy: Tensor,
    dx: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """dx = dy at the cell that won its window (the first of equals), else 0; windows that overlap add up."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for p in range(dx.height):
            for q in range(dx.width):
                dx[n, c, p, q] = zeros_like(dx[n, c, p, q])
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                largest, rest = y[n, c, i, j], dy[n, c, i, j]
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        cell = x[n, c, p, q]
                        won = (cell == largest) | (cell != cell)
                        dx[n, c, p, q] = dx[n, c, p, q] + where(won, rest, 0)
                        rest = where(won, 0, rest)  # nothing is left for later cells


@kernel
def average_pool(
    x: Tensor,
    y: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """y[n, c, i, j] = the mean of x over the cells of the input in the window."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            first_p, end_p = window(i, size_i, stride_i, top, x.height)
            for j in range(y.width):
                first_q, end_q = window(j, size_j, stride_j, left, x.width)
                value = zeros_like(y[n, c, i, j])
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        value += x[n, c, p, q]
                y[n, c, i, j] = value / float((end_p - first_p) * (end_q - first_q))


@kernel
def average_pool_gradient(
    dy: Tensor,
    dx: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """dx = the sum of dy / (cells in the window) over the windows that cover the cell."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for p in range(dx.height):
            for q in range(dx.width):
                dx[n, c, p, q] = zeros_like(dx[n, c, p, q])
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                part = dy[n, c, i, j] / float((end_p - first_p) * (end_q - first_q))
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        dx[n, c, p, q] = dx[n, c, p, q] + part
