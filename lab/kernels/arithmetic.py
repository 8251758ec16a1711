"""Arithmetic that several layers share."""

from __future__ import annotations

from lab.kernels.elementwise import elementwise
from lab.kernels.kernel import helper
from lab.kernels.lanes import Lanes, absolute, exp, where


@elementwise
def add(a: Lanes, b: Lanes) -> Lanes:
    """y = a + b. y may lie where a or b does."""
    return a + b


@elementwise
def multiply(a: Lanes, b: Lanes) -> Lanes:
    """y = a b. y may lie where a or b does."""
    return a * b


@elementwise
def scale(x: Lanes, factor: float, offset: float) -> Lanes:
    """y = factor x + offset. y may lie where x does."""
    return factor * x + offset


@helper
def logistic(x: Lanes) -> Lanes:
    """1 / (1 + e^-x), computed so that no power overflows."""
    power = exp(-absolute(x))  # at most 1
    return where(x < 0, power, 1) / (1 + power)
