"""Emits lab/kernels/turning.py as LLVM code. Imports Numba; only the compiler does.

Processors exchange numbers between registers within quarters of sixteen lanes much faster than across them. So a cell
is put together from quarters as they are loaded, and what remains to be turned are squares of four by four.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types

from lab.kernels import turning
from lab.kernels.emitter import CELL, FLOAT, I64, Emitter, constant
from lab.kernels.lanes import LANES
from lab.kernels.tile_code import define, integers

_I32, _BYTE = ir.IntType(32), ir.IntType(8)
_QUARTER = 4  # lanes

_Values = list[Any]


def _shuffle(builder: Any, a: Any, b: Any, lanes: list[int]) -> Any:
    """These lanes of two vectors, counted through both."""
    return builder.shuffle_vector(a, b, ir.Constant(ir.VectorType(_I32, len(lanes)), lanes))


def _joined(builder: Any, parts: _Values) -> Any:
    """Vectors of one length, one after the other in a long one."""
    while len(parts) > 1:
        both = list(range(2 * parts[0].type.count))
        parts = [_shuffle(builder, a, b, both) for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return parts[0]


def _turned_squares(builder: Any, a: _Values) -> _Values:
    """Four cells whose quarters, taken together as squares of four by four, are turned over."""
    quarters = range(0, LANES, _QUARTER)
    low = [lane for start in quarters for lane in (start, LANES + start, start + 1, LANES + start + 1)]
    high = [lane + 2 for lane in low]
    first = [lane for start in quarters for lane in (start, start + 1, LANES + start, LANES + start + 1)]
    last = [lane + 2 for lane in first]
    even, odd = ([_shuffle(builder, a[k], a[k + 1], half) for k in (0, 2)] for half in (low, high))
    return [_shuffle(builder, a, b, half) for a, b in (even, odd) for half in (first, last)]


def _turned_numbers(emitter: Emitter, rows: _Values) -> _Values:
    """Sixteen cells, the columns of what lies at sixteen addresses."""
    found = []
    for quarter in range(0, LANES, _QUARTER):
        places = [emitter.builder.add(row, constant(4 * quarter)) for row in rows]
        parts = [emitter.load(place, ir.VectorType(FLOAT, _QUARTER)) for place in places]
        cells = [_joined(emitter.builder, parts[k::_QUARTER]) for k in range(_QUARTER)]
        found += _turned_squares(emitter.builder, cells)
    return found


def _turned_bytes(emitter: Emitter, rows: _Values) -> _Values:
    """`_turned_numbers` of bytes."""
    builder, half = emitter.builder, LANES // 2
    cells = [emitter.load(row, ir.VectorType(_BYTE, LANES), align=1) for row in rows]
    low = [lane for k in range(half) for lane in (k, LANES + k)]
    for _ in range(4):  # cards shuffled perfectly: after as many times as 16 is halved, columns are rows
        pairs = list(zip(cells[:half], cells[half:], strict=True))
        cells = [_shuffle(builder, *pair, [lane + move for lane in low]) for pair in pairs for move in (0, half)]
    return [builder.uitofp(cell, CELL) for cell in cells]


def _emit_transpose(emitter: Emitter) -> None:
    builder = emitter.builder
    rows, x, step, y = emitter.function.args
    (step,) = emitter.in_bytes(step)
    last = builder.sub(rows, constant(1))
    inside = (_smaller(builder, constant(k), last) for k in range(LANES))
    cells = _turned_numbers(emitter, [builder.add(x, builder.mul(row, step)) for row in inside])
    for cell, place in zip(cells, emitter.steps(y, constant(4 * LANES), LANES), strict=True):
        emitter.store(cell, place)
    builder.ret_void()


def _smaller(builder: Any, a: Any, b: Any) -> Any:
    return builder.select(builder.icmp_signed("<", a, b), a, b)


def _samples(emitter: Emitter, width: int) -> _Values:
    """Addresses of the first numbers wanted of sixteen samples; the last of them is repeated."""
    builder = emitter.builder
    data, order, size, first, _, filled, *_ = emitter.function.args
    last = builder.sub(filled, constant(1))
    rows = []
    for k in range(LANES):
        lane = builder.shl(_smaller(builder, constant(k), last), constant(3))
        sample = builder.load(builder.inttoptr(builder.add(order, lane), I64.as_pointer()))
        number = builder.add(builder.mul(sample, size), first)
        rows.append(builder.add(data, builder.mul(number, constant(width))))
    return rows


def _is_filled(emitter: Emitter, filled: Any) -> Any:
    """For each lane, whether its number is below `filled`."""
    builder = emitter.builder
    numbers = ir.Constant(ir.VectorType(_I32, LANES), list(range(LANES)))
    return builder.icmp_signed("<", numbers, emitter.in_all_lanes(builder.trunc(filled, _I32)))


def _emit_gather(turned: Callable[[Emitter, _Values], _Values], kind: Any, width: int) -> Callable[[Emitter], None]:
    """What emits the gathering of numbers of this type, so many bytes wide."""

    def emit(emitter: Emitter) -> None:
        builder = emitter.builder
        *_, count, filled, scale, offset, y = emitter.function.args
        scale, offset = emitter.in_all_lanes(scale), emitter.in_all_lanes(offset)
        rows, is_filled = _samples(emitter, width), _is_filled(emitter, filled)
        sixteen, cell_size = constant(LANES), constant(4 * LANES)

        def put(cell: Any, place: Any) -> None:
            scaled = emitter.product_and_sum(cell, scale, offset)
            emitter.store(builder.select(is_filled, scaled, ir.Constant(CELL, None)), place)

        fits = builder.icmp_signed(">=", count, sixteen)
        rounds = builder.sdiv(builder.add(count, constant(LANES - 1)), sixteen)
        with emitter.loop(builder.select(fits, rounds, constant(0)), (constant(0), sixteen)) as (start,):
            at = _smaller(builder, start, builder.sub(count, sixteen))  # the last round overlaps the one before
            places = [builder.add(row, builder.mul(at, constant(width))) for row in rows]
            targets = emitter.steps(builder.add(y, builder.mul(at, cell_size)), cell_size, LANES)
            for cell, target in zip(turned(emitter, places), targets, strict=True):
                put(cell, target)
        few = builder.select(fits, constant(0), count)
        with emitter.loop(few, (constant(0), constant(width)), (y, cell_size)) as (at, target):
            cell = ir.Constant(CELL, ir.Undefined)
            for k, row in enumerate(rows):
                number = builder.load(builder.inttoptr(builder.add(row, at), kind.as_pointer()))
                number = number if kind is FLOAT else builder.uitofp(number, FLOAT)
                cell = builder.insert_element(cell, number, ir.Constant(_I32, k))
            put(cell, target)
        builder.ret_void()

    return emit


def _walk(
    emitter: Emitter, put: Callable[[Any, Any], None], count: Any, x: Any, x_step: Any, y: Any, y_step: Any
) -> None:
    """`put` the number at each step from x on to a step from y on, four in a round."""
    builder, together = emitter.builder, 4
    whole, rest = builder.sdiv(count, constant(together)), builder.srem(count, constant(together))
    done = builder.mul(whole, constant(together))
    ends = [builder.add(place, builder.mul(done, step)) for place, step in ((x, x_step), (y, y_step))]
    for rounds, width, starts in ((whole, together, (x, y)), (rest, 1, ends)):
        steps = [builder.mul(step, constant(width)) for step in (x_step, y_step)]
        with emitter.loop(rounds, *zip(starts, steps, strict=True)) as (source, target):
            numbers = [emitter.load(place, FLOAT) for place in emitter.steps(source, x_step, width)]
            for number, place in zip(numbers, emitter.steps(target, y_step, width), strict=True):
                put(number, place)
    builder.ret_void()


def _emit_move(emitter: Emitter, count: Any, x: Any, x_step: Any, y: Any, y_step: Any, step: Any) -> None:
    """Numbers to other places; `step`, one of the two steps, may be 1 like the other."""
    builder = emitter.builder
    together = builder.and_(builder.icmp_signed("==", step, constant(4)), builder.icmp_signed(">", count, constant(0)))
    with builder.if_then(together):
        source, target = (builder.inttoptr(place, ir.IntType(8).as_pointer()) for place in (x, y))
        cgutils.raw_memcpy(builder, target, source, count, 4)
        builder.ret_void()
    _walk(emitter, emitter.store_number, count, x, x_step, y, y_step)


def _emit_take_numbers(emitter: Emitter) -> None:
    count, x, step, y = emitter.function.args
    (step,) = emitter.in_bytes(step)
    _emit_move(emitter, count, x, step, y, constant(4), step)


def _emit_put_numbers(emitter: Emitter) -> None:
    count, x, y, step = emitter.function.args
    (step,) = emitter.in_bytes(step)
    _emit_move(emitter, count, x, constant(4), y, step, step)


def _emit_put_cells(emitter: Emitter) -> None:
    count, x, y, step = emitter.function.args

    def put(number: Any, place: Any) -> None:
        cell = emitter.builder.insert_element(ir.Constant(CELL, None), number, ir.Constant(_I32, 0))
        emitter.store(cell, place)

    (step,) = emitter.in_bytes(step)
    _walk(emitter, put, count, x, constant(4), y, step)


define(turning.take_numbers, integers(1, 1, 1, 1), _emit_take_numbers)
define(turning.put_numbers, integers(1, 1, 1, 1), _emit_put_numbers)
define(turning.put_cells, integers(1, 1, 1, 1), _emit_put_cells)
define(turning.transpose, integers(1, 1, 1, 1), _emit_transpose)
_GATHER = [*integers(1, 1, 1, 1, 1, 1), types.float32, types.float32, *integers(1)]
define(turning.gather_numbers, _GATHER, _emit_gather(_turned_numbers, FLOAT, 4))
define(turning.gather_bytes, _GATHER, _emit_gather(_turned_bytes, _BYTE, 1))
