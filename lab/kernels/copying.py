"""Copying tensors: whole, flattened, into and out of a range of channels."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.kernel import kernel, share
from lab.kernels.lanes import Lanes, Tensor


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
def copy_into_channels(x: Tensor, y: Tensor, start: int, thread: int, threads: int) -> None:
    """y[n, start + c, i, j] = x[n, c, i, j]."""
    first, end = share(x.blocks * x.channels, thread, threads)
    for place in range(first, end):
        n, c = place // x.channels, place % x.channels
        for i in range(x.height):
            for j in range(x.width):
                y[n, start + c, i, j] = x[n, c, i, j]


@kernel
def copy_from_channels(dy: Tensor, dx: Tensor, start: int, thread: int, threads: int) -> None:
    """dx[n, c, i, j] = dy[n, start + c, i, j]."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, c = place // dx.channels, place % dx.channels
        for i in range(dx.height):
            for j in range(dx.width):
                dx[n, c, i, j] = dy[n, start + c, i, j]
