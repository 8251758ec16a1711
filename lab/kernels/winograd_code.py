"""Emits the transforms of lab/kernels/winograd.py as LLVM code. Imports Numba; only the compiler does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from llvmlite import ir

from lab.kernels import winograd
from lab.kernels.emitter import FLOAT, Emitter, constant
from lab.kernels.lanes import LANES
from lab.kernels.tile_code import at_least, define, integers, lowest
from lab.kernels.tiles import NUMBER


class _Value:
    """A number or a cell in the code that is being written."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder, self.value = builder, value

    def __add__(self, other: _Value) -> _Value:
        return _Value(self.builder, self.builder.fadd(self.value, other.value))

    def __sub__(self, other: _Value) -> _Value:
        return _Value(self.builder, self.builder.fsub(self.value, other.value))

    def at_least(self, least: Any) -> _Value:
        """It, or the cell `least` where that is larger."""
        return _Value(self.builder, at_least(self.builder, least, self.value))

    def half(self) -> _Value:
        """Half of it."""
        kind = self.value.type
        half = ir.Constant(kind, 0.5 if kind == FLOAT else [0.5] * LANES)
        return _Value(self.builder, self.builder.fmul(self.value, half))


_Values = list[_Value]


# -- the matrices, each times a column


def _values_of_window(d: _Values) -> _Values:
    """B^T d."""
    return [d[0] - d[2], d[1] + d[2], d[2] - d[1], d[3] - d[1]]


def _values_of_kernel(g: _Values) -> _Values:
    """G g."""
    even, odd = (g[0] + g[2]).half(), g[1].half()
    return [g[0], even + odd, even - odd, g[2]]


def _kernel_from_values(m: _Values) -> _Values:
    """G^T m."""
    even, odd = (m[1] + m[2]).half(), (m[1] - m[2]).half()
    return [m[0] + even, odd, even + m[3]]


def _tile_from_values(m: _Values) -> _Values:
    """A^T m."""
    return [m[0] + m[1] + m[2], m[1] - m[2] + m[3]]


def _values_of_tile(y: _Values) -> _Values:
    """A y."""
    return [y[0], y[0] + y[1], y[0] - y[1], y[1]]


def _both_ways(matrix: Callable[[_Values], _Values], rows: list[_Values]) -> list[_Values]:
    """T X T^T, row by row, for a matrix T and the rows of X."""
    columns = [matrix(list(column)) for column in zip(*rows, strict=True)]
    return [matrix(list(row)) for row in zip(*columns, strict=True)]


# -- the transforms


def _load(emitter: Emitter, place: Any) -> _Value:
    return _Value(emitter.builder, emitter.load(place))


def _store(emitter: Emitter, rows: list[_Values], places: list[Any]) -> None:
    for number, place in zip(chain(*rows), places, strict=True):
        emitter.store(number.value, place)


def _emit_weights(emitter: Emitter) -> None:
    builder = emitter.builder
    channels, inputs, w, wt, wc, wk, u, u_step = emitter.function.args
    wt, wc, wk, u_step = emitter.in_bytes(wt, wc, wk, u_step)

    def number(place: Any) -> Any:
        return builder.inttoptr(place, FLOAT.as_pointer())

    with (
        emitter.loop(inputs, (w, wc), (u, builder.mul(channels, constant(NUMBER)))) as (w_c, u_c),
        emitter.loop(channels, (w_c, wt), (u_c, constant(NUMBER))) as (w_t, u_t),
    ):
        g = [_Value(builder, builder.load(number(place))) for place in emitter.steps(w_t, wk, 9)]
        values = chain(*_both_ways(_values_of_kernel, [g[:3], g[3:6], g[6:]]))
        for value, place in zip(values, emitter.steps(u_t, u_step, winograd.PLACES), strict=True):
            builder.store(value.value, number(place))
    builder.ret_void()


def _emit_inputs(emitter: Emitter) -> None:
    """One row of V after the other: it needs two rows of the window, and two of its columns serve the next tile."""
    builder = emitter.builder
    channels, tiles, x, xc, xi, xj, first_i, end_i, first_j, end_j, zeros, v, vc, vk, v_step = emitter.function.args
    xc, xi, xj, vc, vk, v_step = emitter.in_bytes(xc, xi, xj, vc, vk, v_step)

    def is_inside(k: Any, first: Any, end: Any) -> Any:
        return builder.and_(builder.icmp_signed("<=", first, k), builder.icmp_signed("<", k, end))

    rows_inside = [is_inside(constant(i), first_i, end_i) for i in range(4)]
    with emitter.loop(channels, (x, xc), (v, vc)) as (x_c, v_c):
        rows = emitter.steps(x_c, xi, 4)
        for row in range(4):
            used = ((0, 2), (1, 2), (1, 2), (1, 3))[row]

            def column(j: Any, step: Any, used: tuple[int, int] = used, row: int = row) -> _Value:
                """This row of B^T times a column of the window."""
                inside = is_inside(j, first_j, end_j)
                window: dict[int, _Value] = {}
                for i in used:
                    place = builder.add(rows[i], step)
                    if row in (0, 3):  # which between them use every row
                        emitter.prefetch(builder.add(place, xc))
                    window[i] = _load(emitter, builder.select(builder.and_(inside, rows_inside[i]), place, zeros))
                one, other = (window[i] for i in used)
                return one + other if row == 1 else one - other if row == 0 else other - one

            kept = [emitter.variable(column(constant(j), builder.mul(xj, constant(j))).value) for j in range(2)]
            pair = constant(2)
            walks = (pair, pair), (builder.mul(xj, pair), builder.mul(xj, pair))
            target = builder.add(v_c, builder.mul(v_step, constant(4 * row)))
            with emitter.loop(tiles, *walks, (target, vk)) as (j, step, v_k):
                new = [column(j, step), column(builder.add(j, constant(1)), builder.add(step, xj))]
                old = [_Value(builder, builder.load(variable)) for variable in kept]
                _store(emitter, [_values_of_window([*old, *new])], emitter.steps(v_k, v_step, 4))
                for value, variable in zip(new, kept, strict=True):
                    builder.store(value.value, variable)
    builder.ret_void()


