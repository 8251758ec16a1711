"""The ZIP that a model file is: known members only, each with a limit that is checked while it is read.

Nothing that the archive says of itself is believed: names, sizes and ratios are checked, and reading stops at the
limit whatever the header promised.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO, Self

from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.units import format_bytes

GRAPH, WEIGHTS, OPTIMIZER = "graph.json", "weights.safetensors", "optimizer.safetensors"
HISTORY, THUMBNAIL = "history.json", "thumbnail.png"
# Largest size of each member, unpacked.
LIMITS = {GRAPH: 16 << 20, WEIGHTS: 1 << 30, OPTIMIZER: 3 << 30, HISTORY: 256 << 20, THUMBNAIL: 4 << 20}
REQUIRED = (GRAPH, WEIGHTS, OPTIMIZER, HISTORY)
STORED = (WEIGHTS, OPTIMIZER, THUMBNAIL)  # not worth compressing
RATIO, FREE = 100, 16 << 20  # unpacked bytes for each packed one, beyond the first FREE bytes
LONGEST_DIRECTORY = 1 << 16  # bytes

_END = struct.Struct("<4s4H2LH")
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, ValueError, RuntimeError, struct.error)


class Member:
    """One member while it is read, from its beginning to its end."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self.name = info.filename
        self.size = info.file_size
        self._stream = archive.open(info)

    def read(self, count: int) -> bytes:
        """The next `count` bytes; FileError when there are fewer."""
        try:
            data = self._stream.read(count)
        except (*_BROKEN, OSError) as error:
            raise damaged(error) from error
        if len(data) != count:
            raise damaged(EOFError(f"{self.name} ends early"))
        return data

    def finish(self) -> None:
        """Check that nothing follows, and the checksum."""
        try:
            if self._stream.read(1):
                raise damaged(ValueError(f"{self.name} is longer than it says"))
        except (*_BROKEN, OSError) as error:
            raise damaged(error) from error
        finally:
            self._stream.close()


class Archive:
    """A model file that is being read. Opening it checks the directory: which members, how large, how packed."""

    def __init__(self, file: BinaryIO) -> None:
        size, count = _check_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (*_BROKEN, OSError) as error:
            raise damaged(error) from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            _check_member(info)
            if info.filename in self._members:
                raise damaged(ValueError(f"two members are called {info.filename}"))
            self._members[info.filename] = info
        if count != len(self._zip.infolist()):
            raise damaged(ValueError("its directory is cut"))
        if sum(info.compress_size for info in self._members.values()) > size:
            raise damaged(EOFError("its parts are longer than the file"))
        missing = [name for name in REQUIRED if name not in self._members]
        if missing:
            raise FileError(
                Message("Its part {member} is missing. Open an earlier copy of the file.", member=", ".join(missing))
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def open(self, name: str) -> Member:
        """A member, to be read bit by bit."""
        try:
            return Member(self._zip, self._members[name])
        except (*_BROKEN, OSError) as error:
            raise damaged(error) from error

    def read(self, name: str) -> bytes:
        """All of a member."""
        member = self.open(name)
        data = member.read(member.size)
        member.finish()
        return data


def write_archive(file: BinaryIO, members: Mapping[str, bytes]) -> None:
    """Write a ZIP of these members. The same members give the same bytes: no clock in it."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name in STORED else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=1)


def check_sizes(members: Mapping[str, bytes]) -> None:
    """FileError for what `Archive` would refuse to read again."""
    for name, data in members.items():
        if len(data) > LIMITS[name]:
            raise _too_large(name, len(data))


def damaged(error: Exception) -> FileError:
    """The message for an archive that is broken."""
    return FileError(
        Message(
            "It is damaged or was not saved completely ({detail}). Open an earlier copy of the file.",
            detail=str(error)[:200] or type(error).__name__,
        )
    )


def _check_directory(file: BinaryIO) -> tuple[int, int]:
    """Look at the end of the file, where it says how large the directory is, before that is read.

    The file's size, and how many members there are.
    """
    begin = file.read(2)
    size = file.seek(0, io.SEEK_END)
    file.seek(-min(size, _END.size + (1 << 16)), io.SEEK_END)
    data = file.read()
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(data):
        if begin in (b"PK", b""):
            raise damaged(EOFError("the end is missing"))
        raise FileError(Message("It is not a network of CNN Lab. Choose a file that CNN Lab has saved."))
    _, _, _, _, count, length, _, _ = _END.unpack_from(data, at)
    large = data.rfind(b"PK\6\7", 0, at) == at - 20 and size < 1 << 31  # a second directory that small files never have
    if large or count > 2 * len(LIMITS) or length > LONGEST_DIRECTORY:
        raise FileError(Message("It has parts that no network of CNN Lab has. Choose a file that CNN Lab has saved."))
    file.seek(0)
    return size, int(count)


def _check_member(info: zipfile.ZipInfo) -> None:
    if info.filename not in LIMITS:
        raise FileError(
            Message(
                'It has a part called "{member}", which no network of CNN Lab has. '
                "Choose a file that CNN Lab has saved.",
                member=info.filename[:100],
            )
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
        raise damaged(ValueError(f"{info.filename} is packed in an unknown way"))
    if info.file_size > LIMITS[info.filename]:
        raise _too_large(info.filename, info.file_size)
    if info.file_size > FREE + RATIO * info.compress_size:
        raise FileError(
            Message(
                "Its part {member} would unpack from {packed} to {size}, which no network of CNN Lab does. "
                "Do not open this file.",
                member=info.filename,
                packed=format_bytes(info.compress_size),
                size=format_bytes(info.file_size),
            )
        )


def _too_large(name: str, size: int) -> FileError:
    return FileError(
        Message(
            "Its part {member} has {size}; at most {limit} are allowed. Make the network smaller.",
            member=name,
            size=format_bytes(size),
            limit=format_bytes(LIMITS[name]),
        )
    )
