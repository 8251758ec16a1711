"""Turning numbers over: from sixteen numbers of one thing side by side to the same number of sixteen things.

The functions here have a meaning only in compiled kernels: lab/kernels/turning_code.py emits them as vector
instructions. They work on addresses (in bytes) and steps (in numbers).
"""

from __future__ import annotations

_COMPILED = "turning exists only in compiled kernels; the plain kernel is the readable form"


def transpose(rows: int, x: int, x_step: int, y: int) -> None:
    """y[s, k] = x[k, s]: sixteen cells from `rows` cells (the last is repeated), one after the other at y."""
    raise NotImplementedError(_COMPILED)


def gather_numbers(
    data: int, order: int, size: int, first: int, count: int, filled: int, scale: float, offset: float, y: int
) -> None:
    """Cells of sixteen samples, one after the other at y, from samples of `size` float32 numbers each.

    y[q, k] = data[order[k], first + q] * scale + offset for q < count in the lanes k < filled, of which there must be
    one; 0 in the others. `order` holds int64.
    """
    raise NotImplementedError(_COMPILED)


def gather_bytes(
    data: int, order: int, size: int, first: int, count: int, filled: int, scale: float, offset: float, y: int
) -> None:
    """`gather_numbers` of samples stored as whole numbers of one byte."""
    raise NotImplementedError(_COMPILED)


def take_numbers(count: int, x: int, x_step: int, y: int) -> None:
    """y[k] = x[k x_step] for k < count: numbers that lie apart, such as those of one lane, side by side."""
    raise NotImplementedError(_COMPILED)


def put_numbers(count: int, x: int, y: int, y_step: int) -> None:
    """y[k y_step] = x[k] for k < count: the way back."""
    raise NotImplementedError(_COMPILED)


def put_cells(count: int, x: int, y: int, y_step: int) -> None:
    """`put_numbers` into the first lanes of cells; the other lanes become 0."""
    raise NotImplementedError(_COMPILED)