def _square(emitter: Emitter, start: Any, steps: tuple[Any, Any], height: Any, width: Any, beyond: Any) -> list[Any]:
    """Addresses of the four cells of a tile; `beyond` for those that are not within (height, width)."""
    builder = emitter.builder
    lower, right = (builder.icmp_signed(">", length, constant(1)) for length in (height, width))
    upper = emitter.steps(start, steps[1], 2)
    places = [*upper, *(builder.add(place, steps[0]) for place in upper)]
    places = [builder.select(right, place, beyond) if j % 2 else place for j, place in enumerate(places)]
    return [*places[:2], *(builder.select(lower, place, beyond) for place in places[2:])]


def _emit_outputs(emitter: Emitter) -> None:
    builder = emitter.builder
    channels, tiles, m, mo, mk, m_step, bias, bias_step, *rest = emitter.function.args
    y, yo, yi, yj, height, width, nowhere, rectified = rest
    least = lowest(emitter, builder.icmp_signed("==", rectified, constant(1)))
    mo, mk, m_step, bias_step, yo, yi, yj = emitter.in_bytes(mo, mk, m_step, bias_step, yo, yi, yj)
    pair = constant(2)
    with emitter.loop(channels, (m, mo), (bias, bias_step), (y, yo)) as (m_o, bias_o, y_o):
        start = _Value(builder, emitter.spread(bias_o))
        walks = (m_o, mk), (y_o, builder.mul(yj, pair)), (width, builder.neg(pair))
        with emitter.loop(tiles, *walks) as (m_k, y_k, left):
            targets = _square(emitter, y_k, (yi, yj), height, left, nowhere)
            for place in targets:
                emitter.prefetch(builder.add(place, yo))
            values = [_load(emitter, place) for place in emitter.steps(m_k, m_step, winograd.PLACES)]
            rows = _both_ways(_tile_from_values, [values[k : k + 4] for k in range(0, winograd.PLACES, 4)])
            _store(emitter, [[(value + start).at_least(least) for value in row] for row in rows], targets)
    builder.ret_void()


def _emit_gradients(emitter: Emitter) -> None:
    builder = emitter.builder
    channels, tiles, dy, do, di, dj, height, width, zeros, w, wo, wk, w_step = emitter.function.args
    do, di, dj, wo, wk, w_step = emitter.in_bytes(do, di, dj, wo, wk, w_step)
    pair = constant(2)
    with emitter.loop(channels, (dy, do), (w, wo)) as (d_o, w_o):
        walks = (d_o, builder.mul(dj, pair)), (w_o, wk), (width, builder.neg(pair))
        with emitter.loop(tiles, *walks) as (d_k, w_k, left):
            sources = _square(emitter, d_k, (di, dj), height, left, zeros)
            for place in sources:
                emitter.prefetch(builder.add(place, do))
            cells = [_load(emitter, place) for place in sources]
            rows = _both_ways(_values_of_tile, [cells[:2], cells[2:]])
            _store(emitter, rows, emitter.steps(w_k, w_step, winograd.PLACES))
    builder.ret_void()


def _emit_sums(emitter: Emitter) -> None:
    m, m_step, g = emitter.function.args
    (m_step,) = emitter.in_bytes(m_step)
    values = [_load(emitter, place) for place in emitter.steps(m, m_step, winograd.PLACES)]
    rows = _both_ways(_kernel_from_values, [values[k : k + 4] for k in range(0, winograd.PLACES, 4)])
    _store(emitter, rows, emitter.steps(g, constant(winograd.CELL), 9))
    emitter.builder.ret_void()


define(winograd.transform_weights, integers(1, 1, 1, 3, 1, 1), _emit_weights)
define(winograd.transform_inputs, integers(1, 1, 1, 3, 2, 2, 1, 1, 3), _emit_inputs)
define(winograd.transform_outputs, integers(1, 1, 1, 3, 1, 1, 1, 3, 2, 1, 1), _emit_outputs)
define(winograd.transform_gradients, integers(1, 1, 1, 3, 2, 1, 1, 3), _emit_gradients)
define(winograd.transform_sums, integers(1, 1, 1), _emit_sums)
