"""Writes IDX files."""

from __future__ import annotations

import gzip
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def header(shape: tuple[int, ...], code: int = 0x08) -> bytes:
    return bytes([0, 0, code, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)


def idx(array: NDArray[Any]) -> bytes:
    kind = array.dtype.str[1:]
    return header(array.shape, CODES[kind]) + array.astype(f">{kind}").tobytes()


def pictures(*shape: int) -> NDArray[np.uint8]:
    return (np.arange(math.prod(shape)) % 256).astype(np.uint8).reshape(shape)


def labels(count: int, classes: int = 10) -> NDArray[np.uint8]:
    return (np.arange(count) % classes).astype(np.uint8)


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def write_set(folder: Path, name: str = "{}-{}-idx{}-ubyte", training: int = 30, test: int = 10) -> Path:
    """A small data set of 4 × 5 pictures; no test set where `test` is 0."""
    for group, count in (("train", training), ("t10k", test)):
        if count:
            write(folder / name.format(group, "images", 3), idx(pictures(count, 4, 5)))
            write(folder / name.format(group, "labels", 1), idx(labels(count)))
    return folder
