"""What is known of kernels from earlier starts: files in the user's cache folder, each under a name that says it all.

A file is whole or counts as missing, and what cannot be written is done without.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from lab.spec import folders

_UNUSED = 30 * 24 * 3600  # seconds after which a file that nobody has read is forgotten
_SEAL = 32  # bytes of a file before its content: what says that it is whole


def holds(name: str) -> bool:
    """Whether there is a file of this name."""
    return _path(name).exists()


def is_empty() -> bool:
    """Whether there is none at all, as before the first start."""
    return not any(_folder(folders.cache_dir()).iterdir())


def read(name: str) -> bytes | None:
    """A file's content; None if there is none, or none that is whole."""
    path = _path(name)
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    seal, content = content[:_SEAL], content[_SEAL:]
    return content if seal == _seal(content) else None


def write(name: str, content: bytes) -> None:
    """Put a file in its place in one step: another process may be reading or writing the same."""
    path = _path(name)
    with suppress(OSError):  # without a place to write, or while another program holds the file, we do without
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as file:
            file.write(_seal(content) + content)
        try:
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)


def _path(name: str) -> Path:
    return _folder(folders.cache_dir()) / name


@functools.cache
def _folder(cache: Path) -> Path:
    """The folder of these files, freed of what nobody has used for a month."""
    folder = cache / "kernels"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        with suppress(OSError):  # another process frees it as well
            if time.time() - path.stat().st_mtime > _UNUSED:
                path.unlink()
    return folder


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
