"""Placing a tensor in the middle of a larger one, and cutting it out again.

Axes: n block of sixteen samples, c channel, i, j place of the output, p, q place of the input.
"""

from __future__ import annotations

from lab.kernels.kernel import helper, kernel, share
from lab.kernels.lanes import Tensor, zeros_like

REFLECT, EDGE, WRAP = range(3)  # what stands around, if not one number


@kernel
def place_among(
    x: Tensor, y: Tensor, value: float, stride: int, front: int, top: int, left: int, thread: int, threads: int
) -> None:
    """y[n, c, i, j] = x[n, c - front, i s - top, j s - left] where x has such a cell, else `value`."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        around = zeros_like(y[n, c, 0, 0]) + value
        for i in range(y.height):
            p = i * stride - top
            inside = front <= c < front + x.channels and 0 <= p < x.height
            for j in range(y.width):
                q = j * stride - left
                y[n, c, i, j] = x[n, c - front, p, q] if inside and 0 <= q < x.width else around


@kernel
def cut_out(dy: Tensor, dx: Tensor, stride: int, front: int, top: int, left: int, thread: int, threads: int) -> None:
    """dx[n, c - front, i s - top, j s - left] = dy[n, c, i, j]; 0 where the stride leaps over a cell."""
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
                        dx[n, c, p, q] = dy[n, c + front, i, j]


@helper
def continued(place: int, length: int, way: int) -> int:
    """Which of the cells 0 ... length - 1 stands at a place up to `length` beyond them.

    It is the mirror image in the outermost cell, the outermost cell itself, or the cell counted from the other end.
    """
    if way == REFLECT:
        return length - 1 - abs(length - 1 - abs(place))
    if way == EDGE:
        return min(max(place, 0), length - 1)
    return (place + length) % length


@kernel
def continue_around(x: Tensor, y: Tensor, top: int, left: int, way: int, thread: int, threads: int) -> None:
    """y[n, c, i, j] = x[n, c, p, q], the cell at the place (i - top, j - left), or what continues x there."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        for i in range(y.height):
            p = continued(i - top, x.height, way)
            for j in range(y.width):
                y[n, c, i, j] = x[n, c, p, continued(j - left, x.width, way)]


@kernel
def continue_around_gradient(dy: Tensor, dx: Tensor, top: int, left: int, way: int, thread: int, threads: int) -> None:
    """dx[n, c, p, q] = the sum of dy over the places where x[n, c, p, q] stands."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for p in range(dx.height):
            for q in range(dx.width):
                dx[n, c, p, q] = zeros_like(dx[n, c, p, q])
        for i in range(dy.height):
            p = continued(i - top, dx.height, way)
            for j in range(dy.width):
                q = continued(j - left, dx.width, way)
                dx[n, c, p, q] = dx[n, c, p, q] + dy[n, c, i, j]
