"""Exponentials, logarithms and their kin on sixteen lanes at once, as LLVM code for any processor.

Each is written as its formula on `Vector`, whose operators emit instructions that nobody may reorder: the range
reductions below live from exact roundings. A function becomes one internal function of the module that uses it.
Accurate to 3.5 units in the last place (erf in float64: to 4e-14), with infinities and NaN as in NumPy.
Source of the methods: Muller, Elementary Functions, 2016.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils
from numpy.polynomial import chebyshev

# An instruction that has a flag keeps it: Numba gives those without any the freedom to reorder sums.
EXACT = ("contract",)


@dataclass(frozen=True)
class Format:
    """What distinguishes float32 from float64 here.

    Attributes:
        mantissa: stored bits of it; `bias`: of the exponent.
        smallest: the smallest normal number.
        high, low: e^x is infinite from `high` on; below `low` it is taken for 0, being near the smallest number.
        ln2: the first digits of log 2, so few that a whole number of them is exact.
        terms: of the series of e^r, |r| <= log(2) / 2; `log_terms`: of log m, 1 / sqrt(2) <= m < sqrt(2).
        erf_end: from here on erf is 1; `erf_degree`: of the polynomial before.
    """

    bits: int
    mantissa: int
    bias: int
    smallest: float
    high: float
    low: float
    ln2: float
    terms: int
    log_terms: int
    erf_end: float
    erf_degree: int


FORMATS = {
    ir.FloatType(): Format(32, 23, 127, 2.0**-126, 89.0, -86.2, 0.693359375, 7, 5, 3.9, 15),
    ir.DoubleType(): Format(64, 52, 1023, 2.0**-1022, 710.0, -707.2, 0.693145751953125, 13, 11, 6.0, 40),
}


class Vector:
    """Sixteen numbers while their code is written; plain numbers among them stand for all lanes."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder, self.value = builder, value
        self.format = FORMATS[value.type.element]
        self.whole = ir.VectorType(ir.IntType(self.format.bits), value.type.count)  # the type of bits and exponents

    def _of(self, number: Vector | float) -> Any:
        return (
            number.value
            if isinstance(number, Vector)
            else ir.Constant(self.value.type, [float(number)] * self.value.type.count)
        )

    def _with(self, value: Any) -> Vector:
        return Vector(self.builder, value)

    def constant(self, number: float) -> Vector:
        """A number in all lanes."""
        return self._with(self._of(number))

    def __add__(self, other: Vector | float) -> Vector:
        return self._with(self.builder.fadd(self.value, self._of(other), flags=EXACT))

    def __sub__(self, other: Vector | float) -> Vector:
        return self._with(self.builder.fsub(self.value, self._of(other), flags=EXACT))

    def __rsub__(self, other: float) -> Vector:
        return self._with(self.builder.fsub(self._of(other), self.value, flags=EXACT))

    def __mul__(self, other: Vector | float) -> Vector:
        return self._with(self.builder.fmul(self.value, self._of(other), flags=EXACT))

    def __truediv__(self, other: Vector | float) -> Vector:
        return self._with(self.builder.fdiv(self.value, self._of(other), flags=EXACT))

    def __neg__(self) -> Vector:
        return self._with(self.builder.fneg(self.value))

    def _call(self, intrinsic: str, *others: Vector | float) -> Vector:
        kind, values = self.value.type, [self.value, *map(self._of, others)]
        name = f"llvm.{intrinsic}.v{self.value.type.count}f{self.format.bits}"
        function = ir.FunctionType(kind, [kind] * len(values))
        return self._with(
            self.builder.call(cgutils.get_or_insert_function(self.builder.module, function, name), values)
        )

    def times_plus(self, factor: Vector | float, term: Vector | float) -> Vector:
        """self factor + term, rounded once where the processor can."""
        return self._call("fmuladd", factor, term)

    def absolute(self) -> Vector:
        return self._call("fabs")

    def with_sign_of(self, other: Vector) -> Vector:
        return self._call("copysign", other)

    def where(self, sign: str, limit: Vector | float, other: Vector | float) -> Vector:
        """`other` where self is (<, >, ==) the limit, else self: NaN stays."""
        return self.choose(sign, limit, other, self)

    def choose(self, sign: str, limit: Vector | float, yes: Vector | float, no: Vector | float) -> Vector:
        """`yes` where self is (<, >, ==) the limit, else `no`, also where self is NaN."""
        holds = self.builder.fcmp_ordered(sign, self.value, self._of(limit))
        return self._with(self.builder.select(holds, self._of(yes), self._of(no)))

    def polynomial(self, coefficients: Sequence[float]) -> Vector:
        """c_0 + c_1 self + c_2 self^2 + ..., by Horner's rule."""
        total = self.constant(coefficients[-1])
        for coefficient in reversed(coefficients[:-1]):
            total = total.times_plus(self, coefficient)
        return total

    def as_bits(self) -> Any:
        """The numbers' bits as whole numbers."""
        return self.builder.bitcast(self.value, self.whole)

    def of_bits(self, bits: Any) -> Vector:
        """The numbers that have these bits."""
        return self._with(self.builder.bitcast(bits, self.value.type))

    def integer(self, number: int) -> Any:
        """A whole number in all lanes."""
        return ir.Constant(self.whole, [number] * self.value.type.count)

    def power_of_two(self, exponent: Any) -> Vector:
        """2^exponent for whole numbers in the range of normal numbers."""
        biased = self.builder.add(exponent, self.integer(self.format.bias))
        bits = self.builder.shl(biased, self.integer(self.format.mantissa))
        return self.of_bits(bits)


