"""The numbers in a file: every size is checked before memory is set aside for it."""

from __future__ import annotations

import os
from math import prod
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from lab.export.onnx.refusal import Refused
from lab.spec.message import Message, Verbatim

MOST_NUMBERS = 1 << 28  # of one array
_DEEPEST = 32  # axes

# What the raw bytes of each type are.
_RAW: dict[int, str] = {
    TensorProto.FLOAT: "<f4",
    TensorProto.UINT8: "u1",
    TensorProto.INT8: "i1",
    TensorProto.UINT16: "<u2",
    TensorProto.INT16: "<i2",
    TensorProto.INT32: "<i4",
    TensorProto.INT64: "<i8",
    TensorProto.BOOL: "?",
    TensorProto.FLOAT16: "<f2",
    TensorProto.DOUBLE: "<f8",
    TensorProto.UINT32: "<u4",
    TensorProto.UINT64: "<u8",
    TensorProto.BFLOAT16: "<u2",
}

# Where the numbers of each type stand that are not written as raw bytes.
_LISTS: dict[int, str] = {
    TensorProto.FLOAT: "float_data",
    TensorProto.DOUBLE: "double_data",
    TensorProto.INT64: "int64_data",
    TensorProto.UINT32: "uint64_data",
    TensorProto.UINT64: "uint64_data",
}


def array_of(tensor: TensorProto, folder: Path | None) -> NDArray[Any]:
    """The numbers of a tensor in its shape; Refused says what is wrong with it.

    bfloat16 becomes float32, which holds all its numbers. Numbers that are kept in a file of their own are looked for
    in `folder` only.
    """
    if tensor.data_type not in _RAW:
        raise Refused(
            Message(
                'The numbers "{name}" are of type {type}, which networks here cannot use.',
                name=shown(tensor.name),
                type=type_name(tensor.data_type),
            )
        )
    shape = checked_shape(tensor.dims, tensor.name)
    dtype = np.dtype(_RAW[tensor.data_type])
    values: NDArray[Any]
    if tensor.data_location == TensorProto.EXTERNAL:
        values = np.frombuffer(_external(tensor, prod(shape) * dtype.itemsize, folder), dtype)
    elif tensor.HasField("raw_data"):
        _check_count(tensor, len(tensor.raw_data) / dtype.itemsize, shape)
        values = np.frombuffer(tensor.raw_data, dtype)
    else:
        values = _listed(tensor, dtype, shape)
    if tensor.data_type == TensorProto.BFLOAT16:
        values = (values.astype(np.uint32) << 16).view(np.float32)
    return values.reshape(shape)


def checked_shape(sizes: Any, name: str, most: int = MOST_NUMBERS) -> tuple[int, ...]:
    """The sizes as a shape that numbers may have; Refused where it cannot be or is too large."""
    shape = tuple(int(size) for size in sizes)
    if any(size < 0 for size in shape) or len(shape) > _DEEPEST:
        raise Refused(
            Message(
                'The numbers "{name}" have a shape that cannot be: {shape}.',
                name=shown(name),
                shape=shown(str(list(shape))),
            )
        )
    if prod(shape) > most:
        raise Refused(
            Message(
                '"{name}" would have {count} numbers; at most {most} are read.',
                name=shown(name),
                count=f"{prod(shape):,}" if prod(shape) < 10**18 else "10^18",
                most=f"{most:,}",
            )
        )
    return shape


def type_name(number: int) -> str:
    """What the type of that number is called."""
    return str(TensorProto.DataType.Name(number)).lower() if number in TensorProto.DataType.values() else str(number)


def shown(name: str) -> Verbatim:
    """A name from a file, no longer than is good for a sentence."""
    return Verbatim(name if len(name) <= 80 else name[:79] + "…")


def _listed(tensor: TensorProto, dtype: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    numbers = getattr(tensor, _LISTS.get(tensor.data_type, "int32_data"))
    _check_count(tensor, len(numbers), shape)
    if tensor.data_type == TensorProto.FLOAT16:
        return np.array(numbers, np.uint16).view(np.float16)
    try:
        return np.array(numbers, dtype)
    except OverflowError as error:
        raise Refused(
            Message(
                'The numbers "{name}" do not fit their type ({detail}).', name=shown(tensor.name), detail=str(error)
            )
        ) from error


def _check_count(tensor: TensorProto, count: float, shape: tuple[int, ...]) -> None:
    if count != prod(shape):
        raise Refused(
            Message(
                'The numbers "{name}" should be {wanted}, but there are {given}. '
                "The file is damaged; fetch or export it again.",
                name=shown(tensor.name),
                wanted=f"{prod(shape):,}",
                given=f"{count:,.6g}",
            )
        )


def _external(tensor: TensorProto, size: int, folder: Path | None) -> bytes:
    """The bytes of a tensor in a file of its own, which must lie in the model's folder or below it."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    location = entries.get("location", "")
    path = _inside(folder, location)
    if path is None:
        raise Refused(
            Message(
                'The numbers "{name}" should be in the file "{location}". Only files in the folder of the ONNX file '
                "are read. Put it there, or export the network as one file.",
                name=shown(tensor.name),
                location=shown(location),
            )
        )
    try:
        offset, length = int(entries.get("offset", 0)), int(entries.get("length", size))
        with path.open("rb") as file:
            there = os.fstat(file.fileno()).st_size
            if length == size and 0 <= offset <= there - size:
                file.seek(offset)
                return file.read(size)
    except (OSError, ValueError) as error:
        raise Refused(
            Message(
                'The numbers "{name}" should be in the file "{location}", which cannot be read ({detail}). '
                "Put it beside the ONNX file.",
                name=shown(tensor.name),
                location=shown(location),
                detail=shown(getattr(error, "strerror", None) or str(error)),
            )
        ) from error
    raise Refused(
        Message(
            'The numbers "{name}" are {size} bytes; their place in the file "{location}" does not fit that. '
            "One of the two files is damaged, or they do not belong together.",
            name=shown(tensor.name),
            size=f"{size:,}",
            location=shown(location),
        )
    )


def _inside(folder: Path | None, location: str) -> Path | None:
    """The path of a file in the folder or below; None for any that leads out of it, and for what is no plain file."""
    if folder is None or not location or "\0" in location:
        return None
    parts = (*PurePosixPath(location).parts, *PureWindowsPath(location).parts)
    if PurePosixPath(location).is_absolute() or PureWindowsPath(location).drive or ".." in parts:
        return None
    try:
        home = folder.resolve()
        path = (home / location).resolve()
        allowed = path.is_relative_to(home) and (path.is_file() or not path.exists())
    except (OSError, RuntimeError, ValueError):
        return None
    return path if allowed else None
