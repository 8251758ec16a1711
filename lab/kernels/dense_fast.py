"""The fast forms of dense layers: the same sums, eight at a time in registers.

Four outputs (or inputs) of two blocks of samples are summed together, so that every cell that is loaded serves four
sums and every weight two. A tile that reaches beyond the last one repeats it.
"""

from __future__ import annotations

from lab.kernels.dense import dense, dense_input_gradient, dense_weight_gradient
from lab.kernels.kernel import Matrix, Vector, fast, share
from lab.kernels.lanes import Tensor, total, zeros_like
from lab.kernels.tiles import TILE, four


@fast(dense)
def dense_tiled(x: Tensor, weight: Matrix, bias: Vector, y: Tensor, thread: int, threads: int) -> None:
    """`dense`, four outputs of two blocks at a time."""
    tiles = (y.channels + TILE - 1) // TILE
    zero = zeros_like(y[0, 0, 0, 0])
    first, end = share((y.blocks + 1) // 2 * tiles, thread, threads)
    for place in range(first, end):
        n, tile = place // tiles * 2, place % tiles
        m = min(n + 1, y.blocks - 1)
        o0, o1, o2, o3 = four(tile * TILE, y.channels - 1)
        r0, r1, r2, r3 = zero, zero, zero, zero
        if bias.size > 0:
            r0, r1, r2, r3 = zero + bias[o0], zero + bias[o1], zero + bias[o2], zero + bias[o3]
        s0, s1, s2, s3 = r0, r1, r2, r3
        for k in range(x.channels):
            w0, w1, w2, w3 = weight[o0, k], weight[o1, k], weight[o2, k], weight[o3, k]
            one, two = x[n, k, 0, 0], x[m, k, 0, 0]
            r0 += w0 * one
            r1 += w1 * one
            r2 += w2 * one
            r3 += w3 * one
            s0 += w0 * two
            s1 += w1 * two
            s2 += w2 * two
            s3 += w3 * two
        y[n, o0, 0, 0], y[n, o1, 0, 0], y[n, o2, 0, 0], y[n, o3, 0, 0] = r0, r1, r2, r3
        y[m, o0, 0, 0], y[m, o1, 0, 0], y[m, o2, 0, 0], y[m, o3, 0, 0] = s0, s1, s2, s3


@fast(dense_input_gradient)
def dense_input_gradient_tiled(dy: Tensor, weight: Matrix, dx: Tensor, thread: int, threads: int) -> None:
    """`dense_input_gradient`, four inputs of two blocks at a time."""
    tiles = (dx.channels + TILE - 1) // TILE
    zero = zeros_like(dx[0, 0, 0, 0])
    first, end = share((dx.blocks + 1) // 2 * tiles, thread, threads)
    for place in range(first, end):
        n, tile = place // tiles * 2, place % tiles
        m = min(n + 1, dx.blocks - 1)
        k0, k1, k2, k3 = four(tile * TILE, dx.channels - 1)
        r0, r1, r2, r3, s0, s1, s2, s3 = zero, zero, zero, zero, zero, zero, zero, zero
        for o in range(dy.channels):
            w0, w1, w2, w3 = weight[o, k0], weight[o, k1], weight[o, k2], weight[o, k3]
            one, two = dy[n, o, 0, 0], dy[m, o, 0, 0]
            r0 += w0 * one
            r1 += w1 * one
            r2 += w2 * one
            r3 += w3 * one
            s0 += w0 * two
            s1 += w1 * two
            s2 += w2 * two
            s3 += w3 * two
        dx[n, k0, 0, 0], dx[n, k1, 0, 0], dx[n, k2, 0, 0], dx[n, k3, 0, 0] = r0, r1, r2, r3
        dx[m, k0, 0, 0], dx[m, k1, 0, 0], dx[m, k2, 0, 0], dx[m, k3, 0, 0] = s0, s1, s2, s3


@fast(dense_weight_gradient)
def dense_weight_gradient_tiled(x: Tensor, dy: Tensor, dweight: Matrix, thread: int, threads: int) -> None:
    """`dense_weight_gradient`, four outputs of two inputs at a time."""
    tiles, pairs = (dy.channels + TILE - 1) // TILE, (x.channels + 1) // 2
    zero = zeros_like(dy[0, 0, 0, 0])
    first, end = share(tiles * pairs, thread, threads)
    for place in range(first, end):
        tile, k = place // pairs, place % pairs * 2
        other = min(k + 1, x.channels - 1)
        o0, o1, o2, o3 = four(tile * TILE, dy.channels - 1)
        r0, r1, r2, r3, s0, s1, s2, s3 = zero, zero, zero, zero, zero, zero, zero, zero
        for n in range(dy.blocks):
            one, two = x[n, k, 0, 0], x[n, other, 0, 0]
            g0, g1, g2, g3 = dy[n, o0, 0, 0], dy[n, o1, 0, 0], dy[n, o2, 0, 0], dy[n, o3, 0, 0]
            r0 += g0 * one
            r1 += g1 * one
            r2 += g2 * one
            r3 += g3 * one
            s0 += g0 * two
            s1 += g1 * two
            s2 += g2 * two
            s3 += g3 * two
        dweight[o0, k], dweight[o1, k], dweight[o2, k], dweight[o3, k] = total(r0), total(r1), total(r2), total(r3)
        dweight[o0, other], dweight[o1, other] = total(s0), total(s1)
        dweight[o2, other], dweight[o3, other] = total(s2), total(s3)
