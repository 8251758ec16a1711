"""A loop that measures the machine: nothing but multiply-adds in registers."""

from __future__ import annotations

from lab.kernels.kernel import kernel
from lab.kernels.lanes import Tensor

# Multiply-adds that do not wait for each other: two units need eight to twelve registers of them. Where a cell takes
# several registers, the few chains fit; where it takes one, it needs the many.
FEW, MANY = 6, 12


@kernel
def few_multiply_adds(x: Tensor, repeats: int, thread: int, threads: int) -> None:
    """x[n, c] <- 0.5 - x[n, c]^2, again and again, on the thread's own block n and six channels c."""
    a, b, c = x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0]
    d, e, f = x[thread, 3, 0, 0], x[thread, 4, 0, 0], x[thread, 5, 0, 0]
    for _ in range(repeats):
        a, b, c = 0.5 - a * a, 0.5 - b * b, 0.5 - c * c
        d, e, f = 0.5 - d * d, 0.5 - e * e, 0.5 - f * f
    x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0] = a, b, c
    x[thread, 3, 0, 0], x[thread, 4, 0, 0], x[thread, 5, 0, 0] = d, e, f


@kernel
def many_multiply_adds(x: Tensor, repeats: int, thread: int, threads: int) -> None:
    """`few_multiply_adds` on twelve channels."""
    a, b, c, d = x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0], x[thread, 3, 0, 0]
    e, f, g, h = x[thread, 4, 0, 0], x[thread, 5, 0, 0], x[thread, 6, 0, 0], x[thread, 7, 0, 0]
    i, j, k, m = x[thread, 8, 0, 0], x[thread, 9, 0, 0], x[thread, 10, 0, 0], x[thread, 11, 0, 0]
    for _ in range(repeats):
        a, b, c, d = 0.5 - a * a, 0.5 - b * b, 0.5 - c * c, 0.5 - d * d
        e, f, g, h = 0.5 - e * e, 0.5 - f * f, 0.5 - g * g, 0.5 - h * h
        i, j, k, m = 0.5 - i * i, 0.5 - j * j, 0.5 - k * k, 0.5 - m * m
    x[thread, 0, 0, 0], x[thread, 1, 0, 0], x[thread, 2, 0, 0], x[thread, 3, 0, 0] = a, b, c, d
    x[thread, 4, 0, 0], x[thread, 5, 0, 0], x[thread, 6, 0, 0], x[thread, 7, 0, 0] = e, f, g, h
    x[thread, 8, 0, 0], x[thread, 9, 0, 0], x[thread, 10, 0, 0], x[thread, 11, 0, 0] = i, j, k, m
