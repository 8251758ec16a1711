"""Where the threads of a gang must wait for each other: before a row that touches what another thread may be at.

Two rows are in conflict where they touch the same memory and one of them writes it. No waiting is needed between them
if both keep to the thread's own blocks of samples (lab/kernels/access.py), these are the same pieces of memory in both,
and the blocks can be shared out evenly among the threads, so that one thread does both in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lab.kernels.access import Places, uses
from lab.kernels.kernel import ArrayReference, Kernel, TensorReference
from lab.kernels.lanes import LANES

MOST_ROWS = 32  # without waiting: so that planning takes a time linear in the number of rows


@dataclass(frozen=True)
class Touch:
    """A piece of memory that a row reads or writes, in numbers of the arena or in bytes outside of it.

    blocks: in how many parts it is shared out, or 0 if any thread may touch any of it; part k covers `extent` from
    start + k stride on.
    """

    in_arena: bool
    start: int
    end: int
    written: bool
    blocks: int = 0
    stride: int = 0
    extent: int = 0


def touches(kernel: Kernel, arguments: dict[str, Any]) -> list[Touch]:
    """What one operation reads and writes."""
    found: list[Touch] = []
    for name, use in uses(kernel).items():
        value = arguments[name]
        for places, written in ((use.read, False), (use.written, True)):
            if places is None or places:
                found += _touches(value, places, written, use.own)
    return found


def _touches(value: Any, places: Places, written: bool, own: bool) -> list[Touch]:
    if isinstance(value, TensorReference):
        sizes = (value.channels, value.height, value.width)
        extent = LANES + sum((size - 1) * stride for size, stride in zip(sizes, value.strides[1:], strict=True))
        end = value.offset + (value.blocks - 1) * value.strides[0] + extent
        parts = (value.blocks, value.strides[0], extent) if own else (0, 0, 0)
        return [Touch(True, value.offset, end, written, *parts)]
    if isinstance(value, ArrayReference):
        if value.size == 0:
            return []
        parts = (value.size // LANES, LANES, LANES) if own and value.size % LANES == 0 else (0, 0, 0)
        return [Touch(True, value.offset, value.offset + value.size, written, *parts)]
    if isinstance(value, np.ndarray):
        start, size = value.ctypes.data, value.itemsize
        if places is None:
            return [Touch(False, start, start + value.nbytes, written)]
        return [Touch(False, start + place * size, start + (place + 1) * size, written) for place in places]
    return []


def in_conflict(a: Touch, b: Touch, threads: int) -> bool:
    """Whether two rows that touch this must not be at work at the same time."""
    if a.in_arena != b.in_arena or a.end <= b.start or b.end <= a.start or not (a.written or b.written):
        return False
    if a.blocks == 0 or a.blocks != b.blocks or a.stride != b.stride or a.blocks % threads != 0:
        return True
    # The same shares: part k of one must not reach into part k + 1 of the other.
    return a.blocks > 1 and (a.start + a.extent > b.start + b.stride or b.start + b.extent > a.start + a.stride)


def waits(rows: Sequence[Sequence[Touch]], threads: int) -> list[bool]:
    """For each row, whether the threads wait for each other before it."""
    found: list[bool] = []
    since: list[Touch] = []  # what was touched since they last waited
    count = 0
    for row in rows:
        wait = count == MOST_ROWS or any(in_conflict(one, other, threads) for one in row for other in since)
        if wait:
            since, count = [], 0
        found.append(wait)
        since += row
        count += 1
    return found
