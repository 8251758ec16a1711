"""Runs a program's kernels as Python, one thread after the other, and notes which numbers each of them touches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels import plain_run
from lab.kernels.kernel import ALONE, WAIT, Kernel
from lab.kernels.lanes import Tensor
from lab.kernels.program import Program

Numbers = set[int]


@dataclass
class Touched:
    """Addresses of what one thread read and wrote."""

    read: Numbers = field(default_factory=set)
    written: Numbers = field(default_factory=set)

    def disturbs(self, other: Touched) -> bool:
        """Whether it matters which of the two comes first."""
        return bool(self.written & (other.read | other.written) or self.read & other.written)

    def add(self, other: Touched) -> None:
        """Take in what another has touched."""
        self.read |= other.read
        self.written |= other.written


class Recorded:
    """A tensor or array that notes which of its numbers are read and written."""

    def __init__(self, values: Any, addresses: NDArray[np.int64], touched: Touched) -> None:
        self._values, self._addresses, self._touched = values, addresses, touched

    def __getattr__(self, name: str) -> Any:
        return getattr(self._values, name)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, tuple) and index == (0, 0, 0, 0):  # kernels take it for its number type alone
            return self._values[index]
        self._touched.read |= set(self._addresses[index].ravel().tolist())
        return self._values[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._touched.written |= set(self._addresses[index].ravel().tolist())
        self._values[index] = value


def _recorded(value: Any, touched: Touched) -> Any:
    array = value.array if isinstance(value, Tensor) else value
    if not isinstance(array, np.ndarray):
        return value
    steps = [np.arange(size) * stride for size, stride in zip(array.shape, array.strides, strict=True)]
    addresses = array.ctypes.data + sum(np.ix_(*steps)) if array.size else np.zeros(array.shape, np.int64)
    return Recorded(value, np.asarray(addresses), touched)


def touched_by_threads(kernel: Kernel, values: list[Any], threads: int) -> list[Touched]:
    """What each thread touches in one operation, whose arguments these are. The operation is done."""
    found = []
    for thread in range(threads if kernel.takes_threads else 1):
        touched = Touched()
        with np.errstate(all="ignore"):
            kernel(*[_recorded(value, touched) for value in values], *[thread, threads] * kernel.takes_threads)
        found.append(touched)
    return found


def hazards(program: Program, flags: list[int]) -> list[str]:
    """Rows during which a thread may touch what another is still writing, or writes what another is still reading."""
    found = []
    since: dict[int, Touched] = defaultdict(Touched)
    for number, ((kernel, slots), flag) in enumerate(zip(program.operations, flags, strict=True)):
        if flag & WAIT:
            since.clear()
        touched = touched_by_threads(kernel, plain_run.arguments(kernel, slots, program.arena), program.threads)
        assert len(touched) == (1 if flag & ALONE else program.threads)
        for thread, one in enumerate(touched):
            others = [since[other] for other in range(program.threads) if other != thread]
            others += [other for number, other in enumerate(touched) if number != thread]
            if any(one.disturbs(other) for other in others):
                found.append(f"row {number}: {kernel.name}")
        for thread, one in enumerate(touched):
            since[thread].add(one)
    return found
