"""Where the data enters: which Input layer a file's input becomes, and how the file sees its samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onnx import TensorProto

from lab.export.onnx.operation import Operation
from lab.export.onnx.reading import Declared, OnnxFile
from lab.export.onnx.refusal import Refused
from lab.export.onnx.tensors import shown, type_name
from lab.export.onnx.views import View
from lab.layers.base import Shape
from lab.spec.errors import FileError
from lab.spec.message import Message

ANY_BATCH = 7919  # stands for a number of samples that the file leaves open: a prime that is no size of anything else
OPEN_SIDES = (32, 64, 128, 224)  # tried one after the other where a file leaves height and width open
_PICTURE = 8  # sides from which on three axes with few numbers in the last are taken for height, width, channels

# Operators that want channels first.
_WITH_PLACES = (
    "Conv",
    "ConvTranspose",
    "MaxPool",
    "AveragePool",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "BatchNormalization",
    "InstanceNormalization",
    "GroupNormalization",
)

_FLOATS = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE, TensorProto.BFLOAT16)


@dataclass(frozen=True)
class Entrance:
    """The file's input.

    Attributes:
        batch: the number that stands for the samples of a batch.
        shape: of one sample here, channels first.
        view: how the file sees that sample.
        guessed: whether the file leaves some of the sizes open.
    """

    name: str
    batch: int
    shape: Shape
    view: View
    guessed: bool = False


def data_input(file: OnnxFile, operations: Sequence[Operation]) -> Declared:
    """The one input that samples come in by; FileError where there are none or several."""
    read = {name for operation in operations for name in operation.inputs}
    used = [given for given in file.inputs if given.name in read]
    if len(used) == 1:
        return used[0]
    if not used:
        raise FileError(Message("Its output does not depend on any input: there is nothing to train it with."))
    raise FileError(
        Message(
            "It has {count} inputs ({names}). A network here has one, where the samples enter. Export the part "
            "behind one of them, or make the others constants.",
            count=len(used),
            names=", ".join(shown(given.name) for given in used[:8]),
        )
    )


def entrances(file: OnnxFile, given: Declared, operations: Sequence[Operation]) -> list[Entrance]:
    """The ways to read the input, the most likely first: sizes that the file leaves open may be any.

    FileError says what an input must be where this one cannot be a sample.
    """
    readers = [operation for operation in operations if given.name in operation.inputs]
    _check_type(given, readers)
    if given.sizes is None:
        raise FileError(
            Message(
                'It does not say how large its input "{name}" is. Export it with an example input of fixed size.',
                name=shown(given.name),
            )
        )
    rank = len(given.sizes) - 1
    if not 1 <= rank <= 3:
        raise FileError(
            Message(
                'Its input "{name}" has {count} axes. It must have two to four, the batch first: features; channels '
                "and length; channels, height and width.",
                name=shown(given.name),
                count=rank + 1,
            )
        )
    if 0 in given.sizes:
        raise FileError(
            Message('Its input "{name}" takes no numbers: one of its axes has the size 0.', name=shown(given.name))
        )
    batches = [given.sizes[0]] if given.sizes[0] else [ANY_BATCH, 1]
    sizes = list(given.sizes[1:])
    order = _order(sizes, _is_turned(given.name, operations))
    if sizes[order[0]] is None:
        sizes[order[0]] = _channels(file, readers)
    open_sizes = [axis for axis in order if sizes[axis] is None]
    if order[0] in open_sizes:
        raise FileError(
            Message(
                'It leaves open how many channels or features its input "{name}" has. Export it with an example input '
                "of fixed size.",
                name=shown(given.name),
            )
        )
    found = []
    for side in OPEN_SIDES if open_sizes else OPEN_SIDES[:1]:
        whole = tuple(side if size is None else size for size in sizes)
        shape = tuple(whole[axis] for axis in order)
        view = View.plain(shape).transposed([order.index(axis) for axis in range(rank)])
        assert view is not None  # a plain view has no reshaping that could be in the way
        found += [Entrance(given.name, batch, shape, view, bool(open_sizes)) for batch in batches]
    return found


def _check_type(given: Declared, readers: Sequence[Operation]) -> None:
    if given.type in _FLOATS:
        return
    if readers and all(operation.operator == "Cast" for operation in readers):
        return  # stored numbers, such as those of a picture, which are made floating-point first
    raise FileError(
        Message(
            'Its input "{name}" takes numbers of type {type}. Networks here compute with floating-point numbers: '
            "export it with an input of type float32.",
            name=shown(given.name),
            type=type_name(given.type),
        )
    )


def _order(sizes: Sequence[int | None], turned: bool | None) -> tuple[int, ...]:
    """Which axis of the file's sample each axis here is: the same, but where the file puts channels last."""
    rank = len(sizes)
    colours_last = rank == 3 and sizes[2] in (1, 3) and sizes[0] not in (1, 3, 4)
    looks_turned = colours_last and all(size is None or size >= _PICTURE for size in sizes[:2])
    if turned or (turned is None and looks_turned):
        return (rank - 1, *range(rank - 1))
    return tuple(range(rank))


def _is_turned(name: str, operations: Sequence[Operation]) -> bool | None:
    """Whether channels are moved from the last axis to the first before places matter; None if they never matter."""
    reached = {name: False}
    for operation in operations:
        before = [reached[tensor] for tensor in operation.inputs if tensor in reached]
        if not before:
            continue
        if operation.operator in _WITH_PLACES:
            return before[0]
        if operation.operator in ("Gemm", "MatMul", "Flatten"):
            continue
        order = (operation.integers("perm") or ()) if operation.operator == "Transpose" else ()
        turned = any(before) or order[:2] == (0, len(order) - 1)
        reached |= dict.fromkeys(operation.outputs, turned)
    return None


def _channels(file: OnnxFile, readers: Sequence[Operation]) -> int | None:
    """The channels or features that the first weights are for; None where that cannot be seen."""
    for operation in readers:
        if len(operation.inputs) < 2 or operation.inputs[1] not in file:
            continue
        try:
            shape = file.array(operation.inputs[1]).shape
        except Refused:
            continue
        if operation.operator == "Conv" and len(shape) > 1:
            return int(shape[1]) * operation.integer("group", 1)
        if operation.operator in ("Gemm", "MatMul") and len(shape) == 2:
            return int(shape[1 if operation.integer("transB", 0) else 0])
        if operation.operator == "BatchNormalization":
            return int(shape[0])
    return None
