"""+, -, * and / between tensors, and between tensors and numbers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from lab.export.code.layers import layer, optional
from lab.export.code.tensors import Tensor, merged
from lab.export.code.values import Refused, is_number
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.export.code.reader import Reader

_BETWEEN: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("add", "Add"),
    ast.Mult: ("multiply", "Multiply"),
    ast.Sub: ("subtract", "Subtract"),
    ast.Div: ("divide", "Divide"),
}


def combine(reader: Reader, kind: type[ast.operator], left: Any, right: Any) -> Tensor:
    """left (operator) right; Refused where the laboratory has no such layer."""
    if isinstance(left, Tensor) and isinstance(right, Tensor) and kind in _BETWEEN:
        return merged(optional(*_BETWEEN[kind]))(reader, (left, right))
    tensor, number, first = (left, right, True) if isinstance(left, Tensor) else (right, left, False)
    if not is_number(number):
        raise Refused(
            Message("A tensor and this do not go together here. Use tensors, or numbers that the code states.")
        )
    if kind is ast.Mult:
        return affine(reader, tensor, number, 0.0)
    if kind is ast.Div and first and number:
        return affine(reader, tensor, 1 / number, 0.0)
    if kind is ast.Add:
        return affine(reader, tensor, 1.0, number)
    if kind is ast.Sub:
        return affine(reader, tensor, 1.0, -number) if first else affine(reader, tensor, -1.0, number)
    if kind is ast.Pow and first and number == 2:
        return reader.add(layer("multiply"), tensor, tensor)
    raise Refused(Message("The laboratory has no layer that computes this. Use +, -, * or /."))


def affine(reader: Reader, x: Tensor, factor: float, offset: float) -> Tensor:
    """factor · x + offset."""
    return x if (factor, offset) == (1, 0) else reader.add(layer("scale", factor=factor, offset=offset), x)
