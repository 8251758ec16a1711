"""Making images larger by a whole factor, forward and backward: textbook loops. A signal is an image of height 1.

Axes: n block of sixteen samples, c channel, i, j place of the output, p, q place of the input.
"""

from __future__ import annotations

from lab.kernels.kernel import helper, kernel, share
from lab.kernels.lanes import Tensor, zeros_like


@kernel
def repeat(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y[n, c, i, j] = x[n, c, i // f, j // f], f being how many times as long y is: the nearest cell."""
    factor_i, factor_j = y.height // x.height, y.width // x.width
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for p in range(x.height):
            for i in range(p * factor_i, (p + 1) * factor_i):
                for q in range(x.width):
                    cell = x[n, c, p, q]
                    for j in range(q * factor_j, (q + 1) * factor_j):
                        y[n, c, i, j] = cell


MIDDLES, CORNERS, FIRSTS = range(3)  # what of input and output lies in the same places


@helper
def between(place: int, factor: int, length: int, alike: int) -> tuple[int, int, float]:
    """(before, after, part): output cell `place` lies between two input cells, so far along the way from the first.

    Where cells are squares of one picture, the middle of output cell i lies at (i + 1/2) / f - 1/2; beyond the
    outermost middles there is nothing to mix with. Where the outermost cells lie in the same places, it is
    i (n - 1) / (f n - 1), and where only the first ones do, i / f.
    """
    if alike == MIDDLES:
        middle = max(0.0, (place + 0.5) / factor - 0.5)
    elif alike == CORNERS:
        middle = place * (length - 1.0) / max(factor * length - 1.0, 1.0)
    else:
        middle = place / factor
    before = min(int(middle), length - 1)
    return before, min(before + 1, length - 1), middle - before


@kernel
def interpolate(x: Tensor, y: Tensor, factor_i: int, factor_j: int, alike: int, thread: int, threads: int) -> None:
    """y[n, c, i, j] = the four nearest cells of x, mixed by how near they are (bilinear)."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            above, below, down = between(i, factor_i, x.height, alike)
            for j in range(y.width):
                left, right, across = between(j, factor_j, x.width, alike)
                upper = x[n, c, above, left] * (1 - across) + x[n, c, above, right] * across
                lower = x[n, c, below, left] * (1 - across) + x[n, c, below, right] * across
                y[n, c, i, j] = upper * (1 - down) + lower * down


@kernel
def interpolate_gradient(
    dy: Tensor, dx: Tensor, factor_i: int, factor_j: int, alike: int, thread: int, threads: int
) -> None:
    """dx = the sum of dy, each shared out among four cells as they were mixed."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for p in range(dx.height):
            for q in range(dx.width):
                dx[n, c, p, q] = zeros_like(dx[n, c, p, q])
        for i in range(dy.height):
            above, below, down = between(i, factor_i, dx.height, alike)
            for j in range(dy.width):
                left, right, across = between(j, factor_j, dx.width, alike)
                upper, lower = dy[n, c, i, j] * (1 - down), dy[n, c, i, j] * down
                dx[n, c, above, left] = dx[n, c, above, left] + upper * (1 - across)
                dx[n, c, above, right] = dx[n, c, above, right] + upper * across
                dx[n, c, below, left] = dx[n, c, below, left] + lower * (1 - across)
                dx[n, c, below, right] = dx[n, c, below, right] + lower * across
