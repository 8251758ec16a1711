"""The batch-innermost layout: what a plain kernel computes with.

Sixteen samples lie side by side in memory, one in each *lane*, so that a textbook loop over channels, height and width
is vector code whatever the layer's shape is: `x[n, c, i, j]` is the value of one cell for the sixteen samples of block
n at once, and `total += weight[o, c, u, v] * x[n, c, i + u, j + v]` is one multiply-add on sixteen samples.

A batch of a few samples, which would leave half of the lanes empty, or more, has narrower cells where that is much
memory: of as many lanes as it needs, 1, 2, 4 or 8. Plain kernels are then compiled for these, and LANES in them means
how many there are. In fast ones, sixteen lanes hold neighbouring cells.

Here everything is NumPy, so that a kernel can be run and read without a compiler; lab/kernels/vector_types.py teaches
Numba the same names as vector instructions.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

LANES = 16

Lanes = Any  # sixteen numbers: an array here, one vector register when compiled
Words = Any  # sixteen unsigned 32-bit integers, computed with modulo 2^32


class Tensor:
    """A view of (blocks, channels, height, width) cells of sixteen lanes; block n holds samples 16 n to 16 n + 15.

    `t[n, c, i, j]` is a cell of all lanes, `t[n, c, i, j, lane]` one number. Strides count numbers. `samples` is how
    many there are at most; the lanes beyond them hold none.
    """

    def __init__(self, array: NDArray[Any], samples: int | None = None) -> None:
        self.array = array  # (blocks, channels, height, width, LANES)
        self.lanes = array.shape[-1]
        self.samples = len(array) * array.shape[-1] if samples is None else samples
        self.blocks, self.channels, self.height, self.width = array.shape[:4]
        strides = (stride // array.itemsize for stride in array.strides[:4])
        self.block_stride, self.channel_stride, self.row_stride, self.column_stride = strides

    def __getitem__(self, index: tuple[int, ...]) -> Lanes:
        value = self.array[index]
        return value.copy() if isinstance(value, np.ndarray) else value

    def __setitem__(self, index: tuple[int, ...], value: Lanes) -> None:
        self.array[index] = value


def where(condition: Lanes, yes: Lanes, no: Lanes) -> Lanes:
    """Lane by lane: `yes` where the condition holds, else `no`."""
    return np.where(condition, yes, no)


def maximum(a: Lanes, b: Lanes) -> Lanes:
    """The larger, lane by lane; NaN if either is NaN."""
    return np.maximum(a, b)


def minimum(a: Lanes, b: Lanes) -> Lanes:
    """The smaller, lane by lane; NaN if either is NaN."""
    return np.minimum(a, b)


def exp(a: Lanes) -> Lanes:
    """e^a."""
    return np.exp(a)


def expm1(a: Lanes) -> Lanes:
    """e^a - 1, exact also near 0."""
    return np.expm1(a)


def log(a: Lanes) -> Lanes:
    """Natural logarithm."""
    with np.errstate(divide="ignore", invalid="ignore"):  # as in compiled kernels
        return np.log(a)


def log1p(a: Lanes) -> Lanes:
    """log(1 + a), exact also near 0."""
    return np.log1p(a)


def sqrt(a: Lanes) -> Lanes:
    """Square root."""
    return np.sqrt(a)


def tanh(a: Lanes) -> Lanes:
    """Hyperbolic tangent."""
    return np.tanh(a)


def erf(a: Lanes) -> Lanes:
    """The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to a."""
    return np.array([math.erf(number) for number in a], a.dtype)


def sign(a: Lanes) -> Lanes:
    """-1, 0 or 1; NaN stays NaN."""
    return np.sign(a)


def absolute(a: Lanes) -> Lanes:
    """|a|."""
    return np.abs(a)


def total(a: Lanes) -> Any:
    """Sum of the sixteen lanes."""
    return a.sum()


def lane_numbers(like: Lanes) -> Lanes:
    """0, 1, ..., 15 in the number type of `like`."""
    return np.arange(LANES, dtype=like.dtype)


def zeros_like(like: Lanes) -> Lanes:
    """Sixteen zeros in the number type of `like`."""
    return np.zeros_like(like)


def words(number: int) -> Words:
    """number, number + 1, ..., number + 15, modulo 2^32."""
    return np.arange(number, number + LANES, dtype=np.int64).astype(np.uint32)


def as_lanes(a: Words, like: Lanes) -> Lanes:
    """Integers below 2^31 in the number type of `like`."""
    return a.astype(like.dtype)
