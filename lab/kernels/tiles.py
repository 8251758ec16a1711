"""What makes the fast kernels fast: sums that are kept in registers, a tile of them at a time.

A plain loop loads two numbers for every multiply-add. A tile sums several channels of several columns at once: every
cell that is loaded serves as many sums as the tile has channels, and every weight as many as it has columns. How large
a tile may be depends on the processor: `budget` sums have to fit into its registers beside what is being loaded.

    processor                  registers   registers of a cell   budget (sums of sixteen lanes)
    AVX-512                    32          1                     24
    AVX2                       16          2                     6
    Arm (NEON)                 32          4                     6
    any other x86 (SSE)        16          4                     3

Sums of products of cells need a register each, not a cell: their lanes are summed in the end anyway.

The functions here have a meaning only in compiled kernels: lab/kernels/tile_code.py emits them as vector instructions,
one loop for each number of channels from 1 to `tile_channels()`. They work on addresses (in bytes) and steps (in
numbers), because one and the same tile walks over pictures, over batches and over weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

NUMBER = 4  # bytes of a float32: addresses count bytes
MOST_CHANNELS = 8  # of a tile, on any processor
ZEROS, NUMBERS, CELLS = 0, 1, 2  # what a sum is added to: 0, a number for each channel, or what is there
RECTIFIED = 4  # added to these: what is stored is max(0, sum)


SHARED: list[Callable[..., Any]] = []
_Function = TypeVar("_Function", bound=Callable[..., Any])


def shared(function: _Function) -> _Function:
    """Several kernels use it, and it takes as long to compile as the rest of them: it is compiled once, for all."""
    SHARED.append(function)
    return function


def tile_channels() -> int:
    """Most channels of a tile."""
    raise NotImplementedError(_COMPILED)


def address(tensor: Any, n: int, c: int, i: int, j: int) -> int:
    """Address of a cell of a tensor; the cell need not exist."""
    raise NotImplementedError(_COMPILED)


def array_address(array: Any, index: int) -> int:
    """Address of the number at this place of an array, counted as if it had one axis."""
    raise NotImplementedError(_COMPILED)


@shared
def sum_windows(
    channels: int,
    columns: int,
    x: int,
    x_steps: tuple[int, int, int, int],
    counts: tuple[int, int, int],
    w: int,
    w_steps: tuple[int, int, int, int],
    y: int,
    y_steps: tuple[int, int],
    start: int,
    kind: int,
) -> None:
    """Weighted sums of cells: y[t, k] = start + sum of w[t, a, u, v] x[a, u, v, k] over a, u, v below `counts`.

    t < channels numbers the tile's channels, k < columns its columns; x and y hold cells, w numbers. `x_steps` are
    those of a, u, v, k; `w_steps` of t, a, u, v; `y_steps` of t, k. `kind` says what is at `start`: nothing (ZEROS), a
    number for each t (NUMBERS), or it is ignored and the sum is added to y (CELLS), at its end: sums of sums round
    less. With RECTIFIED, what is below 0 becomes 0.
    """
    raise NotImplementedError(_COMPILED)


def product_channels() -> int:
    """Most channels of dy in a tile of `sum_products`."""
    raise NotImplementedError(_COMPILED)


@shared
def sum_products(
    channels: int,
    inputs: int,
    counts: tuple[int, int, int],
    x: int,
    x_steps: tuple[int, int, int, int],
    dy: int,
    dy_steps: tuple[int, int, int, int],
    sums: int,
    sums_step: int,
) -> None:
    """Products of cells, lane by lane: sums[c, t] += sum of x[n, c, i, j] dy[n, t, i, j] over n, i, j.

    c < inputs (1 or 2) and t < channels number the tile's channels of x and of dy. `counts` are those of n, of i and of
    the numbers of a row, whose last cell j need not be whole. `x_steps` are those of n, c, i, j; `dy_steps` of n, t, i,
    j; `sums_step` that of c. For each c the sums are a cell for each t, one after the other.
    """
    raise NotImplementedError(_COMPILED)


def clear(cells: int, count: int) -> None:
    """So many cells at an address become 0."""
    raise NotImplementedError(_COMPILED)


def copy_numbers(count: int, x: int, y: int) -> None:
    """y[k] = x[k] for k < count, neighbouring float32 numbers at two addresses."""
    raise NotImplementedError(_COMPILED)


def take_larger(cells: int, x: int, y: int) -> None:
    """y[k] = the larger of x[k] and y[k], NaN if either is; whole cells of neighbouring float32 numbers."""
    raise NotImplementedError(_COMPILED)


def larger_of_pairs(cells: int, x: int, y: int) -> None:
    """y[k] = the larger of x[2 k] and x[2 k + 1], NaN if either is; so many whole cells of y, neighbouring numbers."""
    raise NotImplementedError(_COMPILED)


def lanes_total(cell: int) -> float:
    """The sum of the sixteen lanes of the cell at an address."""
    raise NotImplementedError(_COMPILED)


_COMPILED = "tiles exist only in compiled kernels; the plain kernel is the readable form"
