"""Emits what lab/kernels/interpreter.py is made of as LLVM code. Imports Numba; only the compiler does."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature

from lab.kernels import interpreter

_I64, _I32, _BYTES = ir.IntType(64), ir.IntType(32), ir.IntType(8).as_pointer()
_X86 = platform.machine().lower() in ("x86_64", "amd64")
_FLUSH = 0x8040  # of MXCSR: results below the smallest normal number become 0, and so do operands


def _define(function: Callable[..., Any], emit: Callable[..., Any]) -> None:
    """Give a function of int64 its meaning: `emit(builder, *arguments)` writes it and returns its result."""
    count = function.__code__.co_argcount
    result = types.int64 if function.__annotations__["return"] == "int" else types.none
    kinds = [types.int64] * count

    class Template(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
            return signature(result, *kinds) if len(args) == count and not kws else None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        value = emit(builder, *args)
        return context.get_dummy_value() if value is None else value

    infer_global(function)(type(f"Interpreter_{function.__name__}", (Template,), {"key": function}))
    lower_builtin(function, *kinds)(lower)


def _pointer(builder: Any, address: Any) -> Any:
    return builder.inttoptr(address, _I64.as_pointer())


def _call_row(builder: Any, address: Any, row: Any, numbers: Any, thread: Any, threads: Any) -> None:
    kind = ir.FunctionType(ir.VoidType(), [_I64.as_pointer(), _I64.as_pointer(), _I64, _I64])
    function = builder.inttoptr(address, kind.as_pointer())
    builder.call(function, [_pointer(builder, row), _pointer(builder, numbers), thread, threads])


def _load(builder: Any, address: Any) -> Any:
    return builder.load_atomic(_pointer(builder, address), "acquire", 8)


def _store(builder: Any, address: Any, value: Any) -> None:
    builder.store_atomic(value, _pointer(builder, address), "release", 8)


def _add(builder: Any, address: Any, value: Any) -> Any:
    return builder.atomic_rmw("add", _pointer(builder, address), value, "seq_cst")


def _pause(builder: Any) -> None:
    if _X86:
        builder.call(_intrinsic(builder, "llvm.x86.sse2.pause", []), [])


def _rest(builder: Any, address: Any) -> None:
    function = builder.inttoptr(address, ir.FunctionType(_I32, [_I32]).as_pointer())
    builder.call(function, [ir.Constant(_I32, 1)])  # microsecond; a function that only gives way takes nothing


def _flush_denormals(builder: Any) -> Any:
    before = _read_control(builder)
    _write_control(builder, builder.or_(before, ir.Constant(_I32, _FLUSH)))
    return builder.zext(before, _I64)


def _restore_denormals(builder: Any, before: Any) -> None:
    _write_control(builder, builder.trunc(before, _I32))


def _read_control(builder: Any) -> Any:
    """The processor's floating-point settings (x86's MXCSR; 0 elsewhere)."""
    if not _X86:
        return ir.Constant(_I32, 0)
    place = cgutils.alloca_once(builder, _I32)
    builder.call(_intrinsic(builder, "llvm.x86.sse.stmxcsr", [_BYTES]), [builder.bitcast(place, _BYTES)])
    return builder.load(place)


def _write_control(builder: Any, value: Any) -> None:
    if _X86:
        place = cgutils.alloca_once(builder, _I32)
        builder.store(value, place)
        builder.call(_intrinsic(builder, "llvm.x86.sse.ldmxcsr", [_BYTES]), [builder.bitcast(place, _BYTES)])


def _intrinsic(builder: Any, name: str, arguments: list[Any]) -> Any:
    return cgutils.get_or_insert_function(builder.module, ir.FunctionType(ir.VoidType(), arguments), name)


_define(interpreter.call_row, _call_row)
_define(interpreter.load, _load)
_define(interpreter.store, _store)
_define(interpreter.add, _add)
_define(interpreter.pause, _pause)
_define(interpreter.rest, _rest)
_define(interpreter.flush_denormals, _flush_denormals)
_define(interpreter.restore_denormals, _restore_denormals)
