"""How much memory is free, so that a network too big for it is refused before anything is allocated."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from lab.spec.errors import PlanError
from lab.spec.message import Message
from lab.spec.units import format_bytes


class _WindowsMemory(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *(
            (name, ctypes.c_ulonglong)
            for name in ("total", "available", "page", "page_free", "virtual", "free", "more")
        ),
    )


def available_bytes() -> int | None:
    """Bytes a program can still use without swapping; None where the system does not tell."""
    if sys.platform == "win32":
        status = _WindowsMemory(length=ctypes.sizeof(_WindowsMemory))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.available)
    meminfo = Path("/proc/meminfo")
    if meminfo.exists():
        for line in meminfo.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (ValueError, OSError):
        return None


def usable_bytes() -> int | None:
    """What a run may take of that: a little is left for the rest of the program."""
    free = available_bytes()
    return None if free is None else int(0.9 * free)


def require(needed: int, batch: int) -> None:
    """PlanError if `needed` bytes are more than what may be taken."""
    free = usable_bytes()
    if free is not None and needed > free:
        raise PlanError(
            Message(
                "This network needs {needed} for batches of {batch} samples, and {free} are free. "
                "Take a smaller batch, smaller pictures, or fewer channels or units.",
                needed=format_bytes(needed),
                batch=batch,
                free=format_bytes(free),
            )
        )
