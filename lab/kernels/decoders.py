"""Reads a row's arguments inside compiled code. Imports Numba; only the compiler uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

import lab.kernels.tile_code  # noqa: F401  (gives tiles their meaning)
from lab.kernels.vector_types import MATH_FLAGS, STRIDE_FIELDS, TENSOR_FIELDS, TensorType

ROW = types.CPointer(types.int64)


def row_function(python: Callable[..., None], dtype: str) -> Any:
    """The C function `(row, arena, thread, threads)` of a kernel's wrapper."""
    number = types.float32 if dtype == "float32" else types.float64
    signature = types.void(ROW, types.CPointer(number), types.int64, types.int64)
    return numba.cfunc(signature, nopython=True)(python)


def jit(python: Callable[..., Any]) -> Any:
    """A function that is compiled into the kernels that call it."""
    return numba.njit(nogil=True, error_model="numpy", fastmath=set(MATH_FLAGS))(python)


def _slot(builder: Any, row: Any, slot: Any, number: int) -> Any:
    return builder.load(builder.gep(row, [builder.add(slot, ir.Constant(ir.IntType(64), number))]))


@intrinsic
def decode_integer(typing: Any, row: Any, arena: Any, slot: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return _slot(builder, args[0], args[2], 0)

    return types.int64(row, arena, types.int64), emit


@intrinsic
def decode_real(typing: Any, row: Any, arena: Any, slot: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        bits = builder.bitcast(_slot(builder, args[0], args[2], 0), ir.DoubleType())
        return context.cast(builder, bits, types.float64, sig.return_type)

    return arena.dtype(row, arena, types.int64), emit  # in the arena's precision, so that float32 stays float32


@intrinsic
def decode_tensor(typing: Any, row: Any, arena: Any, slot: Any) -> Any:
    kind = TensorType(arena.dtype)

    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        tensor = cgutils.create_struct_proxy(kind)(context, builder)
        tensor.data = builder.gep(args[1], [_slot(builder, args[0], args[2], 0)])
        for number, name in enumerate(TENSOR_FIELDS + STRIDE_FIELDS, start=1):
            setattr(tensor, name, _slot(builder, args[0], args[2], number))
        return tensor._getvalue()

    return kind(row, arena, types.int64), emit


def _array_decoder(axes: int) -> Any:
    @intrinsic
    def decode(typing: Any, row: Any, arena: Any, slot: Any) -> Any:
        kind = types.Array(arena.dtype, axes, "C")

        def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
            data = builder.gep(args[1], [_slot(builder, args[0], args[2], 0)])
            shape = [_slot(builder, args[0], args[2], 1 + axis) for axis in range(axes)]
            return _array(context, builder, kind, data, shape)

        return kind(row, arena, types.int64), emit

    return decode


def _outside_decoder(dtype: Any) -> Any:
    @intrinsic
    def decode(typing: Any, row: Any, arena: Any, slot: Any) -> Any:
        kind = types.Array(dtype, 1, "C")

        def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
            pointer = context.get_data_type(dtype).as_pointer()
            data = builder.inttoptr(_slot(builder, args[0], args[2], 0), pointer)
            return _array(context, builder, kind, data, [_slot(builder, args[0], args[2], 1)])

        return kind(row, arena, types.int64), emit

    return decode


def _array(context: Any, builder: Any, kind: types.Array, data: Any, shape: list[Any]) -> Any:
    array = context.make_array(kind)(context, builder)
    itemsize = ir.Constant(ir.IntType(64), context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    strides = [itemsize]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    from numba.np.arrayobj import populate_array

    populate_array(array, data=data, shape=shape, strides=strides, itemsize=itemsize, meminfo=None)
    return array._getvalue()


decode_array1 = _array_decoder(1)
decode_array2 = _array_decoder(2)
decode_array3 = _array_decoder(3)
decode_array4 = _array_decoder(4)
decode_integers = _outside_decoder(types.int64)
decode_uint8s = _outside_decoder(types.uint8)
decode_float32s = _outside_decoder(types.float32)
decode_float64s = _outside_decoder(types.float64)