def _exponential(x: Vector, less: int) -> Vector:
    """e^x - less, less being 0 or 1.

    x = n log 2 + r with n whole and |r| <= log(2) / 2, so that e^x = 2^n e^r and few terms of the series of e^r are
    needed. 2^n is multiplied in two parts, 2^(n - 1) and 2, so that nothing overflows before the result does.
    """
    kind, builder = x.format, x.builder
    limited = x.where(">", kind.high, kind.high)
    magic = 1.5 * 2.0**kind.mantissa  # adding it rounds to a whole number, which then stands in the last bits
    shifted = limited.times_plus(1 / math.log(2), magic)
    n = shifted - magic
    r = n.times_plus(-kind.ln2, limited)
    r = n.times_plus(-_rest_of_ln2(kind.ln2), r)
    power_less_1 = r * r.polynomial([1 / math.factorial(k) for k in range(1, kind.terms + 1)])
    exponent = builder.shl(shifted.as_bits(), x.integer(kind.mantissa))
    half = x.of_bits(builder.add(exponent, _bits_of(x, 0.5)))  # 2^(n - 1)
    doubled = power_less_1.times_plus(half, half - 0.5 if less else half) * 2
    return x.choose("<", kind.low, -less, doubled)


def _logarithm(x: Vector, rest: Vector | None = None) -> Vector:
    """log(x + rest), rest being too small to change x.

    x = 2^e m with 1 / sqrt(2) <= m < sqrt(2), and log m = 2 atanh(s) = 2 (s + s^3 / 3 + s^5 / 5 + ...) for
    s = (m - 1) / (m + 1). With f = m - 1 that is f - s (f - R), R = 2 (s^2 / 3 + s^4 / 5 + ...), which keeps f exact.
    """
    kind, builder = x.format, x.builder
    mantissa = x.integer(kind.mantissa)
    exponent = builder.ashr(builder.sub(x.as_bits(), _bits_of(x, math.sqrt(0.5))), mantissa)
    m = x.of_bits(builder.sub(x.as_bits(), builder.shl(exponent, mantissa)))
    f = m - 1
    if rest is not None:
        # Above 2^60 the rest does not count, and 2^-e might leave the range.
        small = builder.select(builder.icmp_signed("<", exponent, x.integer(60)), exponent, x.integer(60))
        f = rest.times_plus(x.power_of_two(builder.sub(x.integer(0), small)), f)
    s = f / (f + 2)
    square = s * s
    series = square * square.polynomial([2 / (2 * k + 1) for k in range(1, kind.log_terms)])
    e = Vector(builder, builder.sitofp(exponent, x.value.type))
    log = e.times_plus(kind.ln2, f - s.times_plus(f - series, e * -_rest_of_ln2(kind.ln2)))
    log = x.choose("<", math.inf, log, x)  # infinity and NaN stay
    return x.choose("<", 0, math.nan, x.choose("==", 0, -math.inf, log))


