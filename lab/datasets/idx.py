"""The IDX file format: a magic number, the sizes, then the numbers, all big-endian; as it is or gzip-compressed.

Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, "File formats".
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Callable
from io import BufferedIOBase
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.spec.errors import DataError
from lab.spec.message import Message

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
LARGEST = 2**30  # bytes of numbers that are read into memory
DENSEST = 1032  # deflate packs at most this many bytes into one
CHUNK = 4 * 2**20


def read_idx(path: Path, advance: Callable[[float], object] = lambda share: None, *, spare: int = 0) -> NDArray[Any]:
    """The array of an IDX file, of 1 to 3 axes, in its own type. `advance` hears the share that has been read.

    The first axis has `spare` more places than the file, which are left for the caller to fill.

    The header is checked against the file's size before memory is asked for, and no more is decompressed than it
    announces. Errors: DataError naming the file, what is wrong and what would mend it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if not packed:
                return _read(raw, path, size, exact=True, advance=advance, spare=spare)
            with gzip.GzipFile(fileobj=raw) as unpacked:
                return _read(unpacked, path, size * DENSEST, exact=False, advance=advance, spare=spare)
    except FileNotFoundError:
        raise DataError(Message("The file {path} does not exist.", path=path)) from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(
            Message("{path} is damaged or cut short and cannot be decompressed. Download it again.", path=path)
        ) from error
    except OSError as error:
        raise DataError(
            Message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or str(error))
        ) from error


def _read(
    stream: BufferedIOBase, path: Path, room: int, *, exact: bool, advance: Callable[[float], object], spare: int
) -> NDArray[Any]:
    """The array in a stream of `room` bytes (exactly, or at most)."""
    dtype, shape = _header(stream, path)
    wanted = math.prod(shape) * dtype.itemsize
    held = room - 4 - 4 * len(shape)
    if held < wanted:
        raise _wrong_size(path, shape)
    if wanted > LARGEST:
        raise DataError(
            Message(
                "{path} holds {size} GB of numbers; at most {limit} GB are read. Use a smaller part of the data.",
                path=path,
                size=f"{wanted / 2**30:.1f}",
                limit=LARGEST // 2**30,
            )
        )
    try:
        array = np.empty((shape[0] + spare, *shape[1:]), dtype)
    except MemoryError as error:
        raise DataError(Message("There is not enough memory for {path}. Close other programs.", path=path)) from error
    buffer = array.reshape(-1).view(np.uint8).data
    filled = 0
    while filled < wanted:
        count = stream.readinto(buffer[filled : filled + CHUNK])
        if not count:
            raise _wrong_size(path, shape)
        filled += count
        advance(filled / wanted)
    if (exact and held > wanted) or stream.read(1):
        raise _wrong_size(path, shape)
    return array


def _header(stream: BufferedIOBase, path: Path) -> tuple[np.dtype[Any], tuple[int, ...]]:
    magic = stream.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in TYPES:
        raise DataError(
            Message(
                "{path} is not an IDX file: it must begin with two zero bytes, a number type and the number of axes. "
                "It begins with {found}.",
                path=path,
                found=magic.hex(" ") or Message("nothing"),
            )
        )
    axes = magic[3]
    if not 1 <= axes <= 3:
        raise DataError(
            Message("{path} has {axes} axes; IDX files with 1 to 3 axes can be used.", path=path, axes=axes)
        )
    sizes = stream.read(4 * axes)
    if len(sizes) < 4 * axes:
        raise DataError(Message("{path} ends within its header. Download it again.", path=path))
    shape = tuple(int(size) for size in np.frombuffer(sizes, ">u4"))
    if 0 in shape:
        raise DataError(
            Message("{path} is empty: its sizes are {shape}.", path=path, shape=" × ".join(map(str, shape)))
        )
    return np.dtype(TYPES[magic[2]]), shape


def _wrong_size(path: Path, shape: tuple[int, ...]) -> DataError:
    return DataError(
        Message(
            "{path} does not hold the {shape} numbers that its header announces. It is damaged or cut short: "
            "download it again.",
            path=path,
            shape=" × ".join(map(str, shape)),
        )
    )
