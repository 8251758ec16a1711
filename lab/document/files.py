"""Model files: `save(path, model)` and `load(path)`. A `.cnnlab` file is a ZIP of JSON, plain arrays and a picture.

    graph.json              the network with its places on the canvas, and its setup (lab.document.format)
    weights.safetensors     every parameter (lab.document.tensors); empty while the network is untrained
    optimizer.safetensors   the optimiser's arrays
    history.json            how far the run is, its curves, and all runs before it (lab.document.curves)
    thumbnail.png           a small picture, if there is one

Nothing in a file is ever executed. A file that is damaged, hostile or newer is refused in words, and a save that fails
or is killed leaves the old file as it was.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from lab.document.archive import GRAPH, HISTORY, OPTIMIZER, THUMBNAIL, WEIGHTS, Archive, check_sizes, write_archive
from lab.document.curves import decode_history, encode_history
from lab.document.decoding import several
from lab.document.format import decode_graph, encode_graph
from lab.document.model import Arrays, Model, parameters
from lab.document.tensors import decode_arrays, encode_arrays
from lab.document.writing import replace_file, trouble
from lab.layers.base import Parameter, Shape
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.units import format_shape

T = TypeVar("T")

SUFFIX = ".cnnlab"
PNG = b"\x89PNG\r\n\x1a\n"


def load(path: str | os.PathLike[str]) -> Model:
    """The model in a file; FileError names the file, what is wrong and what to do."""
    return read_file(path, _read)


def read_file(path: str | os.PathLike[str], read: Callable[[BinaryIO], T]) -> T:
    """What `read` makes of a file; FileError names the file, what is wrong and what to do."""
    path = Path(path)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(Message("It is a device or a pipe. Choose a file that CNN Lab has saved."))
        with path.open("rb") as file:
            return read(file)
    except FileError as error:
        raise FileError(Message("{file} cannot be opened. {reason}", file=path.name, reason=error.message)) from error
    except (OSError, MemoryError, ValueError) as error:  # ValueError: a path with a zero byte
        raise FileError(Message("{file} cannot be opened. {reason}", file=str(path), reason=trouble(error))) from error


def save(path: str | os.PathLike[str], model: Model) -> None:
    """Write a model; the file is whole, old or new, at any moment. FileError says why it cannot be written.

    Without weights there is nothing to go on from: optimiser, state and record are then left out; what runs there were
    is kept.
    """
    write_file(path, lambda: functools.partial(write_archive, members=_members(model)))


def write_file(path: str | os.PathLike[str], prepare: Callable[[], Callable[[BinaryIO], object]]) -> None:
    """Write what `prepare` has made ready; FileError names the file and says why it cannot be written."""
    path = Path(path)
    try:
        replace_file(Path(os.path.realpath(path)), prepare())
    except FileError as error:
        raise FileError(Message("{file} was not saved. {reason}", file=path.name, reason=error.message)) from error
    except (OSError, MemoryError, ValueError) as error:
        raise FileError(Message("{file} was not saved. {reason}", file=str(path), reason=trouble(error))) from error


def _read(file: BinaryIO) -> Model:
    with Archive(file) as archive:
        graph, setup = decode_graph(archive.read(GRAPH))
        declared = parameters(graph)
        weights = _read_arrays(archive, WEIGHTS, {name: parameter.shape for name, parameter in declared.items()})
        missing = sorted(declared.keys() - weights.keys())
        if weights and missing:
            raise FileError(
                Message(
                    'The numbers of "{name}" are missing in it ({count} in all). Open an earlier copy of the file.',
                    name=missing[0],
                    count=len(missing),
                )
            )
        optimizer = _read_arrays(archive, OPTIMIZER, _StateShapes(declared if weights else {}))
        state, record, runs = decode_history(archive.read(HISTORY), _layers(declared))
        thumbnail = archive.read(THUMBNAIL) if THUMBNAIL in archive else None
    if thumbnail is not None and not thumbnail.startswith(PNG):
        raise FileError(Message("Its picture is no PNG file. Open an earlier copy of the file."))
    return Model(graph, setup, weights, optimizer, state, record, thumbnail, runs)


def _read_arrays(archive: Archive, name: str, shapes: dict[str, Shape]) -> Arrays:
    member = archive.open(name)
    arrays = decode_arrays(member, shapes)
    member.finish()
    return arrays


class _StateShapes(dict[str, Shape]):
    """Shapes of the optimiser's arrays: "node/parameter.state" has the parameter's shape, whatever the state is."""

    STATES = 8  # for one parameter, at most

    def __init__(self, declared: dict[str, Parameter]) -> None:
        super().__init__({name: parameter.shape for name, parameter in declared.items() if parameter.trainable})

    def __len__(self) -> int:
        return self.STATES * super().__len__()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and "." in name and super().__contains__(name.rpartition(".")[0])

    def __getitem__(self, name: str) -> Shape:
        return super().__getitem__(name.rpartition(".")[0])


def _layers(declared: dict[str, Parameter]) -> list[str]:
    """Layers with something to train, in the order of the data's flow: what the curves of sizes are about."""
    return list(dict.fromkeys(name.split("/")[0] for name, parameter in declared.items() if parameter.trainable))


def _members(model: Model) -> dict[str, bytes]:
    """The parts of the file. FileError rather than a file that could not be opened again."""
    declared = parameters(model.graph)
    members = {GRAPH: encode_graph(model.graph, model.setup)}
    try:
        same = decode_graph(members[GRAPH]) == (model.graph, model.setup)
    except FileError as error:
        raise FileError(Message("It could not be opened again: {reason}", reason=error.message)) from error
    if not same:
        raise FileError(Message("The network would not be the same when it is opened again."))
    _check_arrays(model, declared)
    trained = model.trained
    members[WEIGHTS] = encode_arrays(model.weights)
    members[OPTIMIZER] = encode_arrays(model.optimizer if trained else {})
    members[HISTORY] = encode_history(model.state if trained else {}, model.record if trained else {}, model.runs)
    if trained and len(members[HISTORY]) < 1 << 20:  # reading a long one again would take its time
        decode_history(members[HISTORY], _layers(declared))
    if model.thumbnail is not None:
        members[THUMBNAIL] = model.thumbnail
    check_sizes(members)
    return members


def _check_arrays(model: Model, declared: dict[str, Parameter]) -> None:
    wanted = {name: parameter.shape for name, parameter in declared.items()}
    given = {name: array.shape for name, array in model.weights.items()}
    for arrays in (model.weights, model.optimizer):
        wrong = [name for name, array in arrays.items() if array.dtype.str != "<f4"]
        if wrong:
            raise FileError(Message('The numbers "{name}" are not of type float32.', name=wrong[0]))
    if not given:
        return
    mistakes = [
        Message(
            'The weights "{name}" are {given}, but the network needs {wanted}.',
            name=name,
            given=format_shape(given[name]) if name in given else "–",
            wanted=format_shape(wanted[name]) if name in wanted else "–",
        )
        for name in {**wanted, **given}
        if wanted.get(name) != given.get(name)
    ]
    states = _StateShapes(declared)
    mistakes += [
        Message('The optimiser\'s numbers "{name}" belong to no weights of the network.', name=name)
        for name, array in model.optimizer.items()
        if name not in states or states[name] != array.shape
    ]
    if mistakes:
        raise FileError(several(mistakes))
