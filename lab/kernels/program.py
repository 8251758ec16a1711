"""A program: a table of rows over one arena, run by one call for many steps, by one thread or a gang of them."""

from __future__ import annotations

import ctypes
import functools
import sys
import time
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.kernels import compiler, fusing, interpreter, plain_run, warm
from lab.kernels.access import uses
from lab.kernels.barriers import touches, waits
from lab.kernels.faster_way import FasterWay
from lab.kernels.gang import Gang
from lab.kernels.kernel import ALONE, CHECK, HEADER, WAIT, Kernel
from lab.kernels.lanes import LANES
from lab.kernels.state import INTERRUPT, SLOTS, STOP

_FUNCTION = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
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
        arguments: of each operation, by their names; keeps alive the arrays that rows point to.
        wait_always: whether the threads wait for each other before every row, needed or not.
    """

    wait_always = False

    def __init__(self, arena: NDArray[Any], threads: int = 1, tier: str = "fast", lanes: int = LANES) -> None:
        self.arena = arena
        self.threads = threads
        self.state = np.zeros(SLOTS, np.int64)
        self._tier, self._lanes = tier, lanes
        self._operations: list[tuple[Kernel, list[int]]] = []
        self._forms: list[str] = []  # what each kernel is compiled for (lab.kernels.translator)
        self.arguments: list[dict[str, Any]] = []
        self._scratch_size = 0  # float32 numbers of working memory that the neediest operation uses
        self._ready: Callable[[int, int, int], int] | None = None  # runs rows [first, end) so many times
        self._end_gang: Callable[[], object] = lambda: None  # also where the program is collected without `close`
        self._wait_for_gang: Callable[[], object] = lambda: None

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

    def kernels_in(self, form: str) -> list[Kernel]:
        """Those of them that are compiled for one form (lab.kernels.translator)."""
        return [kernel for kernel, own in zip(self.kernels, self._forms, strict=True) if own == form]

    def add(self, kernel: Kernel, **arguments: Any) -> None:
        """Append an operation; a kernel's form for the tier takes its place, or the last operation does its work."""
        chosen, form, written = kernel, self.arena.dtype.name, arguments
        if self._tier == "single" and kernel.single is not None:
            chosen, form = kernel.single, "float32x1"
        elif self._tier != "plain" and form == "float32" and not plain_run.is_wanted():
            joined = fusing.further(kernel, arguments, self._operations, self.arguments)
            if joined is not None:
                chosen, form = self._operations.pop()[0], self._forms.pop()
                arguments = written = {**self.arguments.pop(), **joined}
            elif self._lanes == LANES:
                chosen = kernel.fast_form(arguments)
            else:
                chosen, written, form = kernel.in_narrow_cells(arguments, self._lanes)
        if chosen.scratch is not None:
            room = chosen.scratch(**arguments)
            self._scratch_size = max(self._scratch_size, (room + -room % LANES) * self.threads)  # in whole cells
        slots = chosen.slots(chosen.completed(written))
        # Where the scratch is and how much is known when all rows are.
        self._operations.append((chosen, slots + [0, 0] * (chosen.scratch is not None)))
        self.arguments.append(chosen.completed(arguments))
        self._forms.append(form)
        self.close()

    def compile(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the table of rows: compiles the kernels in use, or loads them from the cache.

        With `progress`, what is not in the cache is compiled in another process first (see lab.kernels.warm).
        """
        self.close()
        if plain_run.is_wanted():
            self._ready = self._run_plainly
            return
        if progress is not None:
            needed = {"float32": [interpreter.run]}
            for kernel, form in zip(self.kernels, self._forms, strict=True):
                needed.setdefault(form, []).append(kernel)
            for form, kernels in needed.items():
                warm.prepare(kernels, form, progress)
        width = HEADER + max((len(slots) for _, slots in self._operations), default=0)
        scratch = aligned_zeros(self._scratch_size, "float32")
        rows = np.zeros((len(self), width + -width % 8), np.int64)
        for row, form, (kernel, slots), flags in zip(rows, self._forms, self._operations, self.flags(), strict=True):
            row[0] = compiler.address(kernel, form)
            row[1] = flags
            row[HEADER : HEADER + len(slots)] = slots
            if kernel.scratch is not None:
                row[HEADER + len(slots) - 2 : HEADER + len(slots)] = scratch.ctypes.data, self._scratch_size
        compiled = _CompiledRun(rows, self.arena, self.state, scratch, self.threads)
        self._end_gang = weakref.finalize(self, compiled.end)
        self._ready, self._wait_for_gang = compiled, compiled.close

    @property
    def scratch_bytes(self) -> int:
        """Working memory that kernels use beside the arena."""
        return 4 * self._scratch_size

    def flags(self) -> list[int]:
        """What the interpreter has to heed at each row (lab.kernels.kernel)."""
        wait = [False] * len(self)
        if self.threads > 1:
            operations = zip(self.kernels, self.arguments, strict=True)
            wait = waits([touches(kernel, arguments) for kernel, arguments in operations], self.threads)
        return [
            WAIT * (waiting or self.wait_always) + CHECK * _may_stop(kernel) + ALONE * (not kernel.takes_threads)
            for kernel, waiting in zip(self.kernels, wait, strict=True)
        ]

    def run(self, first: int = 0, end: int | None = None, steps: int = 1) -> int:
        """Run rows [first, end) `steps` times, without the GIL; the number of steps finished.

        Fewer than asked for when a kernel set `state[STOP]` (see there) or `interrupt` was called.
        """
        if self._ready is None:
            self.compile()
        assert self._ready is not None
        self.state[STOP] = 0
        end = len(self) if end is None else end
        return self._ready(first, end, steps) if first < end else steps

    def run_part(self, row: int, thread: int) -> None:
        """Run one row as one of the threads does, without the others: to look into a program that is compiled."""
        assert isinstance(self._ready, _CompiledRun)
        self._ready.run_part(row, thread)

    def _run_plainly(self, first: int, end: int, steps: int) -> int:
        return plain_run.run(self._operations[first:end], self.arena, self.state, steps)

    def interrupt(self, on: bool = True) -> None:
        """From another thread: end the run after the step at work."""
        self.state[INTERRUPT] = int(on)

    def close(self) -> None:
        """End the gang's threads; a later run starts new ones."""
        self._end_gang()
        self._wait_for_gang()
        self._ready, self._wait_for_gang = None, lambda: None


class _CompiledRun:
    """A finished table of rows and everything prepared for calling the interpreter on it."""

    def __init__(
        self,
        rows: NDArray[np.int64],
        arena: NDArray[Any],
        state: NDArray[np.int64],
        scratch: NDArray[Any],
        threads: int,
    ) -> None:
        self._barrier = aligned_zeros(interpreter.BARRIER, "int64")
        self._done = self._barrier[interpreter.DONE :]
        slots = interpreter.run.slots(
            {
                "rows": rows.ctypes.data,
                "width": rows.shape[1],
                "first": 0,
                "end": 0,
                "steps": 0,
                "numbers": arena.ctypes.data,
                "state": state.ctypes.data,
                "barrier": self._barrier.ctypes.data,
                "yield_address": _system_function("sched_yield", "SwitchToThread"),
                "sleep_address": _system_function("usleep", "SwitchToThread"),
            }
        )
        names = list(interpreter.run.arguments)
        self._order = np.array([0] * HEADER + slots, np.int64)
        self._range = self._order[HEADER + names.index("first") :][:3]
        function = _FUNCTION(compiler.address(interpreter.run))
        order = ctypes.c_void_p(self._order.ctypes.data)
        self._function = functools.partial(function, order, None)
        self._threads = threads
        self._kept = rows, arena, state, scratch
        self._gang = Gang(threads, self._part) if threads > 1 else None
        self._faster_way = FasterWay()

    def __call__(self, first: int, end: int, steps: int) -> int:
        rows, _, state, _ = self._kept
        if self._gang is None:
            return self._run(False, first, end, steps)
        if (first, end) != (0, len(rows)):
            return self._run(self._faster_way.together, first, end, steps)
        done = 0
        while done < steps and state[STOP] == 0:
            together, count = self._faster_way.next(steps - done)
            started = time.perf_counter()
            finished = self._run(together, first, end, count)
            if finished > 0:
                self._faster_way.note(together, finished, time.perf_counter() - started)
            done += finished
        return done

    def _run(self, together: bool, first: int, end: int, steps: int) -> int:
        """Run rows by the gang or by one thread alone; the number of steps finished."""
        self._range[:] = first, end, steps
        if together:
            assert self._gang is not None
            self._gang.run()
        else:
            self._function(0, 1)
        return int(self._done[0])

    def run_part(self, row: int, thread: int) -> None:
        """Call one row's kernel as one of the threads does."""
        rows, arena, *_ = self._kept
        kernel = _FUNCTION(int(rows[row, 0]))
        kernel(rows[row].ctypes.data, arena.ctypes.data, thread, self._threads)

    def _part(self, thread: int) -> None:
        """What a thread does in a run. As a method it keeps the arrays until the gang's last thread has ended."""
        self._function(thread, self._threads)

    def end(self) -> None:
        """Let the gang's threads end."""
        if self._gang is not None:
            self._gang.end()

    def close(self) -> None:
        """End the gang's threads and wait until they have."""
        if self._gang is not None:
            self._gang.close()


@functools.cache
def _may_stop(kernel: Kernel) -> bool:
    """Whether a kernel writes `state[STOP]`, as far as can be told."""
    written = uses(kernel)["state"].written if "state" in kernel.arguments else frozenset()
    return written is None or STOP in written


@functools.cache
def _system_function(name: str, on_windows: str) -> int:
    """Address of a function of the system. Windows has no sleep shorter than a thousand microseconds."""
    if sys.platform == "win32":
        return int(ctypes.cast(getattr(ctypes.windll.kernel32, on_windows), ctypes.c_void_p).value or 0)
    return int(ctypes.cast(getattr(ctypes.CDLL(None), name), ctypes.c_void_p).value or 0)
