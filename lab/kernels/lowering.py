"""Writes LLVM code of a typed function of a kernel: Numba's way, less what serves Python. Imports Numba.

Numba's functions tell their callers of exceptions, its variables may be deleted and are 0 before and after, its
iterators are objects. Kernels raise nothing, and their loops run over numbers: without all this there is half as much
code to write, to read and to optimise, and what remains of it is the same.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import callconv, cgutils, errors, lowering, typed_passes, types
from numba.core import ir as statements

_I64 = ir.IntType(64)
_ZERO, _ONE = ir.Constant(_I64, 0), ir.Constant(_I64, 1)
Emit = Callable[[Any, Any, Any], Any]  # the code for a result of two numbers


class Convention(callconv.BaseCallConv):  # type: ignore[misc]
    """How functions call each other: with the numbers their arguments are made of; what comes back is the result."""

    def get_return_type(self, kind: Any) -> Any:
        return self.context.data_model_manager[kind].get_return_type()

    def get_function_type(self, result: Any, kinds: Any) -> Any:
        return ir.FunctionType(self.get_return_type(result), self._get_arg_packer(kinds).argument_types)

    def decorate_function(self, function: Any, names: Any, kinds: Any, noalias: bool = False) -> None:
        pass

    def get_arguments(self, function: Any) -> Any:
        return function.args

    def _make_call_helper(self, builder: Any) -> None:
        return None

    def call(self, builder: Any, function: Any, result: Any, kinds: Any, values: Any) -> Any:
        """The result of a call."""
        numbers = self._get_arg_packer(kinds).as_arguments(builder, values)
        return self.context.get_returned_value(builder, result, builder.call(function, numbers))

    def return_value(self, builder: Any, value: Any) -> None:
        builder.ret(value)

    def return_user_exc(self, builder: Any, *_: Any, **__: Any) -> None:
        """Some of Numba's own functions raise, for arguments that kernels never give them."""
        kind = builder.function.function_type.return_type
        builder.ret(ir.Constant(kind, None))


