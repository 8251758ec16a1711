"""Emits the transforms of lab/kernels/winograd.py as LLVM code. Imports Numba; only the compiler does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from llvmlite import ir

from lab.kernels import machine, winograd
from lab.kernels.emitter import CELL, FLOAT, Emitter, constant
from lab.kernels.lanes import LANES
from lab.kernels.minimal_filtering import FILTERINGS, Filtering, Matrix
from lab.kernels.tile_code import at_least, define, for_each, integers, lowest
from lab.kernels.tiles import MOST_CHANNELS, NUMBER

_Values = list[Any]  # numbers or cells in the code that is being written
_CELL = constant(winograd.CELL)


# -- the matrices, each times a column


def _scaled(emitter: Emitter, number: Fraction, value: Any) -> Any:
    return value if number == 1 else emitter.builder.fmul(value, _all(value.type, number))


def _all(kind: Any, number: Fraction) -> Any:
    """A vector of one number."""
    return ir.Constant(kind, [float(number)] * kind.count)


def _plus(emitter: Emitter, total: Any, number: Fraction, value: Any) -> Any:
    """total + number value; a total of None is 0."""
    if total is None:
        return _scaled(emitter, number, value)
    if number == 1:
        return emitter.builder.fadd(total, value)
    if number == -1:
        return emitter.builder.fsub(total, value)
    return emitter.product_and_sum(value, _all(value.type, number), total)


def _weighted(emitter: Emitter, numbers: Sequence[Fraction], values: _Values) -> Any:
    """The sum of the values, each times its number."""
    total = None
    terms = [(number, value) for number, value in zip(numbers, values, strict=True) if number != 0]
    for number, value in sorted(terms, key=lambda term: term[0] != 1):  # begin with what is not multiplied
        total = _plus(emitter, total, number, value)
    return total


def _common(numbers: Sequence[Fraction]) -> Fraction:
    """One of the numbers by which all can be divided so that float32 holds the quotients exactly."""
    powers_of_two = [1 << k for k in range(24)]
    return next(
        one for one in numbers if one != 0 and all((number / one).denominator in powers_of_two for number in numbers)
    )


def _values(emitter: Emitter, matrix: Matrix, column: _Values) -> _Values:
    """The matrix times a column: of a pair of rows, for p and -p, the even powers agree and the odd ones do not."""
    found = [_weighted(emitter, matrix[0], column)]
    for row in matrix[1:-1:2]:
        even = _weighted(emitter, row[::2], column[::2])
        common = _common(row[1::2])
        odd = _weighted(emitter, [number / common for number in row[1::2]], column[1::2])
        found += [_plus(emitter, even, sign * common, odd) for sign in (1, -1)]
    return [*found, _weighted(emitter, matrix[-1], column)]


def _from_values(emitter: Emitter, matrix: Matrix, values: _Values) -> _Values:
    """The transposed matrix times values."""
    builder = emitter.builder
    pairs = list(zip(values[1:-1:2], values[2:-1:2], strict=True))
    even, odd = [builder.fadd(*pair) for pair in pairs], [builder.fsub(*pair) for pair in pairs]
    return [
        _weighted(
            emitter,
            [matrix[0][j], *(row[j] for row in matrix[1:-1:2]), matrix[-1][j]],
            [values[0], *(odd if j % 2 else even), values[-1]],
        )
        for j in range(len(matrix[0]))
    ]


# -- the transforms


def _with_filtering(emit: Callable[..., None]) -> Callable[[Emitter], None]:
    """What emits a transform for each of the minimal filterings; the first argument says which."""

    def emit_all(emitter: Emitter) -> None:
        weights, *arguments = emitter.function.args

        def emit_one(chosen: int) -> None:
            emit(emitter, FILTERINGS[chosen], *arguments)

        for_each(emitter, weights, FILTERINGS, emit_one)

    return emit_all


def _total(emitter: Emitter, values: _Values) -> Any:
    """Their sum, of neighbours first."""
    while len(values) > 1:
        values = [emitter.builder.fadd(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
    return values[0]


def _loads(emitter: Emitter, places: list[Any], kind: Any = CELL) -> _Values:
    return [emitter.load(place, kind) for place in places]


def _parts(emitter: Emitter) -> Iterator[tuple[Any, Callable[[list[Any]], list[Any]]]]:
    """The parts of a cell that fit into a register: their type, and what takes addresses of cells to theirs."""
    for first in range(0, LANES, machine.lanes()):
        offset = constant(first * NUMBER)

        def part(places: list[Any], offset: Any = offset) -> list[Any]:
            return [emitter.builder.add(place, offset) for place in places]

        yield ir.VectorType(FLOAT, machine.lanes()), part


def _first_lanes(builder: Any, cell: Any, count: int) -> Any:
    lanes = ir.Constant(ir.VectorType(ir.IntType(32), count), list(range(count)))
    return builder.shuffle_vector(cell, ir.Constant(cell.type, ir.Undefined), lanes)


def _store(emitter: Emitter, values: _Values, places: list[Any]) -> None:
    for value, place in zip(values, places, strict=True):
        emitter.store(value, place)


def _within(emitter: Emitter, first: Any, end: Any, places: list[Any], beyond: Any) -> list[Any]:
    """Addresses of neighbouring columns from `first` on, but `beyond` for those that are not from 0 to `end`."""
    builder = emitter.builder
    columns = [builder.add(first, constant(k)) for k in range(len(places))]
    inside = [builder.icmp_unsigned("<", column, end) for column in columns]
    return [builder.select(is_inside, place, beyond) for is_inside, place in zip(inside, places, strict=True)]


@_with_filtering
def _emit_weights(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    """All channels at once: what a vector has too much, the next one overwrites."""
    builder = emitter.builder
    channels, inputs, rows, w, wt, wc, wi, wj, u, u_step = arguments
    wt, wc, wi, wj, u_step = emitter.in_bytes(wt, wc, wi, wj, u_step)
    of_row = builder.mul(channels, constant(NUMBER))
    last = builder.sub(channels, constant(1))
    numbers = [constant(t) for t in range(MOST_CHANNELS)]
    offsets = [builder.mul(wt, builder.select(builder.icmp_signed("<", t, last), t, last)) for t in numbers]

    def together(place: Any) -> Any:
        """This weight of every channel."""
        found = ir.Constant(ir.VectorType(FLOAT, MOST_CHANNELS), ir.Undefined)
        for t, offset in zip(numbers, offsets, strict=True):
            number = builder.load(builder.inttoptr(builder.add(place, offset), FLOAT.as_pointer()))
            found = builder.insert_element(found, number, t)
        return found

    with (
        emitter.loop(inputs, (w, wc), (u, builder.mul(rows, of_row))) as (w_c, u_c),
        emitter.loop(rows, (w_c, wi), (u_c, of_row)) as (w_i, u_i),
    ):
        g = [together(place) for place in emitter.steps(w_i, wj, filtering.weights)]
        values = _values(emitter, filtering.kernel, g)
        _store(emitter, values, emitter.steps(u_i, u_step, filtering.places))


@_with_filtering
def _emit_windows(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    channels, rows, tiles, x, xc, xi, xj, left, width, zeros, v, vc, vi, vp = arguments
    xc, xi, xj, vc, vi, vp = emitter.in_bytes(xc, xi, xj, vc, vi, vp)
    builder, step = emitter.builder, constant(filtering.outputs)
    first = builder.sub(x, builder.mul(left, xj))
    of_tile = builder.mul(xj, step)
    with (
        emitter.loop(channels, (first, xc), (v, vc)) as (x_c, v_c),
        emitter.loop(rows, (x_c, xi), (v_c, vi)) as (x_i, v_i),
        emitter.loop(tiles, (x_i, of_tile), (builder.neg(left), step), (v_i, _CELL)) as (x_k, column, v_k),
    ):
        places = _within(emitter, column, width, emitter.steps(x_k, xj, filtering.places), zeros)
        for place in places[-filtering.outputs :]:
            emitter.prefetch(builder.add(place, xc))
        targets = emitter.steps(v_k, vp, filtering.places)
        for kind, part in _parts(emitter):
            values = _values(emitter, filtering.window, _loads(emitter, part(places), kind))
            _store(emitter, values, part(targets))


@_with_filtering
def _emit_outputs(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    builder = emitter.builder
    channels, rows, tiles, m, mo, mi, mp, bias, bias_step, *rest = arguments
    y, yo, yi, yj, width, nowhere, rectified = rest
    least = lowest(emitter, builder.icmp_signed("==", rectified, constant(1)))
    mo, mi, mp, bias_step, yo, yi, yj = emitter.in_bytes(mo, mi, mp, bias_step, yo, yi, yj)
    step = constant(filtering.outputs)
    of_tile = builder.mul(yj, step)
    with emitter.loop(channels, (m, mo), (bias, bias_step), (y, yo)) as (m_o, bias_o, y_o):
        start = emitter.spread(bias_o)
        with (
            emitter.loop(rows, (m_o, mi), (y_o, yi)) as (m_i, y_i),
            emitter.loop(tiles, (m_i, _CELL), (y_i, of_tile), (constant(0), step)) as (m_k, y_k, column),
        ):
            places = _within(emitter, column, width, emitter.steps(y_k, yj, filtering.outputs), nowhere)
            for place in places:
                emitter.prefetch(builder.add(place, yo))
            sources = emitter.steps(m_k, mp, filtering.places)
            for kind, part in _parts(emitter):
                found = _from_values(emitter, filtering.tile, _loads(emitter, part(sources), kind))
                first, lower = (_first_lanes(builder, cell, kind.count) for cell in (start, least))
                _store(emitter, [at_least(builder, lower, builder.fadd(value, first)) for value in found], part(places))


@_with_filtering
def _emit_gradients(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    builder = emitter.builder
    channels, rows, tiles, dy, do, di, dj, width, zeros, w, wo, wi, wp, totals, totals_step = arguments
    do, di, dj, wo, wi, wp, totals_step = emitter.in_bytes(do, di, dj, wo, wi, wp, totals_step)
    step = constant(filtering.outputs)
    of_tile = builder.mul(dj, step)
    with emitter.loop(channels, (dy, do), (w, wo), (totals, totals_step)) as (d_o, w_o, totals_o):
        parts = [(kind, part, emitter.variable(ir.Constant(kind, None))) for kind, part in _parts(emitter)]
        with (
            emitter.loop(rows, (d_o, di), (w_o, wi)) as (d_i, w_i),
            emitter.loop(tiles, (d_i, of_tile), (constant(0), step), (w_i, _CELL)) as (d_k, column, w_k),
        ):
            places = _within(emitter, column, width, emitter.steps(d_k, dj, filtering.outputs), zeros)
            for place in places:
                emitter.prefetch(builder.add(place, do))
            targets = emitter.steps(w_k, wp, filtering.places)
            for kind, part, total in parts:
                tile = _loads(emitter, part(places), kind)
                _store(emitter, _values(emitter, filtering.tile, tile), part(targets))
                builder.store(builder.fadd(builder.load(total), _total(emitter, tile)), total)
        for kind, part, total in parts:
            (place,) = part([totals_o])
            emitter.store(builder.fadd(emitter.load(place, kind), builder.load(total)), place)


@_with_filtering
def _emit_window_sums(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    """What a window shares with the next waits in registers for it."""
    builder = emitter.builder
    channels, rows, tiles, m, mc, mi, mp, dx, dc, di, dj, left, width, nowhere = arguments
    mc, mi, mp, dc, di, dj = emitter.in_bytes(mc, mi, mp, dc, di, dj)
    outputs, shared = filtering.outputs, filtering.weights - 1
    step = constant(outputs)
    of_tile = builder.mul(dj, step)
    first = builder.sub(dx, builder.mul(left, dj))
    with (
        emitter.loop(channels, (m, mc), (first, dc)) as (m_c, d_c),
        emitter.loop(rows, (m_c, mi), (d_c, di)) as (m_i, d_i),
    ):
        parts = list(_parts(emitter))
        kept = [[emitter.variable(ir.Constant(kind, None)) for _ in range(shared)] for kind, _ in parts]
        walks = (m_i, _CELL), (d_i, of_tile), (builder.neg(left), step)
        with emitter.loop(tiles, *walks) as (m_k, d_k, column):
            sources = emitter.steps(m_k, mp, filtering.places)
            places = _within(emitter, column, width, emitter.steps(d_k, dj, outputs), nowhere)
            for place in places:
                emitter.prefetch(builder.add(place, dc))
            for (kind, part), variables in zip(parts, kept, strict=True):
                cells = _from_values(emitter, filtering.window, _loads(emitter, part(sources), kind))
                for k, variable in enumerate(variables):
                    cells[k] = builder.fadd(cells[k], builder.load(variable))
                _store(emitter, cells[:outputs], part(places))
                for variable, cell in zip(variables, cells[outputs:], strict=True):
                    builder.store(cell, variable)
        last, column = builder.mul(tiles, of_tile), builder.sub(builder.mul(tiles, step), left)
        places = _within(emitter, column, width, emitter.steps(builder.add(d_i, last), dj, shared), nowhere)
        for (_, part), variables in zip(parts, kept, strict=True):
            _store(emitter, [builder.load(variable) for variable in variables], part(places))


@_with_filtering
def _emit_kernel_sums(emitter: Emitter, filtering: Filtering, *arguments: Any) -> None:
    count, m, m_step, g = arguments
    (m_step,) = emitter.in_bytes(m_step)
    with emitter.loop(count, (m, _CELL), (g, constant(winograd.CELL * filtering.weights))) as (m_k, g_k):
        values = _loads(emitter, emitter.steps(m_k, m_step, filtering.places))
        _store(
            emitter,
            _from_values(emitter, filtering.kernel, values),
            emitter.steps(g_k, _CELL, filtering.weights),
        )


define(winograd.transform_weights, integers(1, 3, 1, 4, 1, 1), _emit_weights)
define(winograd.transform_windows, integers(1, 3, 1, 3, 1, 1, 1, 1, 3), _emit_windows)
define(winograd.transform_outputs, integers(1, 3, 1, 3, 1, 1, 1, 3, 1, 1, 1), _emit_outputs)
define(winograd.transform_gradients, integers(1, 3, 1, 3, 1, 1, 1, 3, 1, 1), _emit_gradients)
define(winograd.transform_window_sums, integers(1, 3, 1, 3, 1, 3, 1, 1, 1), _emit_window_sums)
define(winograd.transform_kernel_sums, integers(1, 1, 1, 1, 1), _emit_kernel_sums)
