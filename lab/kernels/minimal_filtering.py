"""Minimal filtering F(m, r): m neighbouring outputs of a filter of r weights by m + r - 1 multiplications, not m r.

    y = A^T [(G g) * (B^T d)]     (* number by number)      g: r weights, d: a window of m + r - 1 numbers, y: m outputs

Read the other way, it multiplies polynomials: with g and a tile y of m numbers as coefficients, g(x) y(x) has m + r - 1
coefficients, and as many values say which. So take the values of both at m + r - 1 points p, multiply value by value,
and find the polynomial that has those values (Lagrange):

    g(x) y(x) = sum over p of l_p(x) g(p) y(p)                  with l_p(x) = product of (x - q) / (p - q) over q != p

Values are sums of powers, A = [p^j], G = [p^j / product of (p - q)], and B has the coefficients of product of (x - q).
One point is infinity, whose value is the last coefficient. The filter is the transposed map of this multiplication by g
(a window's number d_(j + v) meets g_v in y_j: the same triple sum of g, y and d, read as a map from d to y).

Points come in pairs p, -p: there the even powers agree and the odd ones differ in sign, so that both take little more
than one. Which points they are decides about rounding: numbers near 1, neither close together nor far apart, and such
that B is exact. Errors beside those of the direct sum, measured with sums over 30 inputs (root mean square):

    F(4, 3) with 0, +-1, +-2, infinity             2.4         F(4, 5) with 0, +-1/2, +-1, +-3/2, infinity     2.7
    F(4, 3) with 0, +-3/4, +-3/2, infinity         1.5         F(4, 5) with 0, +-1/2, +-1, +-2, infinity       2.3
    F(2, 5) with 0, +-3/4, +-3/2, infinity         1.2         F(6, 3) with 0, +-1/2, +-1, +-2, infinity       3.1

Sources: Toom 1963; Winograd 1980, "Arithmetic Complexity of Computations"; Lavin and Gray 2016, "Fast Algorithms for
Convolutional Neural Networks"; on the choice of points Barabasz and others 2020, "Error Analysis and Improving the
Accuracy of Winograd Convolution for Deep Neural Networks".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

Matrix = list[list[Fraction]]
OUTPUTS = 4  # of a tile, in all that is used here


@dataclass(frozen=True)
class Filtering:
    """The matrices of F(outputs, weights): a row for each point, 0, p, -p, ..., infinity."""

    outputs: int
    weights: int
    pairs: tuple[Fraction, ...]  # of each pair of points p, -p the first

    @property
    def places(self) -> int:
        """Multiplications: numbers of a window, and points."""
        return self.outputs + self.weights - 1

    @cached_property
    def points(self) -> list[Fraction]:
        """All but infinity."""
        return [Fraction(0), *(point for p in self.pairs for point in (p, -p))]

    def _differences(self, point: Fraction) -> Fraction:
        return prod((point - other for other in self.points if other != point), start=Fraction(1))

    @cached_property
    def tile(self) -> Matrix:
        """A: values of a tile of outputs."""
        return _values(self.points, self.outputs)

    @cached_property
    def kernel(self) -> Matrix:
        """G: values of a kernel, divided by the differences of the points."""
        *rows, last = _values(self.points, self.weights)
        return [
            *([number / self._differences(p) for number in row] for p, row in zip(self.points, rows, strict=True)),
            last,
        ]

    @cached_property
    def window(self) -> Matrix:
        """B^T: coefficients of the polynomials that vanish at all other points."""
        rows = [[*_with_zeros([q for q in self.points if q != p]), Fraction(0)] for p in self.points]
        return [*rows, _with_zeros(self.points)]


def _values(points: list[Fraction], count: int) -> Matrix:
    """What takes so many coefficients to the values at these points and at infinity."""
    return [*([p**power for power in range(count)] for p in points), [Fraction(0)] * (count - 1) + [Fraction(1)]]


def _with_zeros(points: list[Fraction]) -> list[Fraction]:
    """Coefficients, lowest first, of the product of x - p."""
    found = [Fraction(1)]
    for p in points:
        found = [a - p * b for a, b in zip([Fraction(0), *found], [*found, Fraction(0)], strict=True)]
    return found


# For kernels of so many weights in a row.
FILTERINGS = {
    3: Filtering(OUTPUTS, 3, (Fraction(3, 4), Fraction(3, 2))),
    5: Filtering(OUTPUTS, 5, (Fraction(1, 2), Fraction(1), Fraction(2))),
}
