"""Functions that are needed now and then, in one kernel forward and one backward, so that there is little to compile.

Which function it is, an argument says: the processor foresees a branch that goes the same way for every cell.
"""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.kernel import helper
from lab.kernels.lanes import (
    Lanes,
    absolute,
    exp,
    expm1,
    log,
    log1p,
    maximum,
    minimum,
    sign,
    sqrt,
    tanh,
    where,
    zeros_like,
)

ABSOLUTE, SIGN, SQUARE_ROOT, EXPONENTIAL, LOGARITHM, SYMMETRIC_LOG, RECIPROCAL, POWER, CLIP = range(9)
SOFTSIGN, HARD_SIGMOID, HARD_SWISH, MISH = range(9, 13)

LONGEST_PRODUCT = 16  # of factors; larger powers are computed by way of the logarithm


@helper
def power(x: Lanes, exponent: float) -> Lanes:
    """x^exponent; NaN where x is negative and the exponent no whole number."""
    count = absolute_number(exponent)
    whole = count == float(int(count))
    if whole and count <= LONGEST_PRODUCT:
        product = zeros_like(x) + 1
        for _ in range(int(count)):
            product = product * x
        return product if exponent >= 0 else 1 / product
    size = exp(exponent * log(absolute(x)))
    if not whole:
        return where(x < 0, log(x), size)
    return where(x < 0, -size, size) if int(count) % 2 == 1 else size


@helper
def absolute_number(number: float) -> float:
    """|number| of one number."""
    return -number if number < 0 else number


@helper
def softplus(x: Lanes) -> Lanes:
    """log(1 + e^x), computed so that no power overflows."""
    return maximum(x, 0) + log1p(exp(-absolute(x)))


@elementwise
def function(x: Lanes, which: int, a: float, b: float) -> Lanes:
    """y = f(x), `which` being the number of f; a is the exponent of a power, a and b are the limits of a clip.

    symmetric log is sign(x) log(1 + |x|), softsign x / (1 + |x|), hard sigmoid a x + b, but at least 0 and at most 1,
    hard swish x times the hard sigmoid x / 6 + 1 / 2, mish x tanh(log(1 + e^x)).
    """
    if which == ABSOLUTE:
        return absolute(x)
    if which == SIGN:
        return sign(x)
    if which == SQUARE_ROOT:
        return sqrt(x)
    if which == EXPONENTIAL:
        return exp(x)
    if which == LOGARITHM:
        return log(x)
    if which == SYMMETRIC_LOG:
        return sign(x) * log1p(absolute(x))
    if which == RECIPROCAL:
        return 1 / x
    if which == POWER:
        return power(x, a)
    if which == CLIP:
        return minimum(maximum(x, a), b)
    if which == SOFTSIGN:
        return x / (1 + absolute(x))
    if which == HARD_SIGMOID:
        return minimum(maximum(a * x + b, 0), 1)
    if which == HARD_SWISH:
        return x * minimum(maximum(x / 6 + 0.5, 0), 1)
    return x * tanh(softplus(x))


@elementwise
def function_gradient(x: Lanes, dy: Lanes, which: int, a: float, b: float) -> Lanes:
    """dx = dy f'(x). The derivative of sign is 0, that of |x| is 0 at 0, that of a clip 1 at its limits."""
    if which == ABSOLUTE:
        return dy * sign(x)
    if which == SIGN:
        return zeros_like(dy)
    if which == SQUARE_ROOT:
        return 0.5 * dy / sqrt(x)
    if which == EXPONENTIAL:
        return dy * exp(x)
    if which == LOGARITHM:
        return dy / x
    if which == SYMMETRIC_LOG:
        return dy / (1 + absolute(x))
    if which == RECIPROCAL:
        return -dy / (x * x)
    if which == POWER:
        return dy * a * power(x, a - 1)
    if which == CLIP:
        return where((x < a) | (x > b), 0, dy)
    if which == SOFTSIGN:
        below = 1 + absolute(x)
        return dy / (below * below)
    if which == HARD_SIGMOID:
        return where((x <= -b / a) | (x >= (1 - b) / a), 0, a * dy)
    if which == HARD_SWISH:
        return where(x <= -3, 0, where(x >= 3, dy, dy * (x / 3 + 0.5)))
    rest = softplus(x)
    bent = tanh(rest)
    return dy * (bent - x * expm1(-rest) * (1 - bent * bent))  # the derivative of softplus is 1 - e^-softplus
