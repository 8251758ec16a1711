"""weights.safetensors and optimizer.safetensors of a model file: named float32 arrays.

The form is that of https://github.com/huggingface/safetensors: the length of the header (8 bytes, little endian), the
header as JSON (name to dtype, shape and offsets), then the numbers. What a header claims is checked against the size of
the member and against what the layers declare before memory is set aside for it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from math import prod
from typing import Annotated, Any, Protocol

import msgspec
import numpy as np
from msgspec import Meta

from lab.document.decoding import convert, decode_json, several
from lab.document.model import Arrays
from lab.layers.base import Shape
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.units import format_shape

LENGTH = struct.Struct("<Q")
BYTES = 4  # of one number
ENTRY = 512  # bytes of the header for one array, at most

Whole = Annotated[int, Meta(ge=0)]


class Stream(Protocol):
    """What arrays are read from."""

    name: str
    size: int

    def read(self, count: int) -> bytes:
        """The next `count` bytes; FileError when there are fewer."""
        ...


class TensorEntry(msgspec.Struct, forbid_unknown_fields=True):
    """One array in the header: `data_offsets` are its first byte and the one after its last."""

    dtype: str
    shape: Annotated[list[Whole], Meta(max_length=8)]
    data_offsets: tuple[Whole, Whole]


def encode_arrays(arrays: Arrays) -> bytes:
    """The arrays as safetensors."""
    from safetensors.numpy import save

    data: bytes = save({name: np.ascontiguousarray(array) for name, array in arrays.items()})
    return data


def decode_arrays(stream: Stream, shapes: Mapping[str, Shape]) -> Arrays:
    """The arrays of a member. Their names must be among `shapes`, and their shapes as there; FileError otherwise."""
    entries = _read_header(stream, len(shapes))
    mistakes = [mistake for name, entry in entries.items() if (mistake := _mistake(name, entry, shapes)) is not None]
    if mistakes:
        raise FileError(several(mistakes))
    ordered = sorted(entries.items(), key=lambda item: item[1].data_offsets)
    _check_offsets(stream, [entry for _, entry in ordered])
    return {name: _read_array(stream, entry) for name, entry in ordered}


def _read_header(stream: Stream, most: int) -> dict[str, TensorEntry]:
    (length,) = LENGTH.unpack(stream.read(LENGTH.size))
    if length > min(stream.size - LENGTH.size, ENTRY * (most + 1)):
        raise _damaged(stream, Message("its header claims {count} bytes", count=length))
    header: Any = decode_json(stream.read(length), stream.name)
    if isinstance(header, dict):
        header.pop("__metadata__", None)
    entries: dict[str, TensorEntry] = convert(header, dict[str, TensorEntry], stream.name)
    stream.size -= LENGTH.size + length
    return entries


def _mistake(name: str, entry: TensorEntry, shapes: Mapping[str, Shape]) -> Message | None:
    if name not in shapes:
        return Message('It has numbers called "{name}", which no layer of its network has.', name=name[:100])
    if entry.dtype != "F32":
        return Message('The numbers "{name}" are of type {dtype}; only F32 is read.', name=name, dtype=entry.dtype[:20])
    if tuple(entry.shape) != shapes[name]:
        return Message(
            'The numbers "{name}" are {given}, but the layer has {wanted}.',
            name=name,
            given=format_shape(entry.shape),
            wanted=format_shape(shapes[name]),
        )
    return None


def _check_offsets(stream: Stream, entries: list[TensorEntry]) -> None:
    """Array after array without gap or overlap, to the very end of the member."""
    end = 0
    for entry in entries:
        if entry.data_offsets != (end, end + BYTES * prod(entry.shape)):
            raise _damaged(stream, Message("its arrays do not lie one after the other"))
        end = entry.data_offsets[1]
    if end != stream.size:
        raise _damaged(stream, Message("{wanted} bytes of numbers, not {given}", wanted=end, given=stream.size))


def _read_array(stream: Stream, entry: TensorEntry) -> Any:
    data = stream.read(BYTES * prod(entry.shape))
    return np.frombuffer(data, "<f4").astype(np.float32).reshape(entry.shape)  # a copy of our own, to write into


def _damaged(stream: Stream, detail: Message) -> FileError:
    return FileError(
        Message(
            "Its part {member} is damaged ({detail}). Open an earlier copy of the file.",
            member=stream.name,
            detail=detail,
        )
    )
