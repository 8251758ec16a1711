"""What one cell of a layer's output sees of its input."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Window:
    """What a layer's cells see along one axis, such as the height.

    Attributes:
        length: cells of the input.
        span: how many of them one cell of the output reaches over.
        step: how much further on the next cell's window lies; below 1 where the output is larger than the input.
        unseen: how many cells at the end of the input no window reaches.
        sum: how the output's length follows from the input's, written out: "(28 + 2·2 − 5)/1 + 1 = 28".
    """

    length: int
    span: int = 1
    step: Fraction = Fraction(1)
    unseen: int = 0
    sum: str = ""
