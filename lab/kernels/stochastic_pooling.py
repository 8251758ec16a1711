"""Stochastic pooling of images: while training a cell wins by chance, afterwards chances are weights.

Axes as in lab/kernels/pooling.py, whose `winner_gradient` is also the gradient of a draw. A cell's chance is its share
of the window's sum, where what is below 0 counts as 0.
"""

from __future__ import annotations

from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import LANES, Tensor, where, zeros_like
from lab.kernels.noise import APART, noise_key, uniform
from lab.kernels.pooling import clear, column_bits, window
from lab.kernels.state import SEED, UPDATES


@kernel
def draw_pool(
    x: Tensor,
    y: Tensor,
    winner: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    stream: int,
    state: Integers,
    thread: int,
    threads: int,
) -> None:
    """y = the x of a cell that is drawn from the window by its chance, anew in every update; winner = its place.

    Where nothing in the window is above 0, y = 0 and the winner is -1: nobody.
    """
    key = noise_key(state[SEED], state[UPDATES], stream)
    bits = column_bits(x.width)
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            first_p, end_p = window(i, size_i, stride_i, top, x.height)
            for j in range(y.width):
                first_q, end_q = window(j, size_j, stride_j, left, x.width)
                number = ((place * y.height + i) * y.width + j) * APART
                for lane in range(LANES):
                    winner[n, c, i, j, lane] = uniform(key, number + lane)
                whole = zeros_like(winner[n, c, i, j])
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        cell = x[n, c, p, q]
                        whole += where(cell <= 0, 0, cell)
                # The last cell above 0 that begins before this mark wins: exactly one, whatever is lost by rounding.
                mark = winner[n, c, i, j] * whole
                before = zeros_like(whole)
                drawn = whole - whole  # NaN where there is a NaN in the window, else 0
                found = before - 1
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        cell = x[n, c, p, q]
                        wins = (cell > 0) & (before <= mark)
                        drawn = where(wins, cell, drawn)
                        found = where(wins, float((p << bits) + q), found)
                        before += where(cell <= 0, 0, cell)
                y[n, c, i, j] = drawn
                winner[n, c, i, j] = found


@kernel
def expected_pool(
    x: Tensor,
    y: Tensor,
    whole: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    thread: int,
    threads: int,
) -> None:
    """y = sum of a^2 / sum of a over the window, a = max(0, x): each weighted by its chance; whole = sum of a."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            first_p, end_p = window(i, size_i, stride_i, top, x.height)
            for j in range(y.width):
                first_q, end_q = window(j, size_j, stride_j, left, x.width)
                value = zeros_like(y[n, c, i, j])
                total = zeros_like(value)
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        cell = where(x[n, c, p, q] <= 0, 0, x[n, c, p, q])
                        value += cell * cell
                        total += cell
                y[n, c, i, j] = value / where(total == 0, 1, total)
                whole[n, c, i, j] = total


@kernel
def expected_pool_gradient(
    x: Tensor,
    y: Tensor,
    whole: Tensor,
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
    """dx = the sum of dy (2 x - y) / (sum of a) over the windows that cover the cell, where x > 0, else 0."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        clear(dx, n, c)
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                total = whole[n, c, i, j]
                part = dy[n, c, i, j] / where(total == 0, 1, total)
                mean = y[n, c, i, j]
                for p in range(first_p, end_p):
                    for q in range(first_q, end_q):
                        cell = x[n, c, p, q]
                        dx[n, c, p, q] = dx[n, c, p, q] + where(cell <= 0, 0, part * (2 * cell - mean))
