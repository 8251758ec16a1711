"""Functions of a file's own: operators that are made of others, put in the places where they are called."""

from __future__ import annotations

from onnx import FunctionProto, ModelProto, NodeProto

from lab.export.onnx.tensors import shown
from lab.spec.errors import FileError
from lab.spec.message import Message

DEEPEST = 40  # functions that call each other
Key = tuple[str, str]


def without_functions(model: ModelProto, most: int) -> ModelProto:
    """The model with what its functions are made of; FileError if they call each other in a circle, or make too much.

    `most` is how many operators there may be then.
    """
    if not model.functions:
        return model
    functions = {(function.domain, function.name): function for function in model.functions}
    sizes: dict[Key, int] = {}
    if sum(_size(node, functions, sizes, (), most) for node in model.graph.node) > most:
        raise _too_much(most)
    from onnx.inliner import inline_local_functions

    try:
        return inline_local_functions(model)
    except (RuntimeError, ValueError, TypeError) as error:
        raise FileError(
            Message(
                "Its functions cannot be put in their places ({detail}). Export it again.", detail=shown(str(error))
            )
        ) from error


def _size(
    node: NodeProto, functions: dict[Key, FunctionProto], sizes: dict[Key, int], calls: tuple[Key, ...], most: int
) -> int:
    """How many operators a node stands for."""
    key = (node.domain, node.op_type)
    if key not in functions:
        return 1
    if key in calls or len(calls) > DEEPEST:
        raise FileError(
            Message(
                'Its functions call each other without end, at "{name}". Export it again.', name=shown(node.op_type)
            )
        )
    if key not in sizes:
        sizes[key] = sum(_size(inside, functions, sizes, (*calls, key), most) for inside in functions[key].node)
        if sizes[key] > most:
            raise _too_much(most)
    return sizes[key]


def _too_much(most: int) -> FileError:
    return FileError(
        Message("With all its functions it would have more than {most} operators, too many to read.", most=f"{most:,}")
    )
