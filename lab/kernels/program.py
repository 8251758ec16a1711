"""A program: a table of rows over one arena, run by one call for many steps, by one thread or a gang of them."""

from __future__ import annotations

import ctypes
import functools
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels import compiler, plain_run, warm
from lab.kernels.kernel import HEADER, Kernel
from lab.kernels.state import INTERRUPT, SLOTS, STOP

ALIGNMENT = 64  # bytes: one cache line, one AVX-512 register


def aligned_zeros(size: int, dtype: str) -> NDArray[Any]:
    """Zeros that start at a multiple of 64 bytes."""
    itemsize = np.dtype(dtype).itemsize
    raw = np.zeros(size + ALIGNMENT // itemsize, dtype)
    start = (-raw.ctypes.data % ALIGNMENT) // itemsize
    return raw[start : start + size]


class Program:
    """Rows over an arena. Add operations, then `run` any range of rows any number of times.

    Attributes:
        arena: the floating-point numbers of all arrays; `state`: int64 counters (lab.kernels.state).
    """

    def __init__(self, arena: NDArray[Any], threads: int = 1, tier: str = "fast") -> None:
        self.arena = arena
        self.threads = threads
        self.state = np.zeros(SLOTS, np.int64)
        self._tier = tier
        self._operations: list[tuple[Kernel, list[int]]] = []
        self._kept: list[Any] = []  # arrays outside the arena that rows point to
        self._rows: NDArray[np.int64] | None = None
        self._scratch_size = 0  # float32 numbers of working memory that the neediest operation uses
        self._scratch = np.empty(0, np.float32)
        self._barrier = np.zeros(16, np.int64)
        self._gang = ThreadPoolExecutor(threads - 1, "kernels") if threads > 1 else None

    def __len__(self) -> int:
        return len(self._operations)

    @property
    def operations(self) -> list[tuple[Kernel, list[int]]]:
        """The kernel of each row and the slots that hold its arguments."""
        return self._operations

    @property
    def kernels(self) -> list[Kernel]:
        """The kernel of each row."""
        return [kernel for kernel, _ in self._operations]

    def add(self, kernel: Kernel, **arguments: Any) -> None:
        """Append an operation; in the fast tier a kernel's fast form takes its place."""
        use_fast = self._tier == "fast" and self.arena.dtype == np.float32 and not plain_run.is_wanted()
        chosen = kernel.fast if use_fast and kernel.fast is not None else kernel
        slots = chosen.slots(arguments)
        if chosen.scratch is not None:
            self._scratch_size = max(self._scratch_size, chosen.scratch(**arguments) * self.threads)
            slots += [0, 0]  # where the scratch is and how much: known when all rows are
        self._operations.append((chosen, slots))
        self._kept.append([value for value in arguments.values() if isinstance(value, np.ndarray)])
        self._rows = None

    def compile(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the table of rows: compiles the kernels in use, or loads them from the cache.

        With `progress`, what is not in the cache is compiled in another process first (see lab.kernels.warm).
        """
        if plain_run.is_wanted():
            return
        if progress is not None:
            warm.prepare(self.kernels, self.arena.dtype.name, progress)
        width = HEADER + max((len(slots) for _, slots in self._operations), default=0)
        self._scratch = aligned_zeros(self._scratch_size, "float32")
        rows = np.zeros((len(self._operations), width + -width % 8), np.int64)
        for row, (kernel, slots) in zip(rows, self._operations, strict=True):
            row[0] = compiler.address(kernel, self.arena.dtype.name)
            row[HEADER : HEADER + len(slots)] = slots
            if kernel.scratch is not None:
                row[HEADER + len(slots) - 2 : HEADER + len(slots)] = self._scratch.ctypes.data, self._scratch_size
        _interpreter()
        self._rows = rows

    def run(self, first: int = 0, end: int | None = None, steps: int = 1) -> int:
        """Run rows [first, end) `steps` times, without the GIL; the number of steps finished.

        Fewer than asked for when a kernel set `state[STOP]` (see there) or `interrupt` was called.
        """
        self.state[STOP] = 0
        if plain_run.is_wanted():
            return plain_run.run(self._operations[first:end], self.arena, self.state, steps)
        if self._rows is None:
            self.compile()
        rows = self._rows
        assert rows is not None
        self._barrier[:3] = 0
        end = len(rows) if end is None else end

        def part(thread: int) -> int:
            return int(
                _interpreter()(
                    rows.ctypes.data,
                    rows.shape[1],
                    first,
                    end,
                    steps,
                    self.arena.ctypes.data,
                    self.state.ctypes.data,
                    thread,
                    self.threads,
                    self._barrier.ctypes.data,
                    _yield_address(),
                )
            )

        if self._gang is None:
            return part(0)
        others = [self._gang.submit(part, thread) for thread in range(1, self.threads)]
        done = part(0)
        for other in others:
            other.result()
        return done

    def interrupt(self, on: bool = True) -> None:
        """From another thread: end the run after the step at work."""
        self.state[INTERRUPT] = int(on)

    def close(self) -> None:
        """Let the gang's threads end."""
        if self._gang is not None:
            self._gang.shutdown()


@functools.cache
def _interpreter() -> Any:
    from lab.kernels import interpreter

    return compiler.function(interpreter.run, interpreter.SIGNATURE)


@functools.cache
def _yield_address() -> int:
    """Address of the system's function that gives the processor to another thread."""
    if sys.platform == "win32":
        return int(ctypes.cast(ctypes.windll.kernel32.SwitchToThread, ctypes.c_void_p).value or 0)
    return int(ctypes.cast(ctypes.CDLL(None).sched_yield, ctypes.c_void_p).value or 0)
