"""Operations on two numbers at a time that are needed now and then, in one kernel forward and one backward.

Which operation it is, an argument says, as in lab/kernels/functions.py.
"""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes, maximum, minimum, where, zeros_like

SUBTRACT, DIVIDE, MAXIMUM, MINIMUM, EQUAL = range(5)


@elementwise
def pair(a: Lanes, b: Lanes, which: int) -> Lanes:
    """y = a - b, a / b, the larger, the smaller, or 1 where both are equal, else 0. y may lie where a or b does."""
    if which == SUBTRACT:
        return a - b
    if which == DIVIDE:
        return a / b
    if which == MAXIMUM:
        return maximum(a, b)
    if which == MINIMUM:
        return minimum(a, b)
    return where(a == b, zeros_like(a) + 1, 0)


@elementwise
def pair_gradient(a: Lanes, b: Lanes, dy: Lanes, which: int, of_b: int) -> Lanes:
    """da, or db if `of_b`: of a - b, a / b, the larger or the smaller, where of equals a wins."""
    if which == SUBTRACT:
        return -dy if of_b else dy
    if which == DIVIDE:
        return -dy * a / (b * b) if of_b else dy / b
    b_wins = b > a if which == MAXIMUM else b < a
    return where(b_wins, dy, 0) if of_b else where(b_wins, 0, dy)
