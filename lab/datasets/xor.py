"""Exclusive or, and the logic gates beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.toy import ToySet
from lab.spec.fields import Choice, Float, Int
from lab.spec.registry import register


@register("dataset", "xor", title="Logic gate", group="Points in the plane", order=20)
class Xor(ToySet):
    """Exclusive or: 1 where exactly one of the two inputs is 1. Four points that no straight line separates. Or, for
    comparison, a gate that a straight line does separate: AND, OR, NAND.

    Points beyond the fourth repeat the corners (0, 0), (0, 1), (1, 0), (1, 1). Source: M. Minsky, S. Papert,
    Perceptrons, 1969.
    """

    gate = Choice(
        "xor",
        options={"xor": "XOR", "and": "AND", "or": "OR", "nand": "NAND"},
        title="Logic gate",
        help="What the class is of the two inputs",
    )
    count = Int(4, low=4, high=100_000, unit="samples", help="How many points; more than 4 repeat the corners")
    noise = Float(0, low=0, high=2, help="Standard deviation of the noise that is added to both coordinates")
    classes = ("0", "1")

    def points(self, t: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.column_stack(_corner(np.arange(len(target)))).astype(np.float64)

    def targets(self, number: NDArray[np.int64]) -> NDArray[np.int64]:
        first, second = _corner(number)
        both = first & second
        return {"xor": first ^ second, "and": both, "or": first | second, "nand": 1 - both}[self.gate]


def _corner(number: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Both inputs of the samples of these numbers."""
    return number // 2 % 2, number % 2
