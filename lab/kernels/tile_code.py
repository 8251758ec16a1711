"""Emits the tiles of lab/kernels/tiles.py as LLVM code. Imports Numba; only the compiler does.

Each function is emitted once into a module, with a loop for every number of channels, and called from wherever a kernel
uses it. Accumulators are variables that LLVM keeps in registers; `budget` sees to it that there are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature

from lab.kernels import tiles
from lab.kernels.lanes import LANES
from lab.kernels.vector_types import TENSOR_FIELDS, TensorType, cell_pointer, lanes_total

_I64, _I32 = ir.IntType(64), ir.IntType(32)
_FLOAT, _CELL = ir.FloatType(), ir.VectorType(ir.FloatType(), LANES)
_CONTRACT = ("contract",)  # a product and a sum may become one instruction


def budget(context: Any) -> int:
    """How many sums of sixteen lanes fit into the registers of the processor that code is made for."""
    triple, _, features = context.codegen().magic_tuple()
    if "+avx512f" in features:
        return 24
    if "+avx2" in features or triple.startswith(("aarch64", "arm64")):
        return 6
    return 3


def tile_height(context: Any) -> int:
    """Most channels of a tile."""
    return min(budget(context), tiles.MOST_CHANNELS)


def _columns(channels: int, sums: int) -> int:
    """Columns of a tile of so many channels."""
    return max(1, min(sums // channels, tiles.MOST_CHANNELS))


def _number(value: int) -> ir.Constant:
    return ir.Constant(_I64, value)


class _Emitter:
    """Writes one function of 64-bit integer arguments."""

    def __init__(self, module: Any, name: str, arguments: int) -> None:
        self.function = ir.Function(module, ir.FunctionType(ir.VoidType(), [_I64] * arguments), name)
        self.function.linkage = "internal"
        self.function.attributes.add("noinline")
        self.function.attributes.add("nounwind")
        self.builder = ir.IRBuilder(self.function.append_basic_block("entry"))

    @contextmanager
    def loop(self, count: Any, start: Any = None, step: Any = None) -> Iterator[Any]:
        """for index in range(start, count, step)."""
        builder = self.builder
        before = builder.block
        head, body, after = (self.function.append_basic_block(name) for name in ("head", "body", "after"))
        builder.branch(head)
        builder.position_at_end(head)
        index = builder.phi(_I64)
        index.add_incoming(start or _number(0), before)
        builder.cbranch(builder.icmp_signed("<", index, count), body, after)
        builder.position_at_end(body)
        yield index
        index.add_incoming(builder.add(index, step or _number(1), flags=("nsw",)), builder.block)
        builder.branch(head)
        builder.position_at_end(after)

    def variable(self, value: Any) -> Any:
        """A place for a cell that LLVM turns into a register."""
        with self.builder.goto_entry_block():
            place = self.builder.alloca(_CELL)
        self.builder.store(value, place)
        return place

    def at(self, address: Any, offset: Any = None) -> Any:
        """The pointer to the number `offset` places behind an address."""
        pointer = self.builder.inttoptr(address, _FLOAT.as_pointer())
        return self.builder.gep(pointer, [offset]) if offset is not None else pointer

    def load(self, pointer: Any) -> Any:
        return self.builder.load(self.builder.bitcast(pointer, _CELL.as_pointer()), align=4)

    def store(self, value: Any, pointer: Any) -> None:
        self.builder.store(value, self.builder.bitcast(pointer, _CELL.as_pointer()), align=4)

    def spread(self, pointer: Any) -> Any:
        """The number at a pointer in all lanes."""
        builder = self.builder
        undefined = ir.Constant(_CELL, ir.Undefined)
        first = builder.insert_element(undefined, builder.load(pointer), ir.Constant(_I32, 0))
        return builder.shuffle_vector(first, undefined, ir.Constant(ir.VectorType(_I32, LANES), None))

    def add_product(self, place: Any, a: Any, b: Any) -> None:
        """The variable += a b."""
        builder = self.builder
        product = builder.fmul(a, b, flags=_CONTRACT)
        builder.store(builder.fadd(builder.load(place), product, flags=_CONTRACT), place)

    def prefetch(self, pointer: Any) -> None:
        """Ask for the cache line at a pointer."""
        byte = ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, _I32, _I32, _I32])
        function = cgutils.get_or_insert_function(self.builder.module, kind, "llvm.prefetch.p0")
        constants = [ir.Constant(_I32, value) for value in (0, 3, 1)]  # to read, keep near, data
        self.builder.call(function, [self.builder.bitcast(pointer, byte), *constants])

    def for_each_height(self, channels: Any, most: int, emit: Callable[[int], None]) -> None:
        """A branch for every number of channels from 1 to `most`, then return."""
        builder = self.builder
        done = self.function.append_basic_block("done")
        switch = builder.switch(channels, done)
        for height in range(1, most + 1):
            block = self.function.append_basic_block(f"height{height}")
            switch.add_case(_number(height), block)
            builder.position_at_end(block)
            emit(height)
            builder.branch(done)
        builder.position_at_end(done)
        builder.ret_void()


def _emit_sum_windows(context: Any, emitter: _Emitter) -> None:
    builder = emitter.builder
    (channels, columns, x, xa, xu, xv, xk, na, nu, nv, w, wt, wa, wu, wv, y, yt, yk, start, kind) = (
        emitter.function.args
    )

    def tile(height: int, width: int, k: Any) -> None:
        first_x = emitter.at(x, builder.mul(k, xk))
        first_y = emitter.at(y, builder.mul(k, yk))
        weights = [emitter.at(w, builder.mul(wt, _number(t))) for t in range(height)]
        outputs = [
            [
                builder.gep(first_y, [builder.add(builder.mul(yt, _number(t)), builder.mul(yk, _number(p)))])
                for p in range(width)
            ]
            for t in range(height)
        ]
        zero = ir.Constant(_CELL, None)
        sums = [[emitter.variable(zero) for _ in range(width)] for _ in range(height)]
        with builder.if_then(builder.icmp_signed("==", kind, _number(tiles.NUMBERS))):
            for t in range(height):
                value = emitter.spread(emitter.at(start, _number(t)))
                for p in range(width):
                    builder.store(value, sums[t][p])
        with builder.if_then(builder.icmp_signed("==", kind, _number(tiles.CELLS))):
            for t in range(height):
                for p in range(width):
                    builder.store(emitter.load(outputs[t][p]), sums[t][p])
        with emitter.loop(na) as a:
            x_a, w_a = builder.mul(a, xa), builder.mul(a, wa)
            with emitter.loop(nu) as u:
                x_u, w_u = builder.add(x_a, builder.mul(u, xu)), builder.add(w_a, builder.mul(u, wu))
                with emitter.loop(nv) as v:
                    x_v, w_v = builder.add(x_u, builder.mul(v, xv)), builder.add(w_u, builder.mul(v, wv))
                    pointer = builder.gep(first_x, [x_v])
                    places = [pointer, *(builder.gep(pointer, [builder.mul(xk, _number(p))]) for p in range(1, width))]
                    cells = [emitter.load(place) for place in places]
                    for place in places:
                        emitter.prefetch(builder.gep(place, [xa]))
                    for t in range(height):
                        weight = emitter.spread(builder.gep(weights[t], [w_v]))
                        for p in range(width):
                            emitter.add_product(sums[t][p], weight, cells[p])
        for t in range(height):
            for p in range(width):
                emitter.store(builder.load(sums[t][p]), outputs[t][p])

    def rows(height: int) -> None:
        width = _columns(height, budget(context))
        whole = builder.sub(columns, builder.srem(columns, _number(width)))
        with emitter.loop(whole, step=_number(width)) as k:
            tile(height, width, k)
        if width > 1:
            with emitter.loop(columns, start=whole) as k:
                tile(height, 1, k)

    emitter.for_each_height(channels, tile_height(context), rows)


def _emit_sum_products(context: Any, emitter: _Emitter) -> None:
    builder = emitter.builder
    channels, rows, columns, x, xi, xj, dy, dt, di, dj, sums = emitter.function.args

    def tile(height: int) -> None:
        width = _columns(height, budget(context))
        zero = ir.Constant(_CELL, None)
        parts = [[emitter.variable(zero) for _ in range(width)] for _ in range(height)]
        first_x = emitter.at(x)
        channel = [emitter.at(dy, builder.mul(dt, _number(t))) for t in range(height)]
        whole = builder.sub(columns, builder.srem(columns, _number(width)))

        def products(x_i: Any, d_i: Any, j: Any, count: int) -> None:
            for p in range(count):
                place = builder.add(j, _number(p))
                cell = emitter.load(builder.gep(first_x, [builder.add(x_i, builder.mul(place, xj))]))
                d_j = builder.add(d_i, builder.mul(place, dj))
                for t in range(height):
                    emitter.add_product(parts[t][p], cell, emitter.load(builder.gep(channel[t], [d_j])))

        with emitter.loop(rows) as i:
            x_i, d_i = builder.mul(i, xi), builder.mul(i, di)
            with emitter.loop(whole, step=_number(width)) as j:
                products(x_i, d_i, j, width)
            if width > 1:
                with emitter.loop(columns, start=whole) as j:
                    products(x_i, d_i, j, 1)
        for t in range(height):
            place = emitter.at(sums, _number(LANES * t))
            value = emitter.load(place)
            for part in parts[t]:
                value = builder.fadd(value, builder.load(part))
            emitter.store(value, place)

    emitter.for_each_height(channels, tile_height(context), tile)


def _emit_transpose(context: Any, emitter: _Emitter) -> None:
    builder = emitter.builder
    rows, x, step, y = emitter.function.args
    last = builder.sub(rows, _number(1))
    cells = []
    for k in range(LANES):
        row = _number(k)
        row = builder.select(builder.icmp_signed("<", row, rows), row, last)
        cells.append(emitter.load(emitter.at(x, builder.mul(row, step))))
    half = 1
    while half < LANES:  # exchange ever larger squares beside the diagonal
        swapped = list(cells)
        for k in range(LANES):
            if k & half:
                continue
            low = [lane if not lane & half else LANES + (lane ^ half) for lane in range(LANES)]
            high = [lane | half if not lane & half else LANES + lane for lane in range(LANES)]
            for target, mask in ((k, low), (k | half, high)):
                order = ir.Constant(ir.VectorType(_I32, LANES), mask)
                swapped[target] = builder.shuffle_vector(cells[k], cells[k | half], order)
        cells = swapped
        half *= 2
    for s, cell in enumerate(cells):
        emitter.store(cell, emitter.at(y, _number(LANES * s)))
    builder.ret_void()


def _emit_clear(context: Any, emitter: _Emitter) -> None:
    cells, count = emitter.function.args
    with emitter.loop(count) as number:
        emitter.store(ir.Constant(_CELL, None), emitter.at(cells, emitter.builder.mul(number, _number(LANES))))
    emitter.builder.ret_void()


_INTEGER = types.int64


def _integers(*counts: int) -> list[Any]:
    """Numba's types for integers (1) and tuples of so many of them."""
    return [_INTEGER if count == 1 else types.UniTuple(_INTEGER, count) for count in counts]


