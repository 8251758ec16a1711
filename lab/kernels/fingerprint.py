"""What decides the machine code of a kernel, as one short text: the name of its file in the cache.

It is a hash over the kernel's own bytecode, the bytecode of every function and the value of every constant that it
uses, directly or through others, the kinds of its arguments, the files that turn kernels into machine code, the
versions of the libraries below, and the processor. So an edited kernel is never served from a stale cache, and an edit
elsewhere costs nothing. Bytecode, not source: it is what is running, also when the file has been edited since.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from lab.kernels import machine
from lab.kernels.kernel import DECODERS, Kernel

_IMPORT = re.compile(r"^from lab\.kernels[. ].*(?:\n    .*,$)*", re.MULTILINE)  # the names of files are among its words
_WORD = re.compile(r"\w+")


def of_kernel(kernel: Kernel, dtype: str) -> str:
    """Fingerprint of the kernel compiled for "float32" or "float64"."""
    kinds = [DECODERS[annotation] for annotation in kernel.arguments.values()]
    return _digest(repr((dtype, kinds, kernel.takes_threads, kernel.scratch is not None)), *_parts(kernel.function))


def of_tile(function: Callable[..., Any]) -> str:
    """Name of a function that compiled kernels share (lab/kernels/tiles.py)."""
    return f"{machine.TILE}{function.__name__}_{_digest()}"


def extent(kernel: Kernel) -> int:
    """A measure of how long it takes to compile a kernel: how much there is to be said about it and its helpers."""
    return sum(map(len, _parts(kernel.function)))


def mentions(kernel: Kernel, function: Callable[..., Any]) -> bool:
    """Whether a kernel or one of its helpers calls a function."""
    beginning = f"{function.__module__}.{function.__qualname__} "
    return any(part.startswith(beginning) for part in _parts(kernel.function))


def _digest(*parts: str) -> str:
    digest = hashlib.sha256(_surroundings().encode())
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:24]


def _parts(function: Any) -> list[str]:
    parts: list[str] = []
    _add(function, parts, set())
    return parts


def _add(value: Any, parts: list[str], seen: set[int]) -> None:
    """Append what a value that compiled code refers to means; functions with all that they refer to."""
    if isinstance(value, FunctionType):
        if id(value) in seen:
            return
        seen.add(id(value))
        parts.append(f"{value.__module__}.{value.__qualname__} {value.__defaults__!r} {_code(value.__code__)}")
        for name, used in _used(value):
            parts.append(name)
            _add(used, parts, seen)
    elif isinstance(value, np.ndarray):
        parts.append(f"{value.dtype} {value.shape} {hashlib.sha256(value.tobytes()).hexdigest()}")
    elif isinstance(value, tuple | list):
        parts.append(f"{type(value).__name__} {len(value)}")
        for item in value:
            _add(item, parts, seen)
    elif isinstance(value, bool | int | float | complex | str | bytes | None | np.generic | np.dtype):
        parts.append(repr(value))
    else:  # a type, a builtin, or something that cannot be compiled into a kernel
        named = value if isinstance(value, type | BuiltinFunctionType | np.ufunc | ModuleType) else type(value)
        parts.append(f"{getattr(named, '__module__', '')}.{getattr(named, '__qualname__', named.__name__)}")


def _used(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """(name, value) of the globals, captured variables and attributes of modules that a function may refer to."""
    names = sorted(_names(function.__code__))
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        yield name, cell.cell_contents
    for name in names:
        value = function.__globals__.get(name)
        yield name, value
        if isinstance(value, ModuleType):
            yield from ((other, getattr(value, other)) for other in names if hasattr(value, other))


def _names(code: CodeType) -> set[str]:
    """Names of globals and attributes in a function and in those defined inside it."""
    inner = (_names(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return set(code.co_names).union(*inner)


def _code(code: CodeType) -> str:
    """Everything of a function's bytecode but where it stands in its file."""
    constants = [_code(value) if isinstance(value, CodeType) else repr(value) for value in code.co_consts]
    return repr((code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_flags))


@functools.cache
def _surroundings() -> str:
    """What decides the machine code beside the kernel: our compiler, the libraries, the kind of system, the processor.

    The system's version does not: after an update of the system nothing needs to be compiled again.
    """
    versions = [importlib.metadata.version(library) for library in ("numba", "llvmlite", "numpy")]
    return repr((_emitters(), sys.version, sys.platform, platform.machine(), versions, machine.processor()))


def _emitters() -> list[tuple[str, str]]:
    """Name and hash of the files here that make machine code: those that know Numba or LLVM, and what these import."""
    sources = {path.stem: path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))}
    knowing = {name for name, source in sources.items() if b"numba" in source or b"llvmlite" in source}
    words = {
        word for name in knowing for line in _IMPORT.findall(sources[name].decode()) for word in _WORD.findall(line)
    }
    return [
        (name, hashlib.sha256(source).hexdigest())
        for name, source in sources.items()
        if name in knowing or name in words
    ]
