"""Emits the tiles of lab/kernels/tiles.py as LLVM code. Imports Numba; only the compiler does.

Each function is emitted once into a module, with a loop for every number of channels, and called from wherever a kernel
uses it. Accumulators are variables that LLVM keeps in registers; `budget` sees to it that there are enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature

from lab.kernels import fingerprint, machine, tiles
from lab.kernels.emitter import CELL, FLOAT, I64, Emitter, constant
from lab.kernels.lanes import LANES
from lab.kernels.tiles import NUMBER
from lab.kernels.vector_types import TENSOR_FIELDS, TensorType, cell_pointer, lanes_total, larger, splat

_I32 = ir.IntType(32)
SHORT = 4  # cells of a window's row: to end a loop costs as much as a round or two


def tile_height() -> int:
    """Most channels of a tile."""
    return min(machine.budget(), tiles.MOST_CHANNELS)


def product_height() -> int:
    """Most channels of dy in a tile of products."""
    return min(_registers() // 2, tiles.MOST_CHANNELS)


def _registers() -> int:
    """How many registers may hold sums."""
    return machine.budget() * LANES // machine.lanes()


def _columns(channels: int, sums: int) -> int:
    """Columns of a tile of so many channels."""
    return max(1, min(sums // channels, tiles.MOST_CHANNELS))


def _product_columns(sums: int) -> int:
    """Columns of a tile of so many products: eight sums or more, for a sum waits four steps for the one before."""
    return max(1, min(-(-8 // sums), _registers() // sums, 4))


def _bases(height: int) -> int:
    """How many walking addresses reach all channels of a tile: one for three, as far as an instruction reaches."""
    return -(-height // 3)


def _emit_window_tile(emitter: Emitter, height: int, width: int) -> None:
    """`sum_windows` for so many channels and as many columns as make whole tiles of this width."""
    builder = emitter.builder
    tiles_, x, xa, xu, xv, xk, na, nu, nv, w, wt, wa, wu, wv, y, yt, yk, start, kind = emitter.function.args
    xa, xu, xv, xk, wt, wa, wu, wv, yt, yk = emitter.in_bytes(xa, xu, xv, xk, wt, wa, wu, wv, yt, yk)
    threes = builder.mul(wt, constant(3))
    bases = emitter.steps(w, threes, _bases(height))
    with emitter.loop(tiles_, (x, builder.mul(xk, constant(width))), (y, builder.mul(yk, constant(width)))) as (
        first_x,
        first_y,
    ):
        outputs = [emitter.steps(channel, yk, width) for channel in emitter.steps(first_y, yt, height)]
        sums = [[emitter.variable(ir.Constant(CELL, None)) for _ in range(width)] for _ in range(height)]
        start_kind = builder.and_(kind, constant(tiles.RECTIFIED - 1))
        with builder.if_then(builder.icmp_signed("==", start_kind, constant(tiles.NUMBERS))):
            for row, place in zip(sums, emitter.steps(start, constant(4), height), strict=True):
                value = emitter.spread(place)
                for total in row:
                    builder.store(value, total)
        with (
            emitter.loop(na, (first_x, xa), *((base, wa) for base in bases)) as (x_a, *w_a),
            emitter.loop(nu, (x_a, xu), *((base, wu) for base in w_a)) as (x_u, *w_u),
            emitter.loop(nv, (x_u, xv), *((base, wv) for base in w_u)) as (x_v, *w_v),
        ):
            places = emitter.steps(x_v, xk, width)
            cells = [emitter.load(place) for place in places]
            for place in places:
                emitter.prefetch(builder.add(place, xa))  # the same place of the next channel
            for t, row in enumerate(sums):
                weight = emitter.spread(emitter.step(w_v[t // 3], wt, t % 3))
                for total, cell in zip(row, cells, strict=True):
                    emitter.add_product(total, weight, cell)
        with builder.if_then(builder.icmp_signed("==", start_kind, constant(tiles.CELLS))):
            for row, places in zip(sums, outputs, strict=True):
                for total, place in zip(row, places, strict=True):
                    builder.store(builder.fadd(builder.load(total), emitter.load(place)), total)
        least = lowest(emitter, builder.icmp_signed(">=", kind, constant(tiles.RECTIFIED)))
        for row, places in zip(sums, outputs, strict=True):
            for total, place in zip(row, places, strict=True):
                emitter.store(at_least(builder, least, builder.load(total)), place)
    builder.ret_void()


def lowest(emitter: Emitter, rectified: Any) -> Any:
    """A cell of the smallest number that is stored: 0 or minus infinity."""
    numbers = (ir.Constant(CELL, [number] * LANES) for number in (0.0, -math.inf))
    return emitter.builder.select(rectified, *numbers)


def at_least(builder: Any, least: Any, value: Any) -> Any:
    """max(least, value) of cells; NaN stays NaN. Said so that it is one instruction where a processor has one."""
    return builder.select(builder.fcmp_ordered(">", least, value), least, value)


def _emit_product_tile(emitter: Emitter, height: int, inputs: int, width: int) -> None:
    """`sum_products` for so many channels of dy and of x, `width` columns of them in sums of their own.

    As all lanes are summed in the end, one register does for all parts of a cell.
    """
    builder = emitter.builder
    lanes = machine.lanes()
    part_kind = ir.VectorType(FLOAT, lanes)
    blocks, rows, numbers, x, xn, xc, xi, xj, dy, dn, dt, di, dj, sums, sums_step = emitter.function.args
    xn, xc, xi, xj, dn, dt, di, dj, sums_step = emitter.in_bytes(xn, xc, xi, xj, dn, dt, di, dj, sums_step)
    bases = emitter.steps(dy, builder.mul(dt, constant(3)), _bases(height))
    totals = [
        [[emitter.variable(ir.Constant(part_kind, None)) for _ in range(width)] for _ in range(height)]
        for _ in range(inputs)
    ]
    whole, rest = (divide(numbers, constant(LANES * width)) for divide in (builder.sdiv, builder.srem))
    rest_cells = builder.sdiv(builder.add(rest, constant(LANES - 1)), constant(LANES))
    done_x, done_d = (builder.mul(builder.mul(whole, constant(width)), step) for step in (xj, dj))

    def numbers_of(cell: Any, start: int, left: Any) -> Any:
        """The lanes of a cell from `start` on, 0 where fewer numbers than that are left."""
        value = emitter.load(builder.add(cell, constant(NUMBER * start)), part_kind)
        if left is None:
            return value
        places = ir.Constant(ir.VectorType(_I32, lanes), list(range(start, start + lanes)))
        is_left = builder.icmp_signed("<", places, splat(builder, builder.trunc(left, _I32), lanes))
        return builder.select(is_left, value, ir.Constant(part_kind, None))

    def products(x_j: Any, d_j: list[Any], count: int, left: Any = None) -> None:
        for p in range(count):
            of_x = [emitter.step(channel, xj, p) for channel in emitter.steps(x_j, xc, inputs)]
            of_dy = [emitter.step(emitter.step(d_j[t // 3], dt, t % 3), dj, p) for t in range(height)]
            for start in range(0, LANES, lanes):
                parts = [numbers_of(place, start, left) for place in of_x]
                for t, place in enumerate(of_dy):
                    gradient = numbers_of(place, start, left)
                    for total, part in zip(totals, parts, strict=True):
                        emitter.add_product(total[t][p], part, gradient)

    step_x, step_d = (builder.mul(step, constant(width)) for step in (xj, dj))
    with (
        emitter.loop(blocks, (x, xn), *((base, dn) for base in bases)) as (x_n, *d_n),
        emitter.loop(rows, (x_n, xi), *((base, di) for base in d_n)) as (x_i, *d_i),
    ):
        with emitter.loop(whole, (x_i, step_x), *((base, step_d) for base in d_i)) as (x_j, *d_j):
            products(x_j, d_j, width)
        walks = [(builder.add(x_i, done_x), xj), *((builder.add(base, done_d), dj) for base in d_i)]
        with emitter.loop(rest_cells, (rest, constant(-LANES)), *walks) as (left, x_j, *d_j):
            products(x_j, d_j, 1, left)
    for total, first in zip(totals, emitter.steps(sums, sums_step, inputs), strict=True):
        for row, place in zip(total, emitter.steps(first, constant(NUMBER * LANES), height), strict=True):
            value = emitter.load(place, part_kind)
            for column in row:
                value = builder.fadd(value, builder.load(column))
            emitter.store(value, place)
    builder.ret_void()


def for_each(emitter: Emitter, choice: Any, values: Iterable[int], emit: Callable[[int], None]) -> None:
    """A branch for every value that `choice` may have, then return."""
    builder = emitter.builder
    done = emitter.function.append_basic_block("done")
    switch = builder.switch(choice, done)
    for value in values:
        block = emitter.function.append_basic_block(f"choice{value}")
        switch.add_case(constant(value), block)
        builder.position_at_end(block)
        emit(value)
        builder.branch(done)
    builder.position_at_end(done)
    builder.ret_void()


def _emit_sum_windows(emitter: Emitter) -> None:
    builder, module = emitter.builder, emitter.function.module
    channels, columns, x, xa, xu, xv, xk, na, nu, nv, w, wt, wa, wu, wv, y, yt, yk, start, kind = emitter.function.args
    # Where rows of the window are short, the innermost loop goes over what else is summed.
    short = builder.and_(builder.icmp_signed("<", nv, constant(SHORT)), builder.icmp_signed("<", nv, na))
    na, nv = builder.select(short, nv, na), builder.select(short, na, nv)
    xa, xv = builder.select(short, xv, xa), builder.select(short, xa, xv)
    wa, wv = builder.select(short, wv, wa), builder.select(short, wa, wv)
    rest = [na, nu, nv, w, wt, wa, wu, wv, y, yt, yk, start, kind]

    def rows(height: int) -> None:
        width = _columns(height, machine.budget())
        whole = builder.sdiv(columns, constant(width))
        kinds = [I64] * (len(emitter.function.args) - 1)
        tile = Emitter(module, f"window_tile_{height}_{width}", kinds, inline=True)
        _emit_window_tile(tile, height, width)
        with builder.if_then(builder.icmp_signed(">", whole, constant(0))):
            builder.call(tile.function, [whole, x, xa, xu, xv, xk, *rest])
        if width == 1:
            return
        tail = Emitter(module, f"window_tile_{height}_1", kinds, inline=True)
        _emit_window_tile(tail, height, 1)
        done = builder.mul(whole, constant(width))
        at_x, at_y = (
            builder.add(place, builder.mul(done, step))
            for place, step in zip((x, y), emitter.in_bytes(xk, yk), strict=True)
        )
        left = builder.sub(columns, done)
        arguments = [left, at_x, xa, xu, xv, xk, *rest]
        arguments[6 + 8] = at_y
        with builder.if_then(builder.icmp_signed(">", left, constant(0))):
            builder.call(tail.function, arguments)

    for_each(emitter, channels, range(1, tile_height() + 1), rows)


def _emit_sum_products(emitter: Emitter) -> None:
    channels, inputs, *rest = emitter.function.args

    def emit(choice: int) -> None:
        height, pair = choice // 2, 1 + choice % 2
        tile = Emitter(emitter.function.module, f"product_tile_{height}_{pair}", [I64] * len(rest), inline=True)
        _emit_product_tile(tile, height, pair, _product_columns(height * pair))
        emitter.builder.call(tile.function, rest)

    choices = [2 * height + pair - 1 for pair in (1, 2) for height in range(1, product_height() + 1)]
    choice = emitter.builder.sub(emitter.builder.add(emitter.builder.shl(channels, constant(1)), inputs), constant(1))
    for_each(emitter, choice, choices, emit)


def _emit_clear(emitter: Emitter) -> None:
    cells, count = emitter.function.args
    with emitter.loop(count, (cells, constant(4 * LANES))) as (place,):
        emitter.store(ir.Constant(CELL, None), place)
    emitter.builder.ret_void()


def _emit_copy_numbers(emitter: Emitter) -> None:
    builder = emitter.builder
    count, x, y = emitter.function.args
    source, target = (builder.inttoptr(place, ir.IntType(8).as_pointer()) for place in (x, y))
    cgutils.raw_memcpy(builder, target, source, count, 4)
    builder.ret_void()


def _emit_larger_of_pairs(emitter: Emitter) -> None:
    builder = emitter.builder
    cells, x, y = emitter.function.args
    step = constant(4 * LANES)
    even, odd = (
        ir.Constant(ir.VectorType(_I32, LANES), [2 * lane + first for lane in range(LANES)]) for first in (0, 1)
    )
    with emitter.loop(cells, (x, constant(8 * LANES)), (y, step)) as (source, target):
        pair = emitter.load(source), emitter.load(builder.add(source, step))
        value = larger(builder, *(builder.shuffle_vector(*pair, which) for which in (even, odd)))
        emitter.store(value, target)
    builder.ret_void()


def _emit_take_larger(emitter: Emitter) -> None:
    builder = emitter.builder
    cells, x, y = emitter.function.args
    step = constant(4 * LANES)
    with emitter.loop(cells, (x, step), (y, step)) as (source, target):
        emitter.store(larger(builder, emitter.load(target), emitter.load(source)), target)
    builder.ret_void()


_INTEGER = types.int64


def integers(*counts: int) -> list[Any]:
    """Numba's types for integers (1) and tuples of so many of them."""
    return [_INTEGER if count == 1 else types.UniTuple(_INTEGER, count) for count in counts]


