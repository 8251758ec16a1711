"""One factor for each channel: its use and its gradient.

Axes: n block of sixteen samples, c channel, i, j place.
"""

from __future__ import annotations

from lab.kernels.kernel import Vector, kernel, share
from lab.kernels.lanes import Tensor, total, where, zeros_like


@kernel
def scale_channels(x: Tensor, weight: Vector, bias: Vector, y: Tensor, shifts: int, thread: int, threads: int) -> None:
    """y[n, c, i, j] = weight[c] x[n, c, i, j], and + bias[c] where `shifts` is 1."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        factor, offset = weight[c], bias[c] if shifts else 0.0
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = x[n, c, i, j] * factor + offset


@kernel
def products_over_batch(x: Tensor, dy: Tensor, sums: Vector, below: float, thread: int, threads: int) -> None:
    """sums[c] = sum of dy x over all samples and places where x is at most `below`; sums[0] over all channels too, if
    it is the only one."""
    first, end = share(sums.size, thread, threads)
    for k in range(first, end):
        value = zeros_like(x[0, 0, 0, 0])
        for n in range(x.blocks):
            for c in range(k, x.channels, sums.size):
                for i in range(x.height):
                    for j in range(x.width):
                        cell = x[n, c, i, j]
                        value += where(cell <= below, dy[n, c, i, j] * cell, 0)
        sums[k] = total(value)