def _define(function: Callable[..., Any], kinds: list[Any], emit: Callable[[Any, _Emitter], None]) -> None:
    """Give a function of tiles.py its meaning: a call of what `emit` writes."""

    class Template(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
            return signature(types.none, *kinds) if len(args) == len(kinds) and not kws else None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        flat: list[Any] = []
        for kind, value in zip(kinds, args, strict=True):
            flat += [value] if kind is _INTEGER else cgutils.unpack_tuple(builder, value, len(kind))
        name = f"tile_{function.__name__}"
        target = builder.module.globals.get(name)
        if target is None:
            emitter = _Emitter(builder.module, name, len(flat))
            emit(context, emitter)
            target = emitter.function
        builder.call(target, flat)
        return context.get_dummy_value()

    infer_global(function)(type(f"Tile_{function.__name__}", (Template,), {"key": function}))
    lower_builtin(function, *kinds)(lower)


_define(tiles.sum_windows, _integers(1, 1, 1, 4, 3, 1, 4, 1, 2, 1, 1), _emit_sum_windows)
_define(tiles.sum_products, _integers(1, 1, 1, 1, 2, 1, 3, 1), _emit_sum_products)
_define(tiles.transpose, _integers(1, 1, 1, 1), _emit_transpose)
_define(tiles.clear, _integers(1, 1), _emit_clear)


@infer_global(tiles.lanes_total)
class _LanesTotal(AbstractTemplate):  # type: ignore[misc]
    key = tiles.lanes_total

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(types.float32, _INTEGER) if len(args) == 1 else None


@lower_builtin(tiles.lanes_total, _INTEGER)
def _lanes_total(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return lanes_total(builder, builder.load(builder.inttoptr(args[0], _CELL.as_pointer()), align=4))


@infer_global(tiles.tile_channels)
class _TileChannels(AbstractTemplate):  # type: ignore[misc]
    key = tiles.tile_channels

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        return signature(_INTEGER) if not args else None


@lower_builtin(tiles.tile_channels)
def _tile_channels(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return _number(tile_height(context))


@infer_global(tiles.address)
class _Address(AbstractTemplate):  # type: ignore[misc]
    key = tiles.address

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 1 + len(TENSOR_FIELDS) and isinstance(args[0], TensorType)
        return signature(_INTEGER, args[0], *[_INTEGER] * len(TENSOR_FIELDS)) if fits else None


@lower_builtin(tiles.address, TensorType, *[_INTEGER] * len(TENSOR_FIELDS))
def _address(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.ptrtoint(cell_pointer(context, builder, sig.args[0], args[0], list(args[1:])), _I64)


@infer_global(tiles.array_address)
class _ArrayAddress(AbstractTemplate):  # type: ignore[misc]
    key = tiles.array_address

    def generic(self, args: tuple[Any, ...], kws: Any) -> Any:
        fits = len(args) == 2 and isinstance(args[0], types.Array)
        return signature(_INTEGER, args[0], _INTEGER) if fits else None


@lower_builtin(tiles.array_address, types.Array, _INTEGER)
def _array_address(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    array = context.make_array(sig.args[0])(context, builder, args[0])
    return builder.ptrtoint(builder.gep(array.data, [args[1]]), _I64)
