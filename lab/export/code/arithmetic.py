"""Python's operators and a few of its functions on plain values, so bounded that no code can make them run long.

Everything gives None where it will not compute: nothing here raises.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from lab.export.code.values import is_number, is_plain

MOST = 10_000  # entries of a list, characters of a text
MOST_BITS = 256  # of a whole number

Answer = tuple[Any] | None  # the value in a tuple, as None is a value too

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def bounded(value: Any) -> Answer:
    """The value, unless it is a number or a text of absurd size."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > MOST_BITS:
        return None
    if isinstance(value, str | list | tuple | dict) and len(value) > MOST:
        return None
    return (value,)


def attempt(compute: Callable[[], Any]) -> Answer:
    """What comes out, or None where Python would raise."""
    try:
        return bounded(compute())
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError):
        return None


def binary(kind: type[ast.operator], left: Any, right: Any) -> Answer:
    """left + right and the like."""
    if kind is ast.Pow:
        return _power(left, right)
    if kind is ast.Mod and isinstance(left, str):
        return _percent(left, right)
    if kind is ast.Mult:
        sequence, times = (left, right) if isinstance(left, str | list | tuple) else (right, left)
        repeated = isinstance(sequence, str | list | tuple)
        if repeated and (not isinstance(times, int) or len(sequence) * max(times, 0) > MOST):
            return None
    elif not (is_number(left) or isinstance(left, bool)) and not (
        kind is ast.Add and isinstance(left, str | list | tuple)
    ):
        return None
    if kind not in _BINARY:
        return None
    return attempt(lambda: _BINARY[kind](left, right))


def _power(base: Any, exponent: Any) -> Answer:
    if not is_number(base) or not is_number(exponent):
        return None
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > MOST_BITS:
        return None
    found = attempt(lambda: base**exponent)
    return found if found and is_number(found[0]) else None


def _percent(template: str, values: Any) -> Answer:
    parts = values if isinstance(values, tuple) else (values,)
    if not all(map(is_plain, parts)) or re.search(r"\d{3}|\*", template):
        return None
    return attempt(lambda: template % tuple(parts))


def formatted(template: str, values: list[Any]) -> Answer:
    """template.format(*values), for plain values and short formats alone."""
    if not all(map(is_plain, values)) or re.search(r"\{[^}]*(\d{3}|[.\[{]\D|__)", template):
        return None
    return attempt(lambda: template.format(*values))


def unary(kind: type[ast.unaryop], value: Any) -> Answer:
    """-value and the like."""
    if kind is ast.Not:
        return None if not _has_truth(value) else (not value,)
    if not is_number(value):
        return None
    if kind is ast.USub:
        return (-value,)
    return (value,) if kind is ast.UAdd else None


def _has_truth(value: Any) -> bool:
    return is_plain(value) or isinstance(value, list | tuple | dict | range)


def truth(value: Any) -> bool | None:
    """Whether Python takes it as true; None where that is not known."""
    return bool(value) if _has_truth(value) else None


def compare(kind: type[ast.cmpop], left: Any, right: Any) -> Answer:
    """left < right and the like, of plain values and flat tuples of them."""
    if kind in (ast.Is, ast.IsNot):
        if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
            return ((left is right) == (kind is ast.Is),)
        return None
    if kind in (ast.In, ast.NotIn):
        if not _flat(left) or not (isinstance(right, str) or _flat(right) or isinstance(right, dict)):
            return None
        found = attempt(lambda: left in right)
        return (found[0] == (kind is ast.In),) if found else None
    if kind not in _COMPARE or not _flat(left) or not _flat(right):
        return None
    return attempt(lambda: _COMPARE[kind](left, right))


def _flat(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return len(value) <= 1000 and all(map(is_plain, value))
    return is_plain(value)


def listed(value: Any) -> list[Any] | None:
    """The entries of what can be gone through; None where that is not known or would take too long."""
    if isinstance(value, str | list | tuple | dict | range):
        return list(islice(value, MOST + 1))[:MOST] if len(value) <= MOST else None
    return None


def _product(values: Any) -> Any:
    return math.prod(values)


_NUMBERS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "int": int,
    "float": float,
    "bool": bool,
    "round": round,
    "min": min,
    "max": max,
    "sum": sum,
    "str": str,
    "divmod": divmod,
    "math.sqrt": math.sqrt,
    "math.floor": math.floor,
    "math.ceil": math.ceil,
    "math.log": math.log,
    "math.log2": math.log2,
    "math.exp": math.exp,
    "math.prod": _product,
    "numpy.prod": _product,
    "numpy.sqrt": math.sqrt,
    "numpy.floor": math.floor,
    "numpy.ceil": math.ceil,
    "numpy.log2": math.log2,
    "numpy.log": math.log,
    "numpy.product": _product,
    "functools.reduce": lambda *_: 1 / 0,  # known, and never computed
}


def computes(name: str) -> bool:
    """Whether `number_function` knows a name."""
    return name in _NUMBERS


def number_function(name: str, values: list[Any]) -> Answer:
    """A function of numbers, or of one flat list of them."""
    if not values or not all(map(_flat, values)):
        return None
    return attempt(lambda: _NUMBERS[name](*values))


def element(value: Any, index: Any) -> Answer:
    """value[index]"""
    if isinstance(value, dict):
        return attempt(lambda: value[index]) if is_plain(index) else None
    if isinstance(value, str | list | tuple | range) and (isinstance(index, int | slice)):
        return attempt(lambda: value[index])
    return None
