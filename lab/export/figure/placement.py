"""A figure whose parts have places, and whose arrows have ways.

`u` runs along the flow, `v` across it, both in cm: a figure from top to bottom and one from left to right are the same
here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lab.export.figure.outline import Box, Frame
from lab.layers.base import Shape

Place = tuple[float, float]


@dataclass(frozen=True)
class Rectangle:
    """From (top, left) to (bottom, right) in (u, v)."""

    start: float
    end: float
    left: float
    right: float

    @property
    def middle(self) -> Place:
        return (self.start + self.end) / 2, (self.left + self.right) / 2

    def moved(self, u: float, v: float) -> Rectangle:
        return Rectangle(self.start + u, self.end + u, self.left + v, self.right + v)


@dataclass(frozen=True)
class Label:
    """The shape beside an arrow (`side` 1: on the side of larger v, -1: on the other), or beyond its tip (0)."""

    shape: Shape
    at: Place
    side: int


@dataclass(frozen=True)
class Route:
    """The way of an arrow.

    Attributes:
        head: whether it ends in a tip, as it does not at the border of a frame.
        ends: source and target where it runs straight from one box to the next.
    """

    points: tuple[Place, ...]
    head: bool
    label: Label | None = None
    ends: tuple[str, str] | None = None

    def moved(self, u: float, v: float) -> Route:
        label = self.label and replace(self.label, at=(self.label.at[0] + u, self.label.at[1] + v))
        return replace(self, points=tuple((x + u, y + v) for x, y in self.points), label=label)


@dataclass(frozen=True)
class Sizes:
    """What the words need.

    Attributes:
        box: length (along u) and breadth of a box.
        label: room along u and along v that a shape beside an arrow needs.
        border: of a frame, given how far its inside reaches to the left and right of the way in, and its length:
            what it adds at its start, end, left and right.
        side: where labels stand by default, as in `Label`.
    """

    box: Callable[[Box], tuple[float, float]]
    label: Callable[[Shape], tuple[float, float]]
    border: Callable[[Frame, float, float, float], tuple[float, float, float, float]]
    side: int


@dataclass
class Placement:
    """A drawing whose parts have places: from `start` to `length` along u, from `left` to `right` along v.

    Its first way in, or its first part, stands at (0, 0).
    """

    rectangles: dict[str, Rectangle] = field(default_factory=dict)
    routes: list[Route] = field(default_factory=list)
    start: float = 0.0
    length: float = 0.0
    left: float = 0.0
    right: float = 0.0

    def add(self, other: Placement, u: float, v: float) -> None:
        """Take in what another one holds, moved."""
        self.rectangles |= {name: each.moved(u, v) for name, each in other.rectangles.items()}
        self.routes += [route.moved(u, v) for route in other.routes]
