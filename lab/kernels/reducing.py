"""Making one cell of several neighbours: their sum, their mean, the largest.

Axes: n block of sixteen samples, c channel, i, j place of the output; o, p, q channel and place of the input.
"""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, maximum, zeros_like


@kernel
def reduce(x: Tensor, y: Tensor, factor: float, largest: int, thread: int, threads: int) -> None:
    """y[n, c, i, j] = factor times the sum, or if `largest` the largest, of a group of cells of x.

    Along every axis a group has as many cells as x has for each one of y: where y has one, all of them.
    """
    deep, high, wide = x.channels // y.channels, x.height // y.height, x.width // y.width
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            for j in range(y.width):
                value = x[n, c * deep, i * high, j * wide] if largest else zeros_like(y[n, c, i, j])
                for o in range(c * deep, (c + 1) * deep):
                    for p in range(i * high, (i + 1) * high):
                        if largest:
                            for q in range(j * wide, (j + 1) * wide):
                                value = maximum(value, x[n, o, p, q])
                        else:
                            for q in range(j * wide, (j + 1) * wide):
                                value += x[n, o, p, q]
                y[n, c, i, j] = value * factor
