"""How a file's tensor is made of a layer's numbers: seen in another shape, or with its axes in another order.

Most of the Reshape, Flatten, Squeeze and Transpose operators of a file move nothing: they only change how numbers are
seen. A view keeps them in mind until a layer needs the numbers in the file's own order; two transposes that undo each
other, as files of TensorFlow have around every convolution, then are gone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.layers.base import Shape

MOST_FACTORS = 6  # whose order layers can change


@dataclass(frozen=True)
class View:
    """One sample of a file's tensor: reshape(transpose(reshape(numbers, factors), order), shape).

    `factors` has no ones, and no two neighbours that stay together, so that equal views are equal objects.
    """

    factors: Shape
    order: tuple[int, ...]
    shape: Shape

    @classmethod
    def plain(cls, shape: Shape) -> View:
        """The numbers in their order."""
        return _simplest([prod(shape)], [0], shape)

    @property
    def is_plain(self) -> bool:
        """Whether the numbers are in the layer's order."""
        return len(self.order) <= 1

    def reshaped(self, shape: Shape) -> View:
        """The same numbers in the same order in another shape of the same size."""
        assert prod(shape) == prod(self.shape)
        return View(self.factors, self.order, shape)

    def transposed(self, axes: Sequence[int]) -> View | None:
        """Axis i becomes what axis `axes[i]` was; None if this view's own reshaping is in the way."""
        split = _common_parts([self.factors[number] for number in self.order], self.shape)
        if split is None:
            return None
        of_factors, of_axes = split
        parts = dict(zip(self.order, of_factors, strict=True))
        factors: list[int] = []
        places: dict[int, list[int]] = {}  # of each factor's parts among all parts
        for number in range(len(self.factors)):
            places[number] = list(range(len(factors), len(factors) + len(parts[number])))
            factors += parts[number]
        row = [place for number in self.order for place in places[number]]
        groups, start = [], 0
        for axis in of_axes:
            groups.append(row[start : start + len(axis)])
            start += len(axis)
        order = [place for axis in axes for place in groups[axis]]
        return _simplest(factors, order, tuple(self.shape[axis] for axis in axes))

    def axes(self, shape: Shape) -> tuple[int, ...] | None:
        """Which axis of a layer's output of that shape each axis of the sample is; None if it is not so simple."""
        if len(shape) != len(self.shape):
            return None
        found = (order for order in permutations(range(len(shape))) if View.plain(shape).transposed(order) == self)
        return next(found, None)

    def to_layer(self, values: NDArray[Any]) -> NDArray[Any]:
        """Numbers in the file's shape as a row in the layer's order."""
        moved = values.reshape([self.factors[number] for number in self.order])
        return moved.transpose(np.argsort(self.order)).reshape(-1) if self.order else moved.reshape(-1)

    def to_file(self, values: NDArray[Any]) -> NDArray[Any]:
        """Numbers of a layer, in any shape of that size, in the file's shape."""
        return values.reshape(self.factors).transpose(self.order).reshape(self.shape)


def _simplest(factors: Sequence[int], order: Sequence[int], shape: Shape) -> View:
    """The view without ones, neighbours that stay together taken as one."""
    kept = [number for number in range(len(factors)) if factors[number] != 1]
    runs: list[list[int]] = []
    for number in order:
        if number not in kept:
            continue
        if runs and kept.index(number) == kept.index(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    by_place = sorted(range(len(runs)), key=lambda run: runs[run][0])
    return View(
        tuple(prod(factors[number] for number in runs[run]) for run in by_place),
        tuple(by_place.index(run) for run in range(len(runs))),
        shape,
    )


def _common_parts(one: Sequence[int], other: Sequence[int]) -> tuple[list[list[int]], list[list[int]]] | None:
    """The sizes of each as products of the same parts in the same order; None where there are none such."""
    parts: tuple[list[list[int]], list[list[int]]] = ([[] for _ in one], [[] for _ in other])
    left = (list(one), list(other))
    at = [0, 0]
    while True:
        for side in (0, 1):
            while at[side] < len(left[side]) and left[side][at[side]] == 1:
                at[side] += 1
        if at[0] >= len(one) or at[1] >= len(other):
            return parts
        small, large = sorted((left[0][at[0]], left[1][at[1]]))
        if large % small:
            return None
        for side in (0, 1):
            parts[side][at[side]].append(small)
            left[side][at[side]] //= small


def turns(factors: Shape, order: tuple[int, ...]) -> list[tuple[Shape, tuple[int, ...]]]:
    """The fewest transposes of at most three axes that bring factors into an order, one after the other.

    Each is the shape in which the numbers are seen, neighbours that stay together taken as one axis, and the order of
    its axes. At most MOST_FACTORS factors: all their orders are gone through.
    """
    if len(order) == 2:
        return [(factors, order)]
    start = tuple(range(len(factors)))
    found: dict[tuple[int, ...], list[tuple[Shape, tuple[int, ...]]]] = {start: []}
    waiting = deque([start])
    while order not in found:
        row = waiting.popleft()
        for first, second in combinations(range(1, len(row)), 2):
            parts = row[:first], row[first:second], row[second:]
            shape = tuple(prod(factors[number] for number in part) for part in parts)
            for axes in permutations(range(3)):
                after = tuple(number for axis in axes for number in parts[axis])
                if after not in found:
                    found[after] = [*found[row], (shape, axes)]
                    waiting.append(after)
    return found[order]
