"""Fills the cache of compiled kernels in a process of its own, so that compiling never makes the window stutter.

`python -m lab.kernels.warm float32 NAME...` compiles the kernels of these names and prints each when it is done.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from lab.kernels import compiler
from lab.kernels.kernel import Kernel

MOST_PROCESSES = 4


def prepare(kernels: Iterable[Kernel], dtype: str, progress: Callable[[int, int], None]) -> None:
    """Compile what the cache does not hold yet, in other processes; `progress(done, of)` is called along the way.

    If they cannot be started or fail, nothing is lost: the kernels are then compiled when they are needed.
    """
    missing = sorted({kernel.name for kernel in kernels if not compiler.is_cached(kernel, dtype)})
    if not missing:
        return
    progress(0, len(missing))
    workers = min(len(missing), os.cpu_count() or 1, MOST_PROCESSES)
    done = 0
    try:
        with ExitStack() as stack:
            processes = []
            for number in range(workers):
                process = stack.enter_context(_compile_elsewhere(dtype, missing[number::workers]))
                stack.callback(process.kill)  # also when `progress` raises because nobody needs the kernels any more
                processes.append(process)
            for process in processes:
                assert process.stdout is not None
                for _line in process.stdout:
                    done += 1
                    progress(done, len(missing))
                process.wait()
    except OSError:
        return


def _compile_elsewhere(dtype: str, names: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "lab.kernels.warm", dtype, *names]
    folder = Path(__file__).resolve().parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder)


def _kernel(name: str) -> Kernel:
    module, attribute = name.rsplit(".", 1)
    found = getattr(importlib.import_module(module), attribute)
    assert isinstance(found, Kernel)
    return found


def main(arguments: list[str]) -> None:
    """Compile the kernels named on the command line."""
    dtype, *names = arguments
    for name in names:
        compiler.address(_kernel(name), dtype)
        print(name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
