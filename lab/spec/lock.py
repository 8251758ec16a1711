"""A file that one process holds while it lives: the system lets go of it when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Self

_FAR = 1 << 30  # where Windows locks a byte, so that what stands in the file can be read by others


class FileLock:
    """A lock that is held; `FileLock.take` gets one. Other processes, and this one, are kept out until `release`."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """The lock, with the number of this process in its file; None if somebody holds it. OSError as `open`."""
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                if not _lock(handle):
                    os.close(handle)
                    return None
                if _is_at(handle, path):  # else its last holder removed it meanwhile
                    os.ftruncate(handle, 0)
                    os.write(handle, str(os.getpid()).encode())
                    return cls(path, handle)
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def release(self) -> None:
        """Let go of it and remove the file."""
        if os.name == "posix":  # before anybody else can take it
            _remove(self.path)
        os.close(self._handle)
        if os.name != "posix":  # an open file cannot be removed there
            _remove(self.path)


def holder(path: Path) -> int | None:
    """Number of the process that holds a lock, as far as its file tells."""
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