def _rest_of_ln2(first: float) -> float:
    return float(Decimal(2).ln() - Decimal(first))


def _bits_of(like: Vector, number: float) -> Any:
    """The bits of one number in all lanes."""
    kind = np.float32 if like.format.bits == 32 else np.float64
    return like.integer(int(kind(number).view(f"int{like.format.bits}")))


@functools.cache
def _erf_polynomial(end: float, degree: int) -> list[float]:
    """Coefficients of erf(x) / x in powers of s = 2 x^2 / end^2 - 1, for x from 0 to `end`: interpolation at the
    Chebyshev points.
    """

    def quotient(s: float) -> float:
        x = end * math.sqrt((s + 1) / 2)
        return math.erf(x) / x

    series = chebyshev.chebinterpolate(np.vectorize(quotient), degree)
    return [float(c) for c in chebyshev.cheb2poly(series)]


# -- the functions themselves; what they mean stands in lab/kernels/lanes.py

Emitter = Callable[[Any, Any], Any]


def _function(formula: Callable[[Vector], Vector]) -> Emitter:
    """Emits a call of the formula's function, which is written into the module at its first use."""

    def emit(builder: Any, value: Any) -> Any:
        name = f"lanes.{formula.__name__}.{value.type.element}"
        function = builder.module.globals.get(name)
        if function is None:
            function = ir.Function(builder.module, ir.FunctionType(value.type, [value.type]), name)
            function.linkage = "internal"
            inside = ir.IRBuilder(function.append_basic_block())
            inside.ret(formula(Vector(inside, function.args[0])).value)
        return builder.call(function, [value])

    return emit


@_function
def exp(x: Vector) -> Vector:
    return _exponential(x, 0)


@_function
def expm1(x: Vector) -> Vector:
    return _exponential(x, 1)


@_function
def log(x: Vector) -> Vector:
    lift = x.format.mantissa + 1  # brings what is below the smallest normal number into the range of normal ones
    smallest = x.format.smallest
    lifted = x.where("<", smallest, x * 2.0**lift)
    return _logarithm(lifted) - x.choose("<", smallest, lift * math.log(2), 0)


@_function
def log1p(x: Vector) -> Vector:
    total = x + 1
    x_within = total - 1
    lost = (1 - (total - x_within)) + (x - x_within)  # what rounding took from 1 + x (Knuth's two-sum)
    return _logarithm(total, lost)


@_function
def tanh(x: Vector) -> Vector:
    """(1 - q) / (1 + q), q = e^(-2 |x|): no power overflows, and expm1 keeps what is small exact."""
    power_less_1 = _exponential(x.absolute() * -2, 1)
    return (-power_less_1 / (power_less_1 + 2)).with_sign_of(x)


@_function
def erf(x: Vector) -> Vector:
    end = x.format.erf_end
    s = (x * x).times_plus(2 / end**2, -1)
    inside = x * s.polynomial(_erf_polynomial(end, x.format.erf_degree))
    return x.absolute().choose(">", end, x.constant(1).with_sign_of(x), inside)


@_function
def sign(x: Vector) -> Vector:
    return x.where("<", 0, -1).where(">", 0, 1)
