"""One line of a figure: some ranks, one after the other, and which ways the arrows between them take."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lab.export.figure.outline import Arrow, Box, Drawing, Frame, Part, Point
from lab.export.figure.placement import Label, Place, Placement, Rectangle, Route, Sizes

CLEAR = 0.3  # between a part and an arrow that passes it
STUB = 0.5  # of the arrow out of the last layer
BEND = 0.15  # what is less aside than this counts as straight


@dataclass
class PlacedPart:
    """A part with its extent around its way in: `before` and `after` along v; entries and exit relative to that."""

    part: Part
    length: float = 0.0
    before: float = 0.0
    after: float = 0.0
    entries: tuple[float, ...] = (0.0,)
    exit: float = 0.0
    inside: Placement | None = None
    offset: Place = (0.0, 0.0)  # of the inside
    u: float = 0.0
    v: float = 0.0

    def entry(self, port: int) -> float:
        return self.v + (self.entries[port] if isinstance(self.part, Frame) else 0.0)

    @property
    def leave(self) -> float:
        return self.v + self.exit

    @property
    def way_in(self) -> float:
        """Where an arrow to it ends: of a frame the point inside."""
        return self.u + self.offset[0]

    @property
    def way_out(self) -> float:
        """Where an arrow from it begins: of a frame the point inside."""
        return self.way_in + self.inside.length if self.inside is not None else self.end

    @property
    def end(self) -> float:
        return self.u + self.length


class Line:
    """The parts of some ranks, one after the other, and the arrows between them."""

    def __init__(
        self, parts: dict[str, PlacedPart], ranks: dict[str, int], room: list[tuple[float, float]], first: int
    ) -> None:
        self.parts = parts
        self._gaps = [gap for _, gap in room]
        self._ranks = {name: ranks[name] - first for name in parts}
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._taken: list[tuple[int, int, float]] = []  # rank after rank: where arrows pass
        self._labelled: set[str] = set()
        self._merging: set[str] = set()  # what several arrows lead to
        u = 0.0
        for length, gap in room:
            self._starts.append(u)
            self._ends.append(u + length)
            u += length + gap
        for name, part in parts.items():
            rank = self._ranks[name]
            part.u = (self._starts[rank] + self._ends[rank] - part.length) / 2
        self.made = Placement(length=self._ends[-1])
        self.made.left = min(part.v - part.before for part in parts.values())
        self.made.right = max(part.v + part.after for part in parts.values())
        for name, part in parts.items():
            self.made.rectangles[name] = Rectangle(part.u, part.end, part.v - part.before, part.v + part.after)
            if part.inside is not None:
                self.made.add(part.inside, part.u + part.offset[0], part.v + part.offset[1])

    def draw(self, arrows: list[Arrow], sinks: set[str], drawing: Drawing, sizes: Sizes) -> None:
        """The ways of the arrows, the short ones first, so that the long ones go around them."""
        fed = Counter(arrow.target for arrow in drawing.arrows)
        self._merging = {name for name, count in fed.items() if count > 1}
        for arrow in sorted(arrows, key=lambda arrow: self._ranks[arrow.target] - self._ranks[arrow.source]):
            route = self._way(arrow, sizes.side)
            self.made.routes.append(route)
            reached = [v for _, v in route.points]
            if route.label is not None:
                reached.append(route.label.at[1] + route.label.side * sizes.label(route.label.shape)[1])
            self.made.left, self.made.right = min(self.made.left, *reached), max(self.made.right, *reached)
        for name, part in self.parts.items():
            if name in sinks and not isinstance(part.part, Point):
                self._stub(part)

    def _stub(self, part: PlacedPart) -> None:
        """What comes out of a layer that leads nowhere."""
        assert not isinstance(part.part, Point)
        shape, start, tip = part.part.output, (part.way_out, part.leave), (part.end + STUB, part.leave)
        label = Label(shape, tip, 0) if shape is not None else None
        self.made.routes.append(Route((start, tip), True, label))
        self.made.length = max(self.made.length, tip[0] + (STUB if label is not None else 0.0))

    def _way(self, arrow: Arrow, side: int) -> Route:
        source, target = self.parts[arrow.source], self.parts[arrow.target]
        first, last = self._ranks[arrow.source], self._ranks[arrow.target]
        start, goal = source.leave, target.entry(arrow.port)
        v = self._channel(first, last, start, goal)
        points: list[Place] = []
        aside = False
        if abs(v - start) < BEND:
            v = start
            points.append((source.way_out, start))
        elif (edge := self._side(source, first, v)) is not None:
            aside = True
            u = source.u + 0.7 * source.length
            points += [(u, edge), (u, v)]
        else:
            u = self._ends[first] + 0.5 * CLEAR
            points += [(source.way_out, start), (u, start), (u, v)]
            side = -1 if v > start else 1
        if abs(v - goal) < 1e-6:
            points.append((target.way_in, goal))
        elif arrow.target in self._merging and (edge := self._side(target, last, v)) is not None:
            u = target.u + 0.3 * target.length
            points += [(u, v), (u, edge)]
        else:
            u = self._starts[last] - CLEAR
            points += [(u, v), (u, goal), (target.way_in, goal)]
        if last - first > 1:
            self._taken.append((first, last, v))
        label = None
        if arrow.shape is not None and not aside and arrow.source not in self._labelled:
            self._labelled.add(arrow.source)
            label = Label(arrow.shape, (self._ends[first] + self._gaps[first] / 2, start), side)
        straight = len(points) == 2 and not aside and isinstance(source.part, Box) and isinstance(target.part, Box)
        ends = (arrow.source, arrow.target) if straight else None
        return Route(tuple(points), isinstance(target.part, Box), label, ends)

    def _channel(self, first: int, last: int, start: float, goal: float) -> float:
        """Where an arrow passes the ranks between its ends: straight on if it can, else where it is the least way."""
        blocked = [
            (part.v - part.before - CLEAR, part.v + part.after + CLEAR)
            for name, part in self.parts.items()
            if first < self._ranks[name] < last
        ]
        blocked += [
            (v - CLEAR, v + CLEAR) for one, other, v in self._taken if one < last and first < other and last - first > 1
        ]
        tried = [start, goal, *(edge for span in blocked for edge in span)]
        free = [v for v in tried if not any(low + 1e-6 < v < high - 1e-6 for low, high in blocked)]
        return min(free, key=lambda v: (round(abs(v - start) + abs(v - goal), 6), -v))

    def _side(self, part: PlacedPart, rank: int, v: float) -> float | None:
        """The side of a box that looks to v, if nothing stands between."""
        if not isinstance(part.part, Box) or part.v - part.before - BEND <= v <= part.v + part.after + BEND:
            return None
        edge = part.v + part.after if v > part.v else part.v - part.before
        low, high = min(edge, v), max(edge, v)
        others = (other for name, other in self.parts.items() if self._ranks[name] == rank and other is not part)
        return edge if all(o.v + o.after < low or o.v - o.before > high for o in others) else None
