"""The compiled loop that runs a program's rows: call, barrier, next row. Imports Numba; only program.py uses it."""

from __future__ import annotations

import platform
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from lab.kernels import state as slots

_I64, _I32, _BYTES = ir.IntType(64), ir.IntType(32), ir.IntType(8).as_pointer()
_X86 = platform.machine().lower() in ("x86_64", "amd64")
_FLUSH = 0x8040  # of MXCSR: results below the smallest normal number become 0, and so do operands
_STOP, _INTERRUPT, _INTERRUPTED = slots.STOP, slots.INTERRUPT, slots.INTERRUPTED


@intrinsic
def _call(typing: Any, address: Any, row: Any, arena: Any, thread: Any, threads: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        kind = ir.FunctionType(ir.VoidType(), [_I64.as_pointer(), _I64.as_pointer(), _I64, _I64])
        function = builder.inttoptr(args[0], kind.as_pointer())
        row, arena = (builder.inttoptr(value, _I64.as_pointer()) for value in args[1:3])
        builder.call(function, [row, arena, args[3], args[4]])
        return context.get_dummy_value()

    return types.void(*[types.int64] * 5), emit


@intrinsic
def _load(typing: Any, address: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.load_atomic(builder.inttoptr(args[0], _I64.as_pointer()), "acquire", 8)

    return types.int64(types.int64), emit


@intrinsic
def _store(typing: Any, address: Any, value: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        builder.store_atomic(args[1], builder.inttoptr(args[0], _I64.as_pointer()), "release", 8)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), emit


@intrinsic
def _add(typing: Any, address: Any, value: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.atomic_rmw("add", builder.inttoptr(args[0], _I64.as_pointer()), args[1], "seq_cst")

    return types.int64(types.int64, types.int64), emit


@intrinsic
def _yield(typing: Any, address: Any) -> Any:
    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        function = builder.inttoptr(args[0], ir.FunctionType(ir.IntType(32), []).as_pointer())
        builder.call(function, [])
        return context.get_dummy_value()

    return types.void(types.int64), emit


@intrinsic
def _flush_denormals(typing: Any) -> Any:
    """From here on numbers below 1e-38 are 0 on this thread: computing with them is many times slower."""

    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        before = _read_control(builder)
        _write_control(builder, builder.or_(before, ir.Constant(_I32, _FLUSH)))
        return builder.zext(before, _I64)

    return types.int64(), emit


@intrinsic
def _restore_denormals(typing: Any, before: Any) -> Any:
    """Numbers below 1e-38 are again what they were before."""

    def emit(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        _write_control(builder, builder.trunc(args[0], _I32))
        return context.get_dummy_value()

    return types.void(types.int64), emit


def _read_control(builder: Any) -> Any:
    """The processor's floating-point settings (x86's MXCSR; 0 elsewhere)."""
    if not _X86:
        return ir.Constant(_I32, 0)
    place = cgutils.alloca_once(builder, _I32)
    builder.call(_intrinsic(builder, "llvm.x86.sse.stmxcsr"), [builder.bitcast(place, _BYTES)])
    return builder.load(place)


def _write_control(builder: Any, value: Any) -> None:
    if _X86:
        place = cgutils.alloca_once(builder, _I32)
        builder.store(value, place)
        builder.call(_intrinsic(builder, "llvm.x86.sse.ldmxcsr"), [builder.bitcast(place, _BYTES)])


def _intrinsic(builder: Any, name: str) -> Any:
    return cgutils.get_or_insert_function(builder.module, ir.FunctionType(ir.VoidType(), [_BYTES]), name)


def run(
    rows: int,
    width: int,
    first: int,
    end: int,
    steps: int,
    arena: int,
    state: int,
    thread: int,
    threads: int,
    barrier: int,
    yield_address: int,
) -> int:
    """Run rows [first, end) `steps` times; the number of steps finished.

    All pointers are addresses. `state[STOP]`, set by a kernel on thread 0, ends the run after the row that set it;
    `state[INTERRUPT]` ends it after the step at work. After each row the threads wait for each other: barrier[0]
    counts their arrivals, barrier[1] and barrier[2] hold thread 0's word on going on.
    """
    turn = 0
    settings = _flush_denormals()
    for step in range(steps):
        for number in range(first, end):
            row = rows + number * width * 8
            _call(_load(row), row, arena, thread, threads)
            turn += 1
            # Thread 0 decides whether the run goes on, and the others read its word after the barrier. Two places in
            # turn, because thread 0 may already be at work on the next row when they read.
            word = barrier + 8 + 8 * (turn & 1)
            if thread == 0:
                stop = _load(state + _STOP * 8)
                if stop == 0 and number == end - 1 and _load(state + _INTERRUPT * 8) != 0:
                    stop = _INTERRUPTED
                    _store(state + _STOP * 8, stop)
                _store(word, stop)
            if threads > 1 and _add(barrier, 1) + 1 < turn * threads:
                spins = 0
                while _load(barrier) < turn * threads:
                    spins += 1
                    if spins > 2000:
                        _yield(yield_address)
            stop = _load(word)
            if stop != 0:
                _restore_denormals(settings)
                return step + 1 if stop == _INTERRUPTED else step
    _restore_denormals(settings)
    return steps


SIGNATURE = types.int64(*[types.int64] * 11)
