"""Placing a tensor among zeros, and cutting it out again.

Axes: n block of sixteen samples, c channel, i, j place of the output, p, q place of the input.
"""

from __future__ import annotations

from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Tensor, zeros_like


@kernel
def place_among_zeros(x: Tensor, y: Tensor, stride: int, top: int, left: int, thread: int, threads: int) -> None:
    """y[n, c, i, j] = x[n, c, i s - top, j s - left] where x has such a cell, else 0."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            p = i * stride - top
            inside = c < x.channels and 0 <= p < x.height
            for j in range(y.width):
                q = j * stride - left
                y[n, c, i, j] = x[n, c, p, q] if inside and 0 <= q < x.width else zeros_like(y[n, c, i, j])


@kernel
def cut_from_zeros(dy: Tensor, dx: Tensor, stride: int, top: int, left: int, thread: int, threads: int) -> None:
    """dx[n, c, i s - top, j s - left] = dy[n, c, i, j]; 0 where the stride leaps over a cell."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        if stride > 1:
            for p in range(dx.height):
                for q in range(dx.width):
                    dx[n, c, p, q] = zeros_like(dx[n, c, p, q])
        for i in range(dy.height):
            p = i * stride - top
            if 0 <= p < dx.height:
                for j in range(dy.width):
                    q = j * stride - left
                    if 0 <= q < dx.width:
                        dx[n, c, p, q] = dy[n, c, i, j]
