"""The code of kernels: arithmetic of whole numbers and loops mean what they mean in Python."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lab.kernels import compiler
from lab.kernels.kernel import ArrayReference, Kernel, Vector, helper, kernel
from lab.kernels.program import Program, aligned_zeros

ROOM = 16


@kernel
def arithmetic(a: int, b: int, y: Vector) -> None:
    y[0], y[1], y[2], y[3] = a + b, a - b, a * b, -a
    y[4], y[5] = a // b, a % b
    y[6], y[7], y[8], y[9] = a // 16, a % 16, a // 7, a % 7
    y[10] = 32 * (a < b) + 16 * (a <= b) + 8 * (a > b) + 4 * (a >= b) + 2 * (a == b) + (a != b)
    y[11], y[12] = min(a, b, 3), max(a, b, 3)
    c = a
    c += b
    c *= 3
    c //= 4
    c -= 1
    c %= 5
    y[13] = c


@helper
def steps_until(a: int, b: int) -> tuple[int, int]:
    """How many rounds a loop has before it meets b, and what it met last."""
    count, last = 0, 0
    for k in range(a):
        if k == b:
            break
        if k % 2 == 1:
            continue
        count, last = count + 1, k
    return count, last


@kernel
def loops(a: int, b: int, y: Vector) -> None:
    for k in range(a, b):
        y[0] += k
    for k in range(b, a, -2):
        y[1] += k
    for k in range(a, b, 3):
        for j in range(k):
            y[2] += j
    step = 2 if a < b else -1
    for k in range(a, b, step):
        y[3] += k
        y[4] = k
    y[5], y[6] = steps_until(a, b)
    k = 0
    while k < b:
        k += 3
    y[7] = k


def compiled(kernel: Kernel, a: int, b: int) -> list[float]:
    program = Program(aligned_zeros(ROOM, "float32"))
    program.add(kernel, a=a, b=b, y=ArrayReference(0, (ROOM,)))
    program.run()
    return [float(number) for number in program.arena[:ROOM]]


def in_python(function: Callable[..., None], a: int, b: int) -> list[float]:
    y = aligned_zeros(ROOM, "float32")
    function(a, b, y)
    return [float(number) for number in y]


PAIRS = [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (0, 5), (5, 16), (-16, 16), (3, 3), (-1, 1), (33, 4)]


@pytest.mark.parametrize(("a", "b"), PAIRS)
@pytest.mark.parametrize("made", [arithmetic, loops], ids=["arithmetic", "loops"])
def test_whole_numbers_are_those_of_python(made: Kernel, a: int, b: int) -> None:
    assert compiled(made, a, b) == in_python(made.function, a, b)


def test_what_is_divided_by_nothing_is_nothing() -> None:
    assert compiled(arithmetic, 7, 0)[4:6] == [0, 0]


@kernel
def complaining(a: int, y: Vector) -> None:
    if a > 3:
        raise ValueError("too large")
    y[0] = a


@kernel
def walking(a: int, y: Vector) -> None:
    for number in (1, a, 3):
        y[0] += number


@pytest.mark.parametrize(
    ("made", "said"), [(complaining, "cannot raise anything"), (walking, "Loops of kernels run over ranges")]
)
def test_what_kernels_cannot_do_is_said(made: Kernel, said: str) -> None:
    with pytest.raises(Exception, match=said) as caught:
        compiler.address(made)
    assert made.function.__name__ in str(caught.value) or "test_lowering.py" in str(caught.value)
