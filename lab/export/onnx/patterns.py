"""Several operators that together are one: taken as that one, so that they become a single layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from onnx import helper

from lab.export.onnx.operation import Operation
from lab.export.onnx.reading import OnnxFile
from lab.export.onnx.refusal import Refused

_GELU_VERSION = 20  # of the set of operators that has it


def simplified(file: OnnxFile, operations: Sequence[Operation], output: str) -> list[Operation]:
    """The operations, in an order in which each stands behind those that it depends on."""
    readers = Counter(name for operation in operations for name in operation.inputs)
    readers[output] += 1
    found = list(operations)
    for operation in operations:
        if operation.operator == "Erf":
            found = _with_gelu(_Reader(file, found, readers), operation)
    return _needed(found, output)


def _needed(operations: Sequence[Operation], output: str) -> list[Operation]:
    """Those that the output depends on."""
    wanted, found = {output}, []
    for operation in reversed(operations):
        if not wanted.isdisjoint(operation.outputs):
            found.append(operation)
            wanted.update(operation.inputs)
    return found[::-1]


class _Reader:
    """Operations, by what they read and what they give."""

    def __init__(self, file: OnnxFile, operations: list[Operation], readers: Counter[str]) -> None:
        self.operations = operations
        self._file, self._readers = file, readers
        self._made = {name: operation for operation in operations for name in operation.outputs}

    def number(self, name: str) -> float | None:
        """The one number that the tensor is; None if it is anything else."""
        try:
            maker, array = self._made.get(name), None
            if name in self._file:
                array = self._file.array(name)
            elif maker is not None and maker.operator == "Constant" and maker.has("value"):
                array = self._file.array_in(maker, "value")
        except Refused:
            return None
        return (
            float(array.reshape(-1)[0]) if array is not None and array.size == 1 and array.dtype.kind == "f" else None
        )

    def maker(self, name: str) -> Operation | None:
        """What gives the tensor."""
        return self._made.get(name)

    def only_reader(self, name: str) -> Operation | None:
        """The one operation that reads the tensor; None if there are others."""
        if self._readers[name] != 1:
            return None
        return next((operation for operation in self.operations if name in operation.inputs), None)

    def beside(self, operation: Operation, name: str) -> str:
        """The other input of an operation with two."""
        return next((other for other in operation.inputs if other != name), "")

    def times(self, name: str, factor: float) -> str | None:
        """What is multiplied by a factor (or divided by the reciprocal) to give the tensor."""
        operation = self._made.get(name)
        if operation is None or operation.operator not in ("Mul", "Div") or len(operation.inputs) != 2:
            return None
        if operation.operator == "Div":
            below = self.number(operation.inputs[1])
            return operation.inputs[0] if below and abs(1 / below - factor) < 1e-4 else None
        one, other = operation.inputs
        numbers = {one: self.number(other), other: self.number(one)}
        return next((name for name, n in numbers.items() if n is not None and abs(n - factor) < 1e-4), None)


def _with_gelu(reader: _Reader, erf: Operation) -> list[Operation]:
    """x · (1 + erf(x / √2)) / 2, in whatever order the factors stand, as one Gelu."""
    operations = reader.operations
    x = reader.times(erf.inputs[0], 1 / sqrt(2))
    if x is None:
        return operations
    used = [erf]
    current = erf.outputs[0]
    wanted = {"one", "half", "x"}
    while wanted:
        following = reader.only_reader(current)
        if following is None or len(following.inputs) != 2:
            return operations
        other = reader.beside(following, current)
        number = reader.number(other)
        if "one" in wanted and following.operator == "Add" and number == 1:
            wanted.remove("one")
        elif "one" in wanted or following.operator != "Mul":
            return operations
        elif "half" in wanted and number == 0.5:
            wanted.remove("half")
        elif "x" in wanted and other == x:
            wanted.remove("x")
        elif wanted == {"half", "x"} and reader.times(other, 0.5) == x:
            wanted.clear()
        else:
            return operations
        used.append(following)
        current = following.outputs[0]
    last = used[-1]
    gelu = Operation(helper.make_node("Gelu", [x], [current], last.name), _GELU_VERSION)
    return [gelu if operation is last else operation for operation in operations if operation not in used[:-1]]
