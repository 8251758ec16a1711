"""The fast forms of max pooling and its gradient.

The plain loop looks up each sample's winner by itself. Where the window is small it is faster to ask every cell of it
for sixteen samples at once: did you win? For the window that nearly everybody takes, two by two without overlap, there
are forms of their own, in which the loops over its cells are written out.
"""

from __future__ import annotations

import math
from typing import Any

from lab.kernels.kernel import TensorReference, fast, helper, share
from lab.kernels.lanes import Lanes, Tensor, where, zeros_like
from lab.kernels.pooling import clear, column_bits, max_pool, window, winner_gradient

SMALL = 16  # cells of the largest window that is asked cell by cell
GATED = {"gate": "dy", "gated": 0}  # what the gradients do besides (lab/kernels/fusing.py)


def _twos_cost(x: TensorReference, y: TensorReference, **geometry: Any) -> float:
    """Nothing, where windows are two cells high and wide, touch, and lie inside x from its corner on."""
    touch = all(geometry[name] == 2 for name in ("size_i", "size_j", "stride_i", "stride_j"))
    inside = geometry["top"] == geometry["left"] == 0 and 2 * y.height <= x.height and 2 * y.width <= x.width
    return 0 if touch and inside else math.inf


def _twos_gradient_cost(winner: Any, dy: TensorReference, dx: TensorReference, **geometry: Any) -> float:
    return _twos_cost(dx, dy, **geometry)


def _cells_cost(size_i: int, size_j: int, **_: Any) -> float:
    return 1 if size_i * size_j <= SMALL else math.inf


@helper
def passed_on(dy: Lanes, gate: Lanes, gated: int) -> Lanes:
    """dy, or if `gated` 0 where the gate is not above 0."""
    return where(gate <= 0, 0, dy) if gated == 1 else dy


@helper
def better_of_two(largest: Lanes, found: Lanes, cell: Lanes, place: int) -> tuple[Lanes, Lanes]:
    """The larger of two cells, NaN if there is one, and its place."""
    better = (cell > largest) | (cell != cell)
    return where(better, cell, largest), where(better, float(place), found)


@fast(max_pool, blockwise=True, cost=_twos_cost)
def max_pool_by_twos(
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
    bits = column_bits(x.width)
    first, end = share(y.blocks * y.channels, thread, threads)
    for number in range(first, end):
        n, c = number // y.channels, number % y.channels
        for i in range(y.height):
            for j in range(y.width):
                place = (2 * i << bits) + 2 * j
                below = place + (1 << bits)
                largest = x[n, c, 2 * i, 2 * j]
                found = zeros_like(largest) + float(place)
                largest, found = better_of_two(largest, found, x[n, c, 2 * i, 2 * j + 1], place + 1)
                largest, found = better_of_two(largest, found, x[n, c, 2 * i + 1, 2 * j], below)
                largest, found = better_of_two(largest, found, x[n, c, 2 * i + 1, 2 * j + 1], below + 1)
                y[n, c, i, j] = largest
                winner[n, c, i, j] = found


@fast(winner_gradient, cost=_twos_gradient_cost, further=GATED)
def winner_gradient_by_twos(
    winner: Tensor,
    dy: Tensor,
    dx: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    gate: Tensor,
    gated: int,
    thread: int,
    threads: int,
) -> None:
    """dx[n, c, p, q] = dy of the window if the cell won it; if `gated`, of windows where gate > 0."""
    bits = column_bits(dx.width)
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        clear(dx, n, c, 2 * dy.height, 2 * dy.width)
        for i in range(dy.height):
            for j in range(dy.width):
                found = winner[n, c, i, j]
                gradient = passed_on(dy[n, c, i, j], gate[n, c, i, j], gated)
                here = zeros_like(found) + float((2 * i << bits) + 2 * j)
                below = here + float(1 << bits)
                dx[n, c, 2 * i, 2 * j] = where(found == here, gradient, 0)
                dx[n, c, 2 * i, 2 * j + 1] = where(found == here + 1.0, gradient, 0)
                dx[n, c, 2 * i + 1, 2 * j] = where(found == below, gradient, 0)
                dx[n, c, 2 * i + 1, 2 * j + 1] = where(found == below + 1.0, gradient, 0)


@fast(winner_gradient, cost=_cells_cost, further=GATED)
def winner_gradient_by_cells(
    winner: Tensor,
    dy: Tensor,
    dx: Tensor,
    size_i: int,
    size_j: int,
    stride_i: int,
    stride_j: int,
    top: int,
    left: int,
    gate: Tensor,
    gated: int,
    thread: int,
    threads: int,
) -> None:
    """dx[n, c, p, q] = the sum of dy over the windows that the cell won; if `gated`, of those where gate > 0."""
    bits = column_bits(dx.width)
    apart = size_i == stride_i and size_j == stride_j
    bottom = dy.height * size_i - top if apart else 0
    right = dy.width * size_j - left if apart else 0
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        clear(dx, n, c, bottom, right)
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                found = winner[n, c, i, j]
                gradient = passed_on(dy[n, c, i, j], gate[n, c, i, j], gated)
                for p in range(first_p, end_p):
                    here = zeros_like(found) + float((p << bits) + first_q)
                    for q in range(first_q, end_q):
                        won = where(found == here, gradient, 0)
                        here += 1.0
                        if apart:
                            dx[n, c, p, q] = won
                        else:
                            dx[n, c, p, q] = dx[n, c, p, q] + won
