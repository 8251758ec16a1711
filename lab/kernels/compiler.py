"""Compiles declared kernels with Numba, keeps them in a cache on disk, and gives their addresses.

The cache lies in the user's cache folder, in a folder named by a hash over the source of everything that can be
compiled into a kernel: an edited kernel is never served from a stale cache.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import threading
import time
import types as python_types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lab.kernels.kernel import DECODERS, HEADER, Kernel
from lab.spec import folders

_lock = threading.RLock()  # Numba's compiler is not re-entrant between threads
_compiled: dict[tuple[str, str], Any] = {}
_package = Path(__file__).resolve().parent.parent
_SOURCES = ("kernels", "layers", "losses", "optimizers", "engine")


@functools.cache
def source_hash() -> str:
    """Hash over this folder and every file that declares kernels or helpers of kernels."""
    digest = hashlib.sha256()
    for folder in _SOURCES:
        for path in sorted((_package / folder).glob("*.py")):
            source = path.read_bytes()
            if folder == "kernels" or any(mark in source for mark in (b"@kernel", b"@helper", b"@fast")):
                digest.update(path.name.encode())
                digest.update(source)
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Where compiled kernels of this very source are kept."""
    return folders.cache_dir() / "kernels" / source_hash()


@functools.cache
def _numba() -> Any:
    """Numba, set up: cache folder, vector types and decoders. Takes a quarter of a second the first time."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    _forget_old(folder)
    import numba

    numba.config.CACHE_DIR = str(folder)
    from lab.kernels import decoders

    return decoders


def _forget_old(current: Path) -> None:
    """Remove caches of other versions that nobody has used for a month."""
    os.utime(current)
    for other in current.parent.iterdir():
        if other != current and other.is_dir() and time.time() - other.stat().st_mtime > 30 * 24 * 3600:
            shutil.rmtree(other, ignore_errors=True)


def address(kernel: Kernel, dtype: str = "float32") -> int:
    """Address of the kernel compiled for "float32" or "float64"; compiles it, or loads it from the cache."""
    key = (kernel.name, dtype)
    with _lock:
        if key not in _compiled:
            _compiled[key] = _compile(kernel, dtype)
            _mark(*key).touch()
        return int(_compiled[key].address)


def is_cached(kernel: Kernel, dtype: str = "float32") -> bool:
    """Whether the address is there without compiling: in memory, or in the cache on disk."""
    return (kernel.name, dtype) in _compiled or _mark(kernel.name, dtype).exists()


def _mark(name: str, dtype: str) -> Path:
    """An empty file that says that the cache on disk holds this kernel."""
    return cache_folder() / f"{name}.{dtype}.done"


def function(python: Callable[..., Any], signature: Any) -> Any:
    """A cached, GIL-free compiled function of the given Numba signature, for the interpreter of programs."""
    with _lock:
        decoders = _numba()
        return decoders.numba.njit(signature, nogil=True, cache=True, error_model="numpy")(python)


def _compile(kernel: Kernel, dtype: str) -> Any:
    decoders = _numba()
    body = decoders.jit(_with_compiled_helpers(kernel.function, decoders))
    calls, names, slot = [], {"body": body}, HEADER
    for annotation in kernel.arguments.values():
        decoder, width = DECODERS[annotation]
        names[decoder] = getattr(decoders, f"decode_{decoder}")
        calls.append(f"{decoder}(row, arena, {slot})")
        slot += width
    if kernel.takes_threads:
        calls += ["thread", "threads"]
    name = f"row_{kernel.function.__name__}"
    source = f"def {name}(row, arena, thread, threads):\n    body({', '.join(calls)})\n"
    # Named after the kernel's own file, so that Numba keeps it in its cache.
    exec(compile(source, kernel.function.__code__.co_filename, "exec"), names)
    wrapper = names[name]
    wrapper.__module__ = kernel.function.__module__
    return decoders.row_function(wrapper, dtype)


def _with_compiled_helpers(function: Callable[..., Any], decoders: Any) -> Callable[..., Any]:
    """The function, with the helpers among its globals in their compiled form."""
    names = dict(function.__globals__)
    for name in function.__code__.co_names:
        value = names.get(name)
        if getattr(value, "__kernel_helper__", False):
            names[name] = _helper(value)
    copy = python_types.FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return copy


@functools.cache
def _helper(function: Callable[..., Any]) -> Any:
    decoders = _numba()
    return decoders.jit(_with_compiled_helpers(function, decoders))
