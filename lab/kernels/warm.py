"""Fills the cache of compiled kernels in processes of their own, so that compiling never makes the window stutter.

`python -m lab.kernels.warm` reads lines "float32 NAME" and answers each when that kernel is in the cache.
"""

from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import ModuleType
from typing import Any, cast

from lab.kernels import compiler, fingerprint
from lab.kernels.kernel import Kernel

MOST_PROCESSES = 4
_PATIENT = "--patient"
_LOOK = 0.1  # seconds between two calls of `progress`


def prepare(
    kernels: Iterable[Kernel],
    dtype: str,
    progress: Callable[[int, int], None],
    *,
    urgent: Iterable[Kernel] = (),
    patient: bool = False,
) -> None:
    """Compile what the cache does not hold yet, in other processes: the largest kernels first, but a module's in a row.

    Args:
        progress: called as progress(done, of), ten times a second; what it raises ends the work.
        urgent: those of the kernels that come before all others.
        patient: whether nobody waits for it: then it gets what others leave of the processor.
    If no process can be started or one fails, nothing is lost: kernels are compiled when they are needed, too.
    """
    missing = {kernel.name: kernel for kernel in kernels if not compiler.is_cached(kernel, dtype)}
    if not missing or getattr(sys, "frozen", False):  # a frozen program has no Python to start
        return
    soon = {kernel.name for kernel in urgent}
    names = sorted(missing, key=lambda name: (name not in soon, -fingerprint.extent(missing[name]), name))
    names[:0] = (f"{tile.__module__}.{tile.__name__}" for tile in compiler.missing_tiles(missing.values()))
    of = len(names)
    count = min(len(names), os.cpu_count() or 1, MOST_PROCESSES)
    processes: SimpleQueue[_Process] = SimpleQueue()

    choosing = Lock()
    modules: dict[_Process, str] = {}  # of the kernel that each compiled last, and whose helpers it knows

    def compile_one() -> None:
        process = processes.get()
        try:
            with choosing:
                first = names[0]
                like_the_last = (name for name in names if _module(name) == modules.get(process))
                name = next((name for name in like_the_last if (name in soon) == (first in soon)), first)
                names.remove(name)
                modules[process] = _module(name)
            process.compile(dtype, name)
        finally:
            processes.put(process)

    with ExitStack() as stack, suppress(_NoProcessError):
        pool = stack.enter_context(ThreadPoolExecutor(count, "compiling"))
        for _ in range(count):
            process = _Process(patient)
            stack.callback(process.end)
            processes.put(process)
        waiting = {pool.submit(compile_one) for _ in range(of)}
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        progress(0, of)
        while waiting:
            _, waiting = wait(waiting, _LOOK, FIRST_COMPLETED)
            progress(of - len(waiting), of)


def _module(name: str) -> str:
    return name.rpartition(".")[0]


class _NoProcessError(Exception):
    """The system starts no process."""


class _Process:
    """Another Python that compiles one kernel after the other."""

    def __init__(self, patient: bool) -> None:
        command = [sys.executable, "-m", "lab.kernels.warm", *[_PATIENT] * patient]
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | (subprocess.IDLE_PRIORITY_CLASS if patient else 0)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=Path(__file__).resolve().parents[2],
                creationflags=flags,
            )
        except OSError as error:
            raise _NoProcessError from error

    def compile(self, dtype: str, name: str) -> None:
        """Have a kernel compiled, and wait for it."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        with suppress(OSError):  # it has ended
            asked.write(f"{dtype} {name}\n")
            asked.flush()
            answers.readline()

    def end(self) -> None:
        """End it, whatever it is doing."""
        with suppress(BrokenPipeError), self._process:  # what it was asked last may still be on its way
            self._process.kill()


def main(arguments: list[str]) -> None:
    """Compile what is asked for on the standard input; nobody asks any more when that ends."""
    if _PATIENT in arguments and hasattr(os, "nice"):
        os.nice(19)
    sys.modules["colorama"] = cast("ModuleType", None)  # with which Numba paints what does not fit, unseen
    gc.set_threshold(1_000_000)  # looking through Numba's objects again and again would take a tenth of the time
    for line in sys.stdin:
        dtype, name = line.split()
        try:
            found = _named(name)
            if isinstance(found, Kernel):
                compiler.store(found, dtype)
            else:
                compiler.store_tile(found)
            print("done", flush=True)
        except Exception as error:  # whoever needs the kernel gets to know when it is compiled there
            print(type(error).__name__, flush=True)


def _named(name: str) -> Any:
    """A kernel, or a function that kernels share."""
    module, attribute = name.rsplit(".", 1)
    return getattr(importlib.import_module(module), attribute)


if __name__ == "__main__":
    main(sys.argv[1:])
