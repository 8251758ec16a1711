"""Who has a document's file open, and whether it still is what was opened."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from lab.spec.folders import data_dir
from lab.spec.lock import FileLock, holder


def stamp(path: Path) -> str | None:
    """What a file holds, in short: it differs when anything in the file does. None where there is no such file.

    The end of a model file lists the checksums of its parts, so that no more has to be read.
    """
    from lab.document.archive import LONGEST_DIRECTORY

    with contextlib.suppress(OSError), path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - LONGEST_DIRECTORY))
        return f"{size}-{_digest(file.read())}"
    return None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, also one that is not there yet."""
    with contextlib.suppress(OSError):
        return os.path.samefile(one, other)
    return os.path.realpath(one) == os.path.realpath(other)


def _digest(data: bytes) -> str:
    import hashlib  # takes 20 ms, which the first window need not wait for

    return hashlib.sha256(data).hexdigest()[:32]


class Claim:
    """A document's file, claimed by the window that has it open. `other` is the process that was there before, or 0.

    Where no lock can be made nobody is told: that takes nothing from the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.other = 0
        self._lock: FileLock | None = None
        with contextlib.suppress(OSError):
            folder = data_dir() / "open"
            folder.mkdir(exist_ok=True)
            lock = folder / f"{_digest(os.fsencode(os.path.normcase(os.path.realpath(path))))}.lock"
            self._lock = FileLock.take(lock)
            if self._lock is None:
                self.other = holder(lock) or -1

    def release(self) -> None:
        """The file is not open here any more."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
