"""The fast form of max pooling's gradient.

The plain loop looks up each sample's winner by itself. Where the window is small it is faster to ask every cell of it
for sixteen samples at once: did you win?
"""

from __future__ import annotations

from lab.kernels.kernel import fast, share
from lab.kernels.lanes import Tensor, where, zeros_like
from lab.kernels.pooling import clear, column_bits, give_to_winners, window, winner_gradient

SMALL = 16  # cells of the largest window that is asked cell by cell


@fast(winner_gradient)
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
    thread: int,
    threads: int,
) -> None:
    """dx[n, c, p, q] = the sum of dy over the windows that the cell won."""
    bits = column_bits(dx.width)
    apart = size_i == stride_i and size_j == stride_j and size_i * size_j <= SMALL
    bottom = dy.height * size_i - top if apart else 0
    right = dy.width * size_j - left if apart else 0
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        clear(dx, n, c, bottom, right)
        if size_i * size_j > SMALL:
            give_to_winners(winner, dy, dx, n, c)
            continue
        for i in range(dy.height):
            first_p, end_p = window(i, size_i, stride_i, top, dx.height)
            for j in range(dy.width):
                first_q, end_q = window(j, size_j, stride_j, left, dx.width)
                found, gradient = winner[n, c, i, j], dy[n, c, i, j]
                for p in range(first_p, end_p):
                    here = zeros_like(found) + float((p << bits) + first_q)
                    for q in range(first_q, end_q):
                        won = where(found == here, gradient, 0)
                        here += 1.0
                        if apart:
                            dx[n, c, p, q] = won
                        else:
                            dx[n, c, p, q] = dx[n, c, p, q] + won
