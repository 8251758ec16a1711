"""Weights from a safetensors file into a network: what was trained elsewhere comes back.

The form is that of https://github.com/huggingface/safetensors: the length of the header (8 bytes, little endian), the
header as JSON (name to dtype, shape and offsets), then the numbers. Nothing that the header claims is believed: it is
checked against the size of the file and against what the layers declare before memory is set aside.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from lab.document.files import read_file
from lab.document.model import Arrays, Model, parameters
from lab.export.base import Imported
from lab.export.keras.names import variables
from lab.export.pytorch.naming import state_names
from lab.layers.base import Shape
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.units import format_count, format_shape

# Types of numbers: bytes of one, and the one of NumPy's that is as wide.
TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
LONGEST_HEADER = 64 << 20  # bytes
SHOWN = 8  # names in each list of a message
COUNTER = ".num_batches_tracked"  # PyTorch's batch norm counts its batches; nothing depends on it here
KERAS = "Keras"  # the layout that a file says it has
WRAPPERS = ("module.", "_orig_mod.")  # what DistributedDataParallel and torch.compile put before every name

_LENGTH = struct.Struct("<Q")
_Whole = Annotated[int, Meta(ge=0)]


class _Entry(msgspec.Struct):
    """One array in the header: `data_offsets` are its first byte and the one after its last."""

    dtype: str
    shape: Annotated[list[_Whole], Meta(max_length=8)]
    data_offsets: tuple[_Whole, _Whole]


def with_weights(model: Model, path: Path) -> Imported:
    """The network with the weights in a file: trained, without curves and without an optimiser's state.

    Names are those of the module that the network is exported as (lab.export.pytorch.naming), or ours. A file that says
    so has Keras' names and order (lab.export.keras.names). All weights or none are taken. FileError lists what is
    missing, too much, of another shape or no number; TYPES are converted.
    """
    weights = read_file(path, lambda file: _read(file, model))
    count = sum(array.size for array in weights.values())
    notes = (
        Message(
            "{arrays} arrays with {numbers} numbers were taken from {file}.",
            arrays=len(weights),
            numbers=format_count(count),
            file=path.name,
        ),
    )
    return Imported(replace(model, weights=weights, optimizer={}, state={}, record={}), notes)


def _read(file: BinaryIO, model: Model) -> Arrays:
    entries, start, about = _read_header(file)
    keras = {each.parameter: each for each in variables(model.graph)} if about.get("layout") == KERAS else {}
    entries = {name: entry for name, entry in entries.items() if not name.endswith(COUNTER)}
    declared = parameters(model.graph)
    names = {ours: each.name for ours, each in keras.items()} or state_names(model.graph)
    for wrapper in WRAPPERS:
        if not entries.keys() & set(names.values()):
            entries = {name.removeprefix(wrapper): entry for name, entry in entries.items()}
    if not entries.keys() & set(names.values()):
        names = {name: name for name in declared}
    shapes = {ours: parameter.shape for ours, parameter in declared.items()}
    shapes |= {ours: each.keras_shape for ours, each in keras.items()}
    wanted = {names[ours]: shape for ours, shape in shapes.items()}
    _check(entries, wanted)
    weights = {ours: _read_array(file, entries[theirs], start) for ours, theirs in names.items()}
    weights = {ours: keras[ours].from_keras(array) if keras else array for ours, array in weights.items()}
    wild = [names[ours] for ours, array in weights.items() if not np.isfinite(array).all()]
    if wild:
        raise FileError(
            Message(
                "Some numbers of {names} are not finite in float32. Take weights of a better run.", names=_list(wild)
            )
        )
    return weights


def _read_header(file: BinaryIO) -> tuple[dict[str, _Entry], int, dict[str, Any]]:
    """The arrays by name, where their numbers begin, and what the file says of itself.

    The places of the arrays lie within the file and fit their shapes.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    data = file.read(_LENGTH.size)
    if len(data) < _LENGTH.size:
        raise _damaged("it ends early")
    (length,) = _LENGTH.unpack(data)
    if length > min(size - _LENGTH.size, LONGEST_HEADER):
        raise _damaged("it is none, or its header was cut")
    try:
        header: Any = msgspec.json.decode(file.read(length))
        about = header.pop("__metadata__", None) if isinstance(header, dict) else None
        entries = msgspec.convert(header, dict[str, _Entry])
    except (ValueError, RecursionError) as error:  # MsgspecError and UnicodeDecodeError are ValueErrors
        raise _damaged(str(error)[:200]) from error
    start = _LENGTH.size + length
    for name, entry in entries.items():
        first, end = entry.data_offsets
        width = np.dtype(TYPES[entry.dtype]).itemsize if entry.dtype in TYPES else None
        if not first <= end <= size - start or (width and end - first != width * prod(entry.shape)):
            raise _damaged(f"{name[:100]} does not lie where it says")
    return entries, start, about if isinstance(about, dict) else {}


def _check(entries: Mapping[str, _Entry], wanted: Mapping[str, Shape]) -> None:
    """FileError with everything that does not fit."""
    mistakes: list[Message] = []
    missing = [name for name in wanted if name not in entries]
    if missing:
        mistakes.append(Message("The network needs {names}, which the file does not have.", names=_list(missing)))
    more = [name for name in entries if name not in wanted]
    if more:
        mistakes.append(Message("The file has {names}, which the network does not have.", names=_list(more)))
    both = [name for name in wanted if name in entries]
    other = [
        f"{name} {format_shape(entries[name].shape)} ({format_shape(wanted[name])})"
        for name in both
        if tuple(entries[name].shape) != wanted[name]
    ]
    if other:
        mistakes.append(
            Message("These have other shapes than the network's, which stand in brackets: {names}.", names=_list(other))
        )
    types = [f"{name} ({entries[name].dtype[:20]})" for name in both if entries[name].dtype not in TYPES]
    if types:
        mistakes.append(
            Message("These are of types that are no weights: {names}. Save them as float32.", names=_list(types))
        )
    if mistakes:
        text = mistakes[0]
        for mistake in mistakes[1:]:
            text = Message("{one} {two}", one=text, two=mistake)
        raise FileError(Message("Its weights do not fit this network. {reason}", reason=text))


def _read_array(file: BinaryIO, entry: _Entry, start: int) -> NDArray[np.float32]:
    first, end = entry.data_offsets
    file.seek(start + first)
    stored = np.frombuffer(file.read(end - first), TYPES[entry.dtype])
    if entry.dtype == "BF16":  # the upper half of a float32
        stored = (stored.astype(np.uint32) << 16).view(np.float32)
    with np.errstate(over="ignore"):  # becomes infinite, which is told
        return stored.astype(np.float32).reshape(entry.shape)


def _list(names: list[str]) -> str:
    shown = ", ".join(name[:100] for name in names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} ... ({len(names)})"


def _damaged(detail: str) -> FileError:
    return FileError(
        Message("It is no safetensors file, or a damaged one ({detail}). Save the weights once more.", detail=detail)
    )
