"""From a file's operators to a network: node by node, and all that cannot be said of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from lab.document.layout import arrange
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.templates.base import ASPECT
from lab.export.base import Imported
from lab.export.onnx.conversion import Step, Value, conversion_of
from lab.export.onnx.entering import Entrance, data_input, entrances
from lab.export.onnx.folding import can_fold, fold
from lab.export.onnx.names import readable
from lab.export.onnx.network import NetworkBuilding, Tensor
from lab.export.onnx.operation import Operation
from lab.export.onnx.patterns import simplified
from lab.export.onnx.reading import OnnxFile, open_file
from lab.export.onnx.refusal import Refused, joined
from lab.export.onnx.restoring import restored
from lab.export.onnx.tensors import MOST_NUMBERS, shown
from lab.export.suggestion import suggested_setup
from lab.layers.base import Shape
from lab.layers.input import Input
from lab.spec.errors import FileError, LabError
from lab.spec.message import Message
from lab.spec.units import format_shape

MOST_KNOWN = MOST_NUMBERS  # numbers that are computed from the file's own, all together
TESTED = 22  # the newest set of operators that all conversions were made for
SHOWN = 12  # of many problems
_UNFIT = (ValueError, IndexError, KeyError, TypeError, OverflowError, ZeroDivisionError, MemoryError)


class _Unknown:
    """Stands for a tensor that could not be made; why has been said."""


@dataclass(frozen=True)
class Converted:
    """The layers of a file.

    Attributes:
        entrance: how its input was read.
        output: name of the file's output that the network ends with.
        left_out: the file's other outputs.
    """

    network: NetworkBuilding
    entrance: Entrance
    output: str
    left_out: tuple[str, ...] = ()

    def notes(self, file: OnnxFile) -> list[Message]:
        """What the reader should know of how the file was read."""
        entrance, notes = self.entrance, []
        if self.left_out:
            notes.append(
                Message(
                    'The file has {count} outputs. The network ends with "{output}"; left out: {others}.',
                    count=1 + len(self.left_out),
                    output=shown(self.output),
                    others=", ".join(map(shown, self.left_out[:8])),
                )
            )
        if entrance.guessed:
            notes.append(
                Message(
                    "The file leaves the size of its samples open; here they are {shape}. The Input layer can change "
                    "that.",
                    shape=format_shape(entrance.shape),
                )
            )
        if not entrance.view.is_plain or entrance.view.shape != entrance.shape:
            notes.append(
                Message(
                    "The file takes samples of {there}, channels last. Here they are {here}, channels first.",
                    there=format_shape(entrance.view.shape),
                    here=format_shape(entrance.shape),
                )
            )
        if self.network.rounded:
            notes.append(
                Message(
                    "Some of its weights have more digits than float32 keeps: results may differ in the last digits."
                )
            )
        if file.version > TESTED:
            notes.append(
                Message(
                    "It uses set {version} of the ONNX operators, newer than {tested}.",
                    version=file.version,
                    tested=TESTED,
                )
            )
        return notes


def imported(path: Path, content: BinaryIO) -> Imported:
    """The network in a file that is open, laid out, and in words what became of it on the way here."""
    discover_all()
    file = open_file(content, path.parent)
    own = restored(file)
    if own is not None:
        return own
    found = converted(file)
    graph = found.network.graph
    places = arrange(graph, ASPECT)
    for node in graph.nodes:
        x, y = places[node.id]
        graph.replace_node(node.changed(x=x, y=y))
    setup, notes = suggested_setup(graph)
    return Imported(Model(graph, setup, found.network.weights), (*found.notes(file), *notes))


def converted(file: OnnxFile) -> Converted:
    """The network that ends with the file's first output that layers can compute.

    FileError names every operator that cannot become layers on the way to the first one, where it stands and why.
    """
    first: FileError | None = None
    for output in file.outputs:
        try:
            operations = simplified(file, file.leading_to(output), output)
            given = data_input(file, operations)
            left = tuple(name for name in file.outputs if name != output)
            return _any_of(file, operations, output, entrances(file, given, operations), left)
        except LabError as error:
            first = first or FileError(error.message)
    raise first or FileError(Message("It has no output."))


def _any_of(
    file: OnnxFile, operations: Sequence[Operation], output: str, ways: Sequence[Entrance], left: tuple[str, ...]
) -> Converted:
    """The network by the first way of reading the input that works; what was wrong with the first one otherwise."""
    first: FileError | None = None
    for entrance in ways:
        try:
            return Converted(_Walk(file, operations, output, entrance).network, entrance, output, left)
        except FileError as error:
            first = first or error
    assert first is not None  # there is a way at least
    raise first


class _Walk:
    """One way from the input to the output."""

    def __init__(self, file: OnnxFile, operations: Sequence[Operation], output: str, entrance: Entrance) -> None:
        self.file, self.entrance = file, entrance
        self.network = NetworkBuilding()
        self._values: dict[str, Value | _Unknown] = {}
        self._readers = Counter(name for operation in operations for name in operation.inputs)
        self._readers[output] += 1
        self._unsupported: dict[str, list[Operation]] = {}
        self._refused: list[Message] = []
        self._known = 0
        self._names: dict[str, list[str]] = {}  # of the tensors that a layer's numbers are
        try:
            node = self.network.add(Input.of_shape(entrance.shape), [], "input")
            self._values[entrance.name] = Tensor(node, entrance.view)
            self._names[node] = [entrance.name]
        except LabError as error:
            raise FileError(
                Message('Its input "{name}" cannot be: {reason}', name=shown(entrance.name), reason=error.message)
            ) from error
        for operation in operations:
            self._take(operation)
        if self._unsupported or self._refused:
            raise FileError(self._mistakes())
        self._end(output)

    def _take(self, operation: Operation) -> None:
        inputs = [self._input(name) for name in operation.inputs]
        if isinstance(inputs, list) and any(isinstance(value, _Unknown) for value in inputs):
            if conversion_of(operation.operator) is None and not can_fold(operation):
                self._unsupported.setdefault(operation.operator, []).append(operation)
            self._give(operation, [])
            return
        values = [value for value in inputs if not isinstance(value, _Unknown)]
        try:
            self._give(operation, self._made(operation, values))
        except LabError as error:
            self._refuse(operation, error.message)
        except _UNFIT as error:
            self._refuse(
                operation,
                Message("its inputs and attributes do not fit together ({detail}).", detail=shown(str(error))),
            )

    def _input(self, name: str) -> Value | _Unknown | None:
        if not name:
            return None
        if name not in self._values:
            try:
                self._values[name] = self.file.array(name)
            except Refused as error:
                self._refused.append(error.message)
                self._values[name] = _Unknown()
        return self._values[name]

    def _made(self, operation: Operation, values: list[Value | None]) -> list[Value]:
        if can_fold(operation) and not any(isinstance(value, Tensor) for value in values):
            known = [value for value in values if not isinstance(value, Tensor)]
            arrays = fold(self.file, operation, known)
            self._known += sum(
                array.size for array in arrays if 0 not in array.strides
            )  # one number seen often is free
            if self._known > MOST_KNOWN:
                raise Refused(
                    Message("too many numbers are computed before it, more than {most}.", most=f"{MOST_KNOWN:,}")
                )
            found: list[Value] = list(arrays)
        else:
            conversion = conversion_of(operation.operator)
            if conversion is None:
                self._unsupported.setdefault(operation.operator, []).append(operation)
                return []
            step = Step(
                operation,
                values,
                self.network,
                self.file,
                self.entrance.batch,
                lambda node: all(self._readers[name] == 1 for name in self._names.get(node, [])),
                readable(operation, self._array_name(operation)),
            )
            made = conversion(step)
            found = [made] if isinstance(made, Tensor | np.ndarray) else list(made)
        operation.check_all_read()
        return found

    def _array_name(self, operation: Operation) -> str:
        """The name of the first input that is numbers of the file."""
        return next((name for name in operation.inputs if name in self.file), "")

    def _give(self, operation: Operation, values: Sequence[Value]) -> None:
        for place, name in enumerate(operation.outputs):
            if not name:
                continue
            value = values[place] if place < len(values) else _Unknown()
            self._values[name] = value
            if isinstance(value, Tensor):
                self._names.setdefault(value.node, []).append(name)
        missing = [name for name in operation.outputs[len(values) :] if self._readers[name]]
        if values and missing:
            self._refused.append(
                _about(operation, Message('its output "{name}" cannot be computed here.', name=shown(missing[0])))
            )

    def _refuse(self, operation: Operation, reason: Message) -> None:
        self._refused.append(_about(operation, reason))
        self._give(operation, [])

    def _mistakes(self) -> Message:
        """All that is wrong, operators that no layer does first."""
        sentences = [
            Message(
                "No layer does what {operator} does: {places}.", operator=shown(operator), places=_places(operations)
            )
            for operator, operations in self._unsupported.items()
        ]
        sentences += self._refused
        left = len(sentences) - SHOWN
        sentences = sentences[:SHOWN]
        if left > 0:
            sentences.append(Message("There are {count} more such problems.", count=left))
        if self._unsupported:
            sentences.append(Message("Export the network without these operators, or only the part of it before them."))
        return joined(sentences)

    def _end(self, output: str) -> None:
        """Have the last layer give what the file gives."""
        value = self._values[output]
        if not isinstance(value, Tensor):
            raise FileError(Message("Its output does not depend on its input: there is nothing to train."))
        shape = self.network.shape(value.node)
        if (
            value.view.is_plain
            and len(shape) <= len(value.shape)
            and _without_ones(shape) == _without_ones(value.shape)
        ):
            end = value.node  # the same numbers, whatever axes of size 1 stand where
        else:
            try:
                end = self.network.laid_out(value)
            except LabError as error:
                raise FileError(
                    Message('Its output "{name}" cannot be given: {reason}', name=shown(output), reason=error.message)
                ) from error
        self.network.drop_dead_ends(end)


def _without_ones(shape: Shape) -> list[int]:
    return [size for size in shape if size != 1]


def _about(operation: Operation, reason: Message) -> Message:
    """Where a problem stands, and what it is."""
    source = next(filter(None, operation.inputs), None)
    if source is None:
        return Message(
            '{operator} "{name}": {reason}',
            operator=shown(operation.operator),
            name=operation.shown_name,
            reason=reason,
        )
    return Message(
        '{operator} "{name}" (behind "{source}"): {reason}',
        operator=shown(operation.operator),
        name=operation.shown_name,
        source=shown(source),
        reason=reason,
    )


def _places(operations: Sequence[Operation]) -> str:
    """Names of operators, each with what it reads."""
    named = [
        f'"{operation.shown_name}" (← {shown(next(filter(None, operation.inputs), "–"))})' for operation in operations
    ]
    return ", ".join([*named[:SHOWN], *(["…"] if len(named) > SHOWN else [])])
