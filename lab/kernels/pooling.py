"""Pooling of images, forward and backward: textbook loops. A signal is an image of height 1.

Axes: n block of sixteen samples, c channel, i, j place of the output, p, q place of the input under the window. What
lies outside the input is left out: it never wins and does not count for the mean.
"""

from __future__ import annotations

from lab.kernels.kernel import helper, kernel, share
from lab.kernels.lanes import LANES, Tensor, where, zeros_like


@helper
def window(place: int, size: int, stride: int, before: int, length: int) -> tuple[int, int]:
    """(first, end) of the input cells under the window at `place`."""
    return max(0, place * stride - before), min(length, place * stride - before + size)


@helper
def column_bits(width: int) -> int:
    """How many bits the number of a column needs: place (p, q) is known as p 2^bits + q."""
    bits = 0
    while 1 << bits < width:
        bits += 1
    return bits


@helper
def pool_plane(
    x: Tensor,
    y: Tensor,
    winner: Tensor,
    n: int,
    c: int,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
) -> None:
    """`max_pool` of one channel of one block."""
    bits = column_bits(x.width)
    for i in range(y.height):
        first_p, end_p = window(i, size_i, stride_i, top, x.height)
        for j in range(y.width):
            first_q, end_q = window(j, size_j, stride_j, left, x.width)
            largest = x[n, c, first_p, first_q]
            found = zeros_like(largest) + float((first_p << bits) + first_q)
            for p in range(first_p, end_p):
                for q in range(first_q, end_q):
                    cell = x[n, c, p, q]
                    better = (cell > largest) | (cell != cell)
                    largest = where(better, cell, largest)
                    found = where(better, float((p << bits) + q), found)
            y[n, c, i, j] = largest
            winner[n, c, i, j] = found


@kernel
def max_pool(
    x: Tensor,
    y: Tensor,
    winner: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """y[n, c, i, j] = the largest x in the window, NaN if there is a NaN in it; winner = the first such place."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        pool_plane(x, y, winner, n, c, size_i, size_j, stride_i, stride_j, top, left)


@helper
def clear(t: Tensor, n: int, c: int, bottom: int = 0, right: int = 0) -> None:
    """t[n, c] = 0 from row `bottom` on, and above it from column `right` on."""
    for i in range(t.height):
        for j in range(right if i < bottom else 0, t.width):
            t[n, c, i, j] = zeros_like(t[n, c, i, j])


@helper
def give_to_winners(winner: Tensor, dy: Tensor, dx: Tensor, n: int, c: int) -> None:
    """Add each window's dy to the cell that won it; a place below 0 is nowhere."""
    bits = column_bits(dx.width)
    for i in range(dy.height):
        for j in range(dy.width):
            for lane in range(LANES):
                found = int(winner[n, c, i, j, lane])
                if found >= 0:
                    dx[n, c, found >> bits, found & (1 << bits) - 1, lane] += dy[n, c, i, j, lane]


@kernel
def winner_gradient(
    winner: Tensor,
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
    """dx[n, c, p, q] = the sum of dy over the windows that the cell won."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        clear(dx, n, c)
        give_to_winners(winner, dy, dx, n, c)


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
        clear(dx, n, c)
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                part = dy[n, c, i, j] / float((end_p - first_p) * (end_q - first_q))
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        dx[n, c, p, q] = dx[n, c, p, q] + part
