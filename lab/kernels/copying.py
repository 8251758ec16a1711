"""Copying tensors: as they are, flattened, or in another shape; and clearing what belongs to no sample."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.kernel import Integers, kernel, share
from lab.kernels.lanes import LANES, Lanes, Tensor, where
from lab.kernels.state import COUNT, in_batch


@elementwise
def copy(x: Lanes) -> Lanes:
    """y = x."""
    return x


@kernel
def flatten(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y[n, (c H + i) W + j] = x[n, c, i, j]: channel after channel, row after row."""
    first, end = share(x.blocks * x.channels, thread, threads)
    for place in range(first, end):
        n, c = place // x.channels, place % x.channels
        for i in range(x.height):
            for j in range(x.width):
                y[n, (c * x.height + i) * x.width + j, 0, 0] = x[n, c, i, j]


@kernel
def unflatten(dy: Tensor, dx: Tensor, thread: int, threads: int) -> None:
    """dx[n, c, i, j] = dy[n, (c H + i) W + j]: each number back to its place."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                dx[n, c, i, j] = dy[n, (c * dx.height + i) * dx.width + j, 0, 0]


@kernel
def reshape(x: Tensor, y: Tensor, thread: int, threads: int) -> None:
    """y = x in another shape: the numbers of a sample stay in their order, channel after channel, row after row."""
    in_channel = x.height * x.width
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        number = c * y.height * y.width
        source, p, q = number // in_channel, number % in_channel // x.width, number % x.width
        for i in range(y.height):
            for j in range(y.width):
                y[n, c, i, j] = x[n, source, p, q]
                q += 1
                if q == x.width:
                    p, q = p + 1, 0
                if p == x.height:
                    source, p = source + 1, 0


@kernel
def clear_padding(y: Tensor, state: Integers, thread: int, threads: int) -> None:
    """y = 0 in the lanes that hold no sample, so that what is not finite there gets into no sum over the batch."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, c = place // y.channels, place % y.channels
        if (n + 1) * LANES > state[COUNT]:
            inside = in_batch(n, state, y[n, c, 0, 0])
            for i in range(y.height):
                for j in range(y.width):
                    y[n, c, i, j] = where(inside, y[n, c, i, j], 0)