class Call:
    """How one function calls another, in Numba's form."""

    def __init__(self, description: Any, libraries: Any) -> None:
        self._description, self.libs = description, tuple(libraries)

    def __call__(self, context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return context.call_internal(builder, self._description, sig, args)


class Lowering(typed_passes.BaseNativeLowering):  # type: ignore[misc]
    """Numba's pass that writes the code."""

    _name = "lowering"

    @property
    def lowering_class(self) -> Any:
        return _Lower


class _Lower(lowering.Lower):  # type: ignore[misc]
    def emit_environment_object(self) -> None:
        """Python's side of a function, which nobody asks for."""

    def _find_singly_assigned_variable(self) -> None:
        """Variables that need no place in memory: what is assigned once stays what it is."""
        assignments = Counter(
            statement.target.name
            for block in self.blocks.values()
            for statement in block.body
            if isinstance(statement, statements.Assign)
        )
        self._singly_assigned_vars = {name for name, count in assignments.items() if count == 1}
        self._blk_local_varmap: dict[str, Any] = {}

    def lower_block(self, block: Any) -> None:
        for statement in block.body:
            self.loc = statement.loc
            try:
                self.lower_inst(statement)
            except Exception as error:
                raise errors.LoweringError(f'"{statement}": {error}', self.loc) from error

    def lower_inst(self, statement: Any) -> None:
        if isinstance(statement, statements.Assign):
            name = statement.target.name
            self.storevar(self.lower_assign(self.typeof(name), statement), name)
        else:
            super().lower_inst(statement)

    def lower_expr(self, kind: Any, expression: Any) -> Any:
        if expression.op in _LOOPS:
            return _LOOPS[expression.op](self, self.loadvar(expression.value.name), kind)
        if expression.op == "call" and getattr(self.typeof(expression.func.name), "typing_key", None) is range:
            return _range(self, [self.loadvar(argument.name) for argument in expression.args], kind)
        if expression.op in ("binop", "inplace_binop"):
            emit = _INTEGERS.get(expression.fn if expression.op == "binop" else expression.immutable_fn)
            names = expression.lhs.name, expression.rhs.name
            if emit and all(types.unliteral(self.typeof(name)) == types.int64 for name in names):
                return emit(self.builder, *map(self.loadvar, names))
        return super().lower_expr(kind, expression)

    def return_exception(self, *_: Any, **__: Any) -> None:
        raise errors.UnsupportedError("A kernel cannot raise anything: nobody could catch it. Check before it is run.")

    def storevar(self, value: Any, name: str, argidx: Any = None) -> None:
        if name in self._singly_assigned_vars:
            self._blk_local_varmap[name] = value
        else:
            self.builder.store(value, self.getvar(name))

    def alloca_lltype(self, name: str, kind: Any, datamodel: Any = None) -> Any:
        return _place(self.builder, kind)


def _place(builder: Any, kind: Any) -> Any:
    """Room for a value, as long as the function runs."""
    with builder.goto_entry_block():
        return builder.alloca(kind)


# -- arithmetic of int64, as in Python but for what does not fit, and what is divided by 0, which is 0


def _calculate(instruction: str) -> Emit:
    return lambda builder, a, b: getattr(builder, instruction)(a, b, flags=("nsw",))


def _compare(sign: str) -> Emit:
    return lambda builder, a, b: builder.icmp_signed(sign, a, b)


def _power_of_two(number: Any) -> int | None:
    """k of a constant 2^k."""
    value = number.constant if isinstance(number, ir.Constant) else 0
    return value.bit_length() - 1 if isinstance(value, int) and value > 0 and value & (value - 1) == 0 else None


def _divided(builder: Any, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
    """Quotient and remainder of a by b, or 1 where that is 0, towards 0; that divisor; whether the floor is below."""
    divisor = builder.select(builder.icmp_signed("==", b, _ZERO), _ONE, b)
    rest = builder.srem(a, divisor)
    differ = builder.icmp_signed("<", builder.xor(rest, divisor), _ZERO)
    return builder.sdiv(a, divisor), rest, divisor, builder.and_(builder.icmp_signed("!=", rest, _ZERO), differ)


def _quotient(builder: Any, a: Any, b: Any) -> Any:
    power = _power_of_two(b)
    if power is not None:
        return builder.ashr(a, ir.Constant(_I64, power))
    quotient, _, _, below = _divided(builder, a, b)
    floor = builder.sub(quotient, builder.zext(below, _I64))
    return builder.select(builder.icmp_signed("==", b, _ZERO), _ZERO, floor)


def _remainder(builder: Any, a: Any, b: Any) -> Any:
    if _power_of_two(b) is not None:
        return builder.and_(a, ir.Constant(_I64, b.constant - 1))
    _, rest, divisor, below = _divided(builder, a, b)
    return builder.add(rest, builder.select(below, divisor, _ZERO))


_INTEGERS: dict[Any, Emit] = {
    operator.add: _calculate("add"),
    operator.sub: _calculate("sub"),
    operator.mul: _calculate("mul"),
    operator.floordiv: _quotient,
    operator.mod: _remainder,
    operator.lt: _compare("<"),
    operator.le: _compare("<="),
    operator.gt: _compare(">"),
    operator.ge: _compare(">="),
    operator.eq: _compare("=="),
    operator.ne: _compare("!="),
}

# -- loops: range, getiter, then in every round iternext, which gives a pair: a number, and whether there is one


def _aggregate(lower: _Lower, kind: Any, *parts: Any) -> Any:
    """A value of several parts; the rest is nothing."""
    return cgutils.make_anonymous_struct(lower.builder, parts, lower.context.get_value_type(kind))


def _range(lower: _Lower, numbers: list[Any], kind: Any) -> Any:
    """(start, end, step)."""
    if len(numbers) == 1:
        numbers = [_ZERO, *numbers]
    if len(numbers) == 2:
        numbers = [*numbers, _ONE]
    return _aggregate(lower, kind, *numbers)


def _getiter(lower: _Lower, value: Any, kind: Any) -> Any:
    """(where the next number is, end, step, nothing) of (start, end, step)."""
    if not isinstance(kind, types.RangeIteratorType):
        raise errors.UnsupportedError("Loops of kernels run over ranges.")
    builder = lower.builder
    start, end, step = cgutils.unpack_tuple(builder, value, 3)
    place = _place(builder, start.type)
    builder.store(start, place)
    return _aggregate(lower, kind, place, end, step)


def _iternext(lower: _Lower, value: Any, kind: Any) -> Any:
    builder = lower.builder
    place, end, step = (builder.extract_value(value, number) for number in range(3))
    number = builder.load(place)
    builder.store(builder.add(number, step), place)
    upwards = builder.icmp_signed(">", step, ir.Constant(step.type, 0))
    is_one = builder.select(upwards, builder.icmp_signed("<", number, end), builder.icmp_signed(">", number, end))
    return _aggregate(lower, kind, number, is_one)


def _pair_first(lower: _Lower, value: Any, kind: Any) -> Any:
    return lower.builder.extract_value(value, 0)


def _pair_second(lower: _Lower, value: Any, kind: Any) -> Any:
    return lower.builder.extract_value(value, 1)


_LOOPS = {"getiter": _getiter, "iternext": _iternext, "pair_first": _pair_first, "pair_second": _pair_second}
