"""Dense layers, forward and backward: textbook loops. Axes: n block of sixteen samples, o output, k input."""

from __future__ import annotations

from lab.kernels.kernel import Matrix, Vector, kernel, share
from lab.kernels.lanes import Tensor, total, zeros_like


@kernel
def dense(x: Tensor, weight: Matrix, bias: Vector, y: Tensor, thread: int, threads: int) -> None:
    """y[n, o] = bias[o] + sum of weight[o, k] x[n, k] over k."""
    first, end = share(y.blocks * y.channels, thread, threads)
    for place in range(first, end):
        n, o = place // y.channels, place % y.channels
        value = zeros_like(y[n, o, 0, 0])
        if bias.size > 0:
            value += bias[o]
        for k in range(x.channels):
            value += weight[o, k] * x[n, k, 0, 0]
        y[n, o, 0, 0] = value


@kernel
def dense_input_gradient(dy: Tensor, weight: Matrix, dx: Tensor, thread: int, threads: int) -> None:
    """dx[n, k] = sum of weight[o, k] dy[n, o] over o: the weights again, the other way."""
    first, end = share(dx.blocks * dx.channels, thread, threads)
    for place in range(first, end):
        n, k = place // dx.channels, place % dx.channels
        value = zeros_like(dx[n, k, 0, 0])
        for o in range(dy.channels):
            value += weight[o, k] * dy[n, o, 0, 0]
        dx[n, k, 0, 0] = value


@kernel
def dense_weight_gradient(x: Tensor, dy: Tensor, dweight: Matrix, thread: int, threads: int) -> None:
    """dweight[o, k] = sum of dy[n, o] x[n, k] over the samples."""
    first, end = share(dy.channels * x.channels, thread, threads)
    for place in range(first, end):
        o, k = place // x.channels, place % x.channels
        value = zeros_like(dy[0, o, 0, 0])
        for n in range(dy.blocks):
            value += dy[n, o, 0, 0] * x[n, k, 0, 0]
        dweight[o, k] = total(value)