def define(function: Callable[..., Any], kinds: list[Any], emit: Callable[[Emitter], None]) -> None:
    """Give a function like those of tiles.py its meaning: a call of what `emit` writes.

    It is written into every module that calls it, or, if it is `shared`, compiled by itself (`write_shared`).
    """

    class Template(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
            return signature(types.none, *kinds) if len(args) == len(kinds) and not kws else None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        flat: list[Any] = []
        for kind, value in zip(kinds, args, strict=True):
            flat += cgutils.unpack_tuple(builder, value, len(kind)) if isinstance(kind, types.BaseTuple) else [value]
        name = f"{machine.TILE}{function.__name__}"
        kind = [value.type for value in flat]
        if function in tiles.SHARED:
            name = fingerprint.of_tile(function)
            cgutils.get_or_insert_function(builder.module, ir.FunctionType(ir.VoidType(), kind), name)
        elif name not in builder.module.globals:
            emit(Emitter(builder.module, name, kind))
        builder.call(builder.module.globals[name], flat)
        return context.get_dummy_value()

    infer_global(function)(type(f"Tile_{function.__name__}", (Template,), {"key": function}))
    lower_builtin(function, *kinds)(lower)
    _emitters[function] = sum(len(kind) if isinstance(kind, types.BaseTuple) else 1 for kind in kinds), emit


_emitters: dict[Any, tuple[int, Callable[[Emitter], None]]] = {}


def write_shared(module: Any, function: Any) -> None:
    """Write a function that kernels share into a module of its own."""
    numbers, emit = _emitters[function]
    emitter = Emitter(module, fingerprint.of_tile(function), [I64] * numbers)
    emitter.function.linkage = "external"
    emit(emitter)


define(tiles.sum_windows, integers(1, 1, 1, 4, 3, 1, 4, 1, 2, 1, 1), _emit_sum_windows)
define(tiles.sum_products, integers(1, 1, 3, 1, 4, 1, 4, 1, 1), _emit_sum_products)
define(tiles.clear, integers(1, 1), _emit_clear)
define(tiles.copy_numbers, integers(1, 1, 1), _emit_copy_numbers)
define(tiles.take_larger, integers(1, 1, 1), _emit_take_larger)
define(tiles.larger_of_pairs, integers(1, 1, 1), _emit_larger_of_pairs)


@infer_global(tiles.lanes_total)
class _LanesTotal(AbstractTemplate):  # type: ignore[misc]
    key = tiles.lanes_total

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(types.float32, _INTEGER) if len(args) == 1 else None


@lower_builtin(tiles.lanes_total, _INTEGER)
def _lanes_total(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return lanes_total(builder, builder.load(builder.inttoptr(args[0], CELL.as_pointer()), align=4))


@infer_global(tiles.tile_channels)
class _TileChannels(AbstractTemplate):  # type: ignore[misc]
    key = tiles.tile_channels

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(_INTEGER) if not args else None


@lower_builtin(tiles.tile_channels)
def _tile_channels(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return constant(tile_height())


@infer_global(tiles.product_channels)
class _ProductChannels(AbstractTemplate):  # type: ignore[misc]
    key = tiles.product_channels

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(_INTEGER) if not args else None


@lower_builtin(tiles.product_channels)
def _product_channels(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return constant(product_height())


@infer_global(tiles.address)
class _Address(AbstractTemplate):  # type: ignore[misc]
    key = tiles.address

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 1 + len(TENSOR_FIELDS) and isinstance(args[0], TensorType)
        return signature(_INTEGER, args[0], *[_INTEGER] * len(TENSOR_FIELDS)) if fits else None


@lower_builtin(tiles.address, TensorType, *[_INTEGER] * len(TENSOR_FIELDS))
def _address(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.ptrtoint(cell_pointer(context, builder, sig.args[0], args[0], list(args[1:])), I64)


@infer_global(tiles.array_address)
class _ArrayAddress(AbstractTemplate):  # type: ignore[misc]
    key = tiles.array_address

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 2 and isinstance(args[0], types.Array)
        return signature(_INTEGER, args[0], _INTEGER) if fits else None


@lower_builtin(tiles.array_address, types.Array, _INTEGER)
def _array_address(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    array = context.make_array(sig.args[0])(context, builder, args[0])
    return builder.ptrtoint(builder.gep(array.data, [args[1]]), I64)
