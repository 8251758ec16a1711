"""A loop that measures the machine: nothing but multiply-adds in registers."""

from __future__ import annotations

from lab.kernels.kernel import kernel
from lab.kernels.lanes import Tensor

CHAINS = 12  # multiply-adds that do not wait for each other: two units, each four to six cycles from start to end


@kernel
def multiply_add(x: Tensor, repeats: int, thread: int, threads: int) -> None:
    """x[n, c] <- 0.999 x[n, c] + 0.001, again and again, on the thread's own block n and twelve channels c."""
    a, b, c, d = x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0], x[thread, 3, 0, 0]
    e, f, g, h = x[thread, 4, 0, 0], x[thread, 5, 0, 0], x[thread, 6, 0, 0], x[thread, 7, 0, 0]
    i, j, k, m = x[thread, 8, 0, 0], x[thread, 9, 0, 0], x[thread, 10, 0, 0], x[thread, 11, 0, 0]
    for _ in range(repeats):
        a, b, c, d = a * 0.999 + 0.001, b * 0.999 + 0.001, c * 0.999 + 0.001, d * 0.999 + 0.001
        e, f, g, h = e * 0.999 + 0.001, f * 0.999 + 0.001, g * 0.999 + 0.001, h * 0.999 + 0.001
        i, j, k, m = i * 0.999 + 0.001, j * 0.999 + 0.001, k * 0.999 + 0.001, m * 0.999 + 0.001
    x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0], x[thread, 3, 0, 0] = a, b, c, d
    x[thread, 4, 0, 0], x[thread, 5, 0, 0], x[thread, 6, 0, 0], x[thread, 7, 0, 0] = e, f, g, h
    x[thread, 8, 0, 0], x[thread, 9, 0, 0], x[thread, 10, 0, 0], x[thread, 11, 0, 0] = i, j, k, m
