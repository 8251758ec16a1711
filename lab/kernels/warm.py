"""Fills the cache of compiled kernels, in other processes (lab/kernels/compile_processes.py).

`python -m lab.kernels.warm` is such a process: it reads lines "float32 NAME" and answers each when that kernel is in
the cache.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, wait
from types import ModuleType
from typing import Any, cast

from lab.kernels import compiler, fingerprint
from lab.kernels.compile_processes import EAGER, PATIENT, PATIENTLY, can_start
from lab.kernels.kernel import Kernel

_LOOK = 0.1  # seconds between two calls of `progress`
_UNUSED = "colorama", "scipy", "yaml"  # what Numba loads where it is there, for nothing that kernels need


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
    if not missing or not can_start():
        return
    tiles = [f"{tile.__module__}.{tile.__name__}" for tile in compiler.missing_tiles(missing.values())]
    names = sorted(missing, key=lambda name: (-fingerprint.extent(missing[name]), name))
    soon = {*tiles, *(kernel.name for kernel in urgent)}
    processes = PATIENTLY if patient else EAGER
    waiting = set(processes.ask([(dtype, name) for name in (*tiles, *names)], soon={(dtype, name) for name in soon}))
    of = len(waiting)
    try:
        progress(0, of)
        while waiting:
            _, waiting = wait(waiting, _LOOK, FIRST_COMPLETED)
            progress(of - len(waiting), of)
    finally:
        for future in waiting:
            future.cancel()


def main(arguments: list[str]) -> None:
    """Compile what is asked for on the standard input; nobody asks any more when that ends."""
    if PATIENT in arguments and hasattr(os, "nice"):
        os.nice(19)
    for library in _UNUSED:
        sys.modules[library] = cast("ModuleType", None)
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
