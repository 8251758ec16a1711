"""Compiles kernels, keeps them in a cache on disk, and gives their addresses.

Every kernel has a file of its own in the user's cache folder: its machine code, under its name and fingerprint
(lab/kernels/fingerprint.py). Numba is imported only when something has to be compiled.
"""

from __future__ import annotations

import functools
import os
import tempfile
import threading
import time
from pathlib import Path

from lab.kernels import fingerprint, machine
from lab.kernels.kernel import Kernel
from lab.spec import folders

_UNUSED = 30 * 24 * 3600  # seconds after which a compiled kernel that nobody has loaded is forgotten
_SUFFIX = ".kernel"

_lock = threading.RLock()  # neither Numba nor LLVM's loader may be used by two threads at once
_addresses: dict[tuple[str, str], int] = {}


def address(kernel: Kernel, dtype: str = "float32") -> int:
    """Address of the kernel compiled for "float32" or "float64"; compiles it, or loads it from the cache."""
    key = (kernel.name, dtype)
    with _lock:
        if key not in _addresses:
            entry = _entry(kernel, dtype)
            _addresses[key] = machine.load(_read(entry) or _compile(kernel, dtype, entry), entry)
        return _addresses[key]


def is_cached(kernel: Kernel, dtype: str = "float32") -> bool:
    """Whether the address is there without compiling: in memory, or in the cache on disk."""
    return (kernel.name, dtype) in _addresses or _path(_entry(kernel, dtype)).exists()


def store(kernel: Kernel, dtype: str = "float32") -> None:
    """See to it that the cache on disk holds the kernel."""
    with _lock:
        entry = _entry(kernel, dtype)
        if not _path(entry).exists():
            _compile(kernel, dtype, entry)


@functools.cache
def _entry(kernel: Kernel, dtype: str) -> str:
    """What the kernel's machine code is called in the cache and in memory."""
    return f"{kernel.function.__name__}-{fingerprint.of_kernel(kernel, dtype)}"


def _compile(kernel: Kernel, dtype: str, entry: str) -> bytes:
    from lab.kernels import translator  # takes a third of a second

    code = machine.machine_code(translator.modules(kernel, dtype, entry), entry)
    _write(_path(entry), code)
    return code


def _path(entry: str) -> Path:
    return _folder(folders.cache_dir()) / f"{entry}{_SUFFIX}"


@functools.cache
def _folder(cache: Path) -> Path:
    """The folder of compiled kernels, freed of what nobody has used for a month."""
    folder = cache / "kernels"
    folder.mkdir(exist_ok=True)
    for path in folder.glob(f"*{_SUFFIX}"):
        if time.time() - path.stat().st_mtime > _UNUSED:
            path.unlink(missing_ok=True)
    return folder


def _read(entry: str) -> bytes | None:
    path = _path(entry)
    try:
        code = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return code


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: another process may be reading or writing the same."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)
