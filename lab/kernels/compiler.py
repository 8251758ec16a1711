"""Compiles kernels, keeps them in a cache on disk, and gives their addresses.

Every kernel has a file of its own in the user's cache folder: its machine code, under its name and fingerprint
(lab/kernels/fingerprint.py). Numba is imported only when something has to be compiled.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Collection
from typing import Any

from lab.kernels import disk_cache, fingerprint, machine, tiles
from lab.kernels.kernel import Kernel

Tile = Callable[..., Any]  # a function that kernels share (lab/kernels/tiles.py)

_lock = threading.RLock()  # neither Numba nor LLVM's loader may be used by two threads at once
_addresses: dict[tuple[str, str], int] = {}


def address(kernel: Kernel, dtype: str = "float32") -> int:
    """Address of the kernel compiled for "float32" or "float64"; compiles it, or loads it from the cache."""
    key = (kernel.name, dtype)
    with _lock:
        if key not in _addresses:
            entry = _entry(kernel, dtype)
            code = _code(entry) or _compile(kernel, dtype, entry)
            for tile in _tiles(code):
                _load_tile(tile)
            _addresses[key] = machine.load(code, entry)
        return _addresses[key]


def is_cached(kernel: Kernel, dtype: str = "float32") -> bool:
    """Whether the address is there without compiling: in memory, or in the cache on disk."""
    return (kernel.name, dtype) in _addresses or disk_cache.holds(_file(_entry(kernel, dtype)))


def missing_tiles(kernels: Collection[Kernel]) -> list[Tile]:
    """The functions that these kernels share, as far as the cache on disk does not hold them."""
    missing = (tile for tile in tiles.SHARED if not disk_cache.holds(_file(fingerprint.of_tile(tile))))
    return [tile for tile in missing if any(fingerprint.mentions(kernel, tile) for kernel in kernels)]


def store_tile(tile: Tile) -> None:
    """See to it that the cache on disk holds a function that kernels share."""
    with _lock:
        _tile_code(tile)


def store(kernel: Kernel, dtype: str = "float32") -> None:
    """See to it that the cache on disk holds the kernel, and what it shares with others."""
    with _lock:
        entry = _entry(kernel, dtype)
        for tile in _tiles(_code(entry) or _compile(kernel, dtype, entry)):
            _tile_code(tile)


@functools.cache
def _entry(kernel: Kernel, dtype: str) -> str:
    """What the kernel's machine code is called in the cache and in memory."""
    return f"{kernel.function.__name__}-{fingerprint.of_kernel(kernel, dtype)}"


def _file(entry: str) -> str:
    return f"{entry}.kernel"


def _code(entry: str) -> bytes | None:
    """The machine code in the cache, if it is there."""
    return disk_cache.read(_file(entry))


def _compile(kernel: Kernel, dtype: str, entry: str) -> bytes:
    from lab.kernels import translator  # takes a third of a second

    code = machine.machine_code(translator.modules(kernel, dtype, entry), entry)
    disk_cache.write(_file(entry), code)
    return code


def _tiles(code: bytes) -> list[Tile]:
    """The functions that kernels share, as far as this machine code calls them."""
    return [tile for tile in tiles.SHARED if fingerprint.of_tile(tile).encode() in code]


@functools.cache
def _load_tile(tile: Tile) -> None:
    machine.load(_tile_code(tile), fingerprint.of_tile(tile))


def _tile_code(tile: Tile) -> bytes:
    """Its machine code, from the cache or else compiled."""
    entry = fingerprint.of_tile(tile)
    code = _code(entry)
    if code is None:
        from lab.kernels import translator

        code = machine.machine_code([translator.shared_module(tile)], entry)
        disk_cache.write(_file(entry), code)
    return code
