"""Compiles declared kernels with Numba, keeps them in a cache on disk, and gives their addresses.

Every kernel has a file of its own in the user's cache folder, named by its fingerprint (lab/kernels/fingerprint.py).
"""

from __future__ import annotations

import functools
import os
import pickle
import tempfile
import threading
import time
import types as python_types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lab.kernels import fingerprint
from lab.kernels.kernel import DECODERS, HEADER, Kernel
from lab.spec import folders

_lock = threading.RLock()  # Numba's compiler is not re-entrant between threads
_addresses: dict[tuple[str, str], int] = {}
_libraries: list[Any] = []  # machine code in use, kept alive
_UNUSED = 30 * 24 * 3600  # seconds after which a compiled kernel that nobody loaded is forgotten


def cache_folder() -> Path:
    """Where compiled kernels are kept."""
    folder = folders.cache_dir() / "kernels"
    folder.mkdir(exist_ok=True)
    return folder


@functools.cache
def _numba() -> Any:
    """Numba, set up with vector types and decoders. Takes a quarter of a second the first time."""
    from lab.kernels import decoders

    _forget_old()
    return decoders


def _forget_old() -> None:
    """Remove what nobody has used for a month."""
    for path in cache_folder().glob("*.kernel"):
        if time.time() - path.stat().st_mtime > _UNUSED:
            path.unlink(missing_ok=True)


def address(kernel: Kernel, dtype: str = "float32") -> int:
    """Address of the kernel compiled for "float32" or "float64"; compiles it, or loads it from the cache."""
    key = (kernel.name, dtype)
    with _lock:
        if key not in _addresses:
            path = _file(kernel, dtype)
            if not path.exists():
                compiled = _compile(kernel, dtype)
                content = (compiled._wrapper_name, compiled._library.serialize_using_object_code())
                _write(path, pickle.dumps(content))
            _addresses[key] = _load(path)
        return _addresses[key]


def is_cached(kernel: Kernel, dtype: str = "float32") -> bool:
    """Whether the address is there without compiling: in memory, or in the cache on disk."""
    return (kernel.name, dtype) in _addresses or _file(kernel, dtype).exists()


def _file(kernel: Kernel, dtype: str) -> Path:
    return cache_folder() / f"{kernel.function.__name__}-{fingerprint.of_kernel(kernel, dtype)}.kernel"


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: another process may be reading or writing the same."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)


def _load(path: Path) -> int:
    _numba()
    from numba.core.registry import cpu_target
    from numba.core.runtime import rtsys

    context = cpu_target.target_context
    rtsys.initialize(context)
    os.utime(path)
    name, state = pickle.loads(path.read_bytes())
    library = context.codegen().unserialize_library(state)
    _libraries.append(library)
    return int(library.get_pointer_to_function(name))


def function(python: Callable[..., Any], signature: Any) -> Any:
    """A cached, GIL-free compiled function of the given Numba signature, for the interpreter of programs."""
    with _lock:
        numba = _numba().numba
        assert isinstance(python, python_types.FunctionType)
        folder = cache_folder() / f"{python.__name__}-{fingerprint.of_function(python)}"
        folder.mkdir(exist_ok=True)
        numba.config.CACHE_DIR = str(folder)
        return numba.njit(signature, nogil=True, cache=True, error_model="numpy")(python)


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
    if kernel.scratch is not None:
        names["scratch"] = decoders.decode_float32s
        calls.append(f"scratch(row, arena, {slot})")
    name = f"row_{kernel.function.__name__}"
    source = f"def {name}(row, arena, thread, threads):\n    body({', '.join(calls)})\n"
    exec(compile(source, kernel.function.__code__.co_filename, "exec"), names)
    return decoders.row_function(names[name], dtype)


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
