"""Writing a file so that it is whole, old or new, at any moment; and what the system says, in words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from lab.spec.errors import FileError
from lab.spec.message import Message

TEMPORARY = ".tmp"
FORGOTTEN = 3600  # seconds after which the temporary file of a killed save is removed


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write beside the file, flush to the disk, then take its place in one step. OSError or FileError if it fails."""
    if path.is_dir():
        raise FileError(Message("There is a folder of this name. Choose another name."))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = path.with_name(f".{path.stem[:100]}.{secrets.token_hex(4)}{path.suffix}{TEMPORARY}")
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))  # as the file had it
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    _tidy(path)


def _flush_folder(folder: Path) -> None:
    """Have the disk remember the new name as well, where folders can be flushed."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _tidy(path: Path) -> None:
    """Remove what killed saves of this file have left behind, once nobody can be writing it any more."""
    start = f".{path.stem[:100]}."
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            ours = entry.name.startswith(start) and entry.name.endswith(path.suffix + TEMPORARY)
            if ours and time.time() - entry.stat().st_mtime > FORGOTTEN:
                os.unlink(entry.path)


_TROUBLES = {
    errno.ENOENT: Message("There is no such file or folder. Look for it elsewhere."),
    errno.ENOTDIR: Message("There is no such file or folder. Look for it elsewhere."),
    errno.EISDIR: Message("It is a folder. Choose a file."),
    errno.EACCES: Message("You may not read or write there. Choose another place, or ask for the right to."),
    errno.EPERM: Message("You may not read or write there. Choose another place, or ask for the right to."),
    errno.EROFS: Message("This place can only be read. Choose another place to save."),
    errno.ENOSPC: Message("The disk is full. Make room, or save to another place."),
    errno.EDQUOT: Message("Your share of the disk is full. Make room, or save to another place."),
    errno.ENAMETOOLONG: Message("The name is too long. Choose a shorter one."),
}


def trouble(error: BaseException) -> Message:
    """Why the system refuses, in words."""
    if isinstance(error, MemoryError):
        return Message("There is not enough memory for it. Close other programs and try again.")
    known = _TROUBLES.get(error.errno or 0) if isinstance(error, OSError) else None
    return known or Message("The system says: {detail}.", detail=getattr(error, "strerror", None) or str(error))
