"""Compiles kernels, keeps them in a cache on disk, and gives their addresses.

Every kernel has a file of its own in the user's cache folder: its machine code, under its name and fingerprint
(lab/kernels/fingerprint.py). Numba is imported only when something has to be compiled.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from lab.kernels import fingerprint, machine
from lab.kernels.kernel import Kernel
from lab.spec import folders

_UNUSED = 30 * 24 * 3600  # seconds after which a compiled kernel that nobody has loaded is forgotten
_SUFFIX = ".kernel"
_SEAL = 32  # bytes of a file before the machine code: what says that it is whole

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
        if _read(entry) is None:
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
    """The machine code in the cache; None if there is none, or none that is whole: LLVM would end the process."""
    path = _path(entry)
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    seal, code = content[:_SEAL], content[_SEAL:]
    return code if seal == _seal(code) else None


def _write(path: Path, code: bytes) -> None:
    """Put a file in its place in one step: another process may be reading or writing the same."""
    with suppress(OSError):  # without a place to write, or while another program holds the file, we do without
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_SUFFIX, delete=False) as file:
            file.write(_seal(code) + code)
        try:
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)


def _seal(code: bytes) -> bytes:
    return hashlib.sha256(code).digest()
