"""An ONNX file taken apart: everything that it claims is checked before anything is made of it."""

from __future__ import annotations

import os
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from numpy.typing import NDArray
from onnx import ModelProto, ValueInfoProto

from lab.export.onnx.functions import without_functions
from lab.export.onnx.operation import STANDARD, Operation
from lab.export.onnx.tensors import array_of, shown
from lab.spec.errors import FileError
from lab.spec.message import Message

MOST_BYTES = 1 << 30  # of the file itself, without those that hold numbers beside it
MOST_OPERATIONS = 100_000
OLDEST, NEWEST = 7, 28  # sets of operators


@dataclass(frozen=True)
class Declared:
    """What a file says of a tensor that comes in or goes out.

    Attributes:
        type: number of its type.
        sizes: of its axes, the batch first; None where one is open. None for all if nothing is said of them.
    """

    name: str
    type: int
    sizes: tuple[int | None, ...] | None


class OnnxFile:
    """The graph of a file. Numbers are read when they are asked for.

    Attributes:
        operations: by the names of their outputs.
        inputs: tensors that come in, without those whose numbers are in the file.
        outputs: names of the tensors that go out.
        metadata: texts that programs have put into the file.
        graph: what all this was read from.
    """

    def __init__(self, model: ModelProto, folder: Path | None = None) -> None:
        model = without_functions(_checked(model), MOST_OPERATIONS)
        self.graph = graph = model.graph
        self.version = _version(model)
        self.metadata = {entry.key: entry.value for entry in model.metadata_props}
        self.producer = model.producer_name
        self.name = graph.name
        self._folder = folder
        self._tensors = {tensor.name: tensor for tensor in graph.initializer}
        self._arrays: dict[str, NDArray[Any]] = {}
        self.inputs = [declared(info) for info in graph.input if info.name not in self._tensors]
        self.outputs = [output.name for output in graph.output]
        self.operations: dict[str, Operation] = {}
        versions = {entry.domain: entry.version for entry in model.opset_import}
        taken = Counter([*self._tensors, *(given.name for given in self.inputs)])
        for node in graph.node:
            operation = Operation(node, self.version if node.domain in STANDARD else versions.get(node.domain, 0))
            for name in filter(None, operation.outputs):
                taken[name] += 1
                self.operations[name] = operation
        doubled = [name for name, count in taken.items() if count > 1]
        if doubled:
            raise FileError(Message('Two of its tensors are called "{name}". Export it again.', name=shown(doubled[0])))

    def __contains__(self, name: str) -> bool:
        """Whether there are numbers of this name in the file."""
        return name in self._tensors

    def array(self, name: str) -> NDArray[Any]:
        """The numbers of that name; Refused where they cannot be read."""
        if name not in self._arrays:
            self._arrays[name] = array_of(self._tensors[name], self._folder)
        return self._arrays[name]

    def array_in(self, operation: Operation, name: str) -> NDArray[Any] | None:
        """The numbers of an attribute."""
        tensor = operation.tensor(name)
        return None if tensor is None else array_of(tensor, self._folder)

    def leading_to(self, output: str) -> list[Operation]:
        """The operations that an output depends on, each behind those that it depends on (Kahn 1962).

        FileError for circles and for tensors that nothing gives.
        """
        if output not in self.operations:
            raise FileError(Message('Nothing in it computes its output "{name}".', name=shown(output)))
        needed = self._needed(output)
        missing = dict.fromkeys(needed, 0)
        after: dict[int, list[int]] = {key: [] for key in needed}
        for key, operation in needed.items():
            for name in filter(None, operation.inputs):
                if name in self.operations:
                    missing[key] += 1
                    after[id(self.operations[name])].append(key)
        ready = deque(key for key, count in missing.items() if count == 0)
        ordered = []
        while ready:
            key = ready.popleft()
            ordered.append(needed[key])
            for other in after[key]:
                missing[other] -= 1
                if missing[other] == 0:
                    ready.append(other)
        if len(ordered) < len(needed):
            circle = next(operation for key, operation in needed.items() if missing[key])
            raise FileError(
                Message(
                    'Its operators run in a circle, at "{name}". Data can only flow forward.', name=circle.shown_name
                )
            )
        return ordered

    def _needed(self, output: str) -> dict[int, Operation]:
        """Operations before an output, in the order of the file."""
        known = {given.name for given in self.inputs}
        found: dict[int, Operation] = {}
        waiting = [output]
        while waiting:
            operation = self.operations[waiting.pop()]
            if id(operation) in found:
                continue
            found[id(operation)] = operation
            for name in filter(None, operation.inputs):
                if name in self.operations:
                    waiting.append(name)
                elif name not in known and name not in self._tensors:
                    raise FileError(
                        Message(
                            'Its operator "{operator}" needs the tensor "{name}", which is not there. Export it again.',
                            operator=operation.shown_name,
                            name=shown(name),
                        )
                    )
        return {id(op): op for op in self.operations.values() if id(op) in found}


def open_file(file: BinaryIO, folder: Path | None = None) -> OnnxFile:
    """The file taken apart; FileError says what is wrong with it. Numbers beside it are looked for in `folder`."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > MOST_BYTES:
        raise FileError(
            Message(
                "It has {size} bytes; at most {most} are read. Export it with its weights in a file of their own "
                "(external data).",
                size=f"{size:,}",
                most=f"{MOST_BYTES:,}",
            )
        )
    model = ModelProto()
    try:
        model.ParseFromString(file.read(MOST_BYTES))
    except DecodeError:
        raise FileError(Message("It is no ONNX file, or it is damaged. Fetch it or export it again.")) from None
    return OnnxFile(model, folder)


def declared(info: ValueInfoProto) -> Declared:
    """What is said of a tensor."""
    kind = info.type.tensor_type
    if not kind.HasField("shape"):
        return Declared(info.name, kind.elem_type, None)
    sizes = tuple(
        size.dim_value if size.HasField("dim_value") and size.dim_value >= 0 else None for size in kind.shape.dim
    )
    return Declared(info.name, kind.elem_type, sizes)


def _checked(model: ModelProto) -> ModelProto:
    """The model, if there is a network in it that is not too large."""
    if not model.HasField("graph") or not model.graph.node:
        raise FileError(Message("There is no network in it: it has no operators. Was it exported to the end?"))
    if len(model.graph.node) > MOST_OPERATIONS:
        raise FileError(
            Message(
                "It has {count} operators; at most {most} are read.",
                count=f"{len(model.graph.node):,}",
                most=f"{MOST_OPERATIONS:,}",
            )
        )
    return model


def _version(model: ModelProto) -> int:
    """Of the standard set of operators."""
    version = next((entry.version for entry in model.opset_import if entry.domain in STANDARD), 0)
    if not OLDEST <= version <= NEWEST:
        raise FileError(
            Message(
                "It uses version {version} of the set of ONNX operators; versions {oldest} to {newest} are read. "
                "Export it again with opset_version=17.",
                version=version,
                oldest=OLDEST,
                newest=NEWEST,
            )
        )
    return version
