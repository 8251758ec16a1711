"""Reads a row's arguments inside compiled code. Imports Numba; only the compiler uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types

from lab.kernels.vector_types import FIELDS, TensorType, contiguous_array

_I64 = ir.IntType(64)


class Row:
    """A row of a program while the code that reads it is written.

    Args:
        dtype: Numba's type of the arena's numbers; `lanes`: how many of them a cell has.
        row, arena: LLVM's values, pointers to int64 and to the arena's numbers.
    """

    def __init__(self, context: Any, builder: Any, dtype: Any, lanes: int, row: Any, arena: Any) -> None:
        self.context, self.builder, self.dtype, self.lanes = context, builder, dtype, lanes
        self._row, self._arena = row, arena

    def slot(self, number: int) -> Any:
        """The int64 in a slot."""
        return self.builder.load(self.builder.gep(self._row, [ir.Constant(_I64, number)]))

    def place(self, slot: int) -> Any:
        """The pointer into the arena whose offset is in a slot."""
        return self.builder.gep(self._arena, [self.slot(slot)])


Decoded = tuple[Any, Any]  # Numba's type and LLVM's value
Decoder = Callable[[Row, int], Decoded]  # from the row and the number of the argument's first slot


def _integer(row: Row, slot: int) -> Decoded:
    return types.int64, row.slot(slot)


def _real(row: Row, slot: int) -> Decoded:
    number = row.builder.bitcast(row.slot(slot), ir.DoubleType())
    # In the arena's precision, so that float32 stays float32.
    return row.dtype, row.context.cast(row.builder, number, types.float64, row.dtype)


def _tensor(row: Row, slot: int) -> Decoded:
    kind = TensorType(row.dtype, row.lanes)
    fields = (row.slot(number) for number in range(slot + 1, slot + 1 + len(FIELDS)))
    parts = [row.place(slot), *fields]
    return kind, cgutils.make_anonymous_struct(row.builder, parts, row.context.get_value_type(kind))


def _array_decoder(axes: int) -> Decoder:
    def decode(row: Row, slot: int) -> Decoded:
        return _array(row, row.dtype, row.place(slot), [row.slot(slot + 1 + axis) for axis in range(axes)])

    return decode


def _outside_decoder(dtype: Any) -> Decoder:
    def decode(row: Row, slot: int) -> Decoded:
        pointer = row.context.get_data_type(dtype).as_pointer()
        return _array(row, dtype, row.builder.inttoptr(row.slot(slot), pointer), [row.slot(slot + 1)])

    return decode


def _array(row: Row, dtype: Any, data: Any, shape: list[Any]) -> Decoded:
    kind = types.Array(dtype, len(shape), "C")
    return kind, contiguous_array(row.context, row.builder, kind, data, shape)


# By the names in lab.kernels.kernel.DECODERS.
BY_NAME: dict[str, Decoder] = {
    "integer": _integer,
    "real": _real,
    "tensor": _tensor,
    "array1": _array_decoder(1),
    "array2": _array_decoder(2),
    "array3": _array_decoder(3),
    "array4": _array_decoder(4),
    "integers": _outside_decoder(types.int64),
    "uint8s": _outside_decoder(types.uint8),
    "float32s": _outside_decoder(types.float32),
    "float64s": _outside_decoder(types.float64),
}
