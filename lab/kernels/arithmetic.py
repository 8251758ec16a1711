"""Arithmetic that several layers share."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.lanes import Lanes


@elementwise
def add(a: Lanes, b: Lanes) -> Lanes:
    """y = a + b. y may lie where a or b does."""
    return a + b


@elementwise
def multiply(a: Lanes, b: Lanes) -> Lanes:
    """y = a b. y may lie where a or b does."""
    return a * b
