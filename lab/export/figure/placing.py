"""Where the parts of a figure stand and which ways its arrows take.

`u` runs along the flow, `v` across it, both in cm: a figure from top to bottom and one from left to right are the same
here. Ranks and their order are those of the canvas (lab.document.layout); sizes and ways are the figure's own.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from lab.document.graph import Link
from lab.document.layout import PITCH_X, arrange
from lab.export.figure.outline import Arrow, Box, Drawing, Frame, Part, Point
from lab.layers.base import Shape

SPACE = 0.5  # between parts of one rank
CLEAR = 0.3  # between a part and an arrow that passes it
STUB = 0.5  # of the arrow out of the last layer
_TRIED = 20  # lengths of lines
BEND = 0.15  # what is less aside than this counts as straight

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


def placed(drawing: Drawing, sizes: Sizes, longest: float | None = None) -> Placement:
    """Places for all parts. What is longer than `longest` goes on in another line beside the first."""
    ranks, across = _ranks(drawing)
    parts = {name: _measured(part, sizes) for name, part in drawing.parts.items()}
    _spread(parts, ranks, across)
    lengths, gaps = _lengths(drawing, parts, ranks, sizes)
    whole = Placement()
    sinks = set(parts) - {arrow.source for arrow in drawing.arrows}
    before: tuple[_Line, float] | None = None
    for first, last in _lines(drawing, ranks, lengths, gaps, longest):
        own = {name for name in parts if first <= ranks[name] <= last}
        room = list(zip(lengths, gaps, strict=True))[first : last + 1]
        line = _Line({name: part for name, part in parts.items() if name in own}, ranks, room, first)
        inner = [arrow for arrow in drawing.arrows if arrow.source in own and arrow.target in own]
        line.draw(inner, sinks, drawing, sizes)
        shift = whole.right - line.made.left + 2 * SPACE if before is not None else 0.0
        whole.add(line.made, 0.0, shift)
        if before is not None:
            whole.routes.append(_turn(drawing, before, (line, shift), whole.right))
            whole.start = -2 * CLEAR
        whole.length = max(whole.length, line.made.length)
        whole.left, whole.right = min(whole.left, line.made.left + shift), line.made.right + shift
        before = line, shift
    whole.length += 2 * CLEAR if whole.start else 0.0
    return whole


@dataclass
class _Part:
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


def _measured(part: Part, sizes: Sizes) -> _Part:
    if isinstance(part, Point):
        return _Part(part)
    if isinstance(part, Box):
        length, breadth = sizes.box(part)
        return _Part(part, length, breadth / 2, breadth / 2)
    inside = placed(part.inside, sizes)
    entries = [inside.rectangles[name].middle[1] for name in part.entries]
    way_in = entries[0]
    reach = way_in - inside.left, inside.right - way_in
    start, end, left, right = sizes.border(part, *reach, inside.length)
    return _Part(
        part,
        inside.length + start + end,
        reach[0] + left,
        reach[1] + right,
        tuple(entry - way_in for entry in entries),
        inside.rectangles[part.exit].middle[1] - way_in,
        inside,
        (start, -way_in),
    )


# -- ranks


@dataclass(frozen=True)
class _Name:
    id: str


class _Flow:
    """A drawing as the layout of the canvas wants to see it. A start before several entries keeps them in one rank."""

    def __init__(self, drawing: Drawing) -> None:
        self._order = [_Name(name) for name in drawing.parts]
        self._inputs: dict[str, list[Link]] = {name: [] for name in drawing.parts}
        self._outputs: dict[str, list[Link]] = {name: [] for name in drawing.parts}
        links = {(arrow.source, arrow.target) for arrow in drawing.arrows}
        entries = [
            name for name, part in drawing.parts.items() if isinstance(part, Point) and not self._fed(name, links)
        ]
        self.start = len(entries) > 1
        if self.start:
            self._order.insert(0, _Name(""))
            self._inputs[""], self._outputs[""] = [], []
            links |= {("", name) for name in entries}
        places = {each.id: number for number, each in enumerate(self._order)}
        for source, target in sorted(links, key=lambda ends: (places[ends[0]], places[ends[1]])):
            link = Link(source, target, len(self._inputs[target]))
            self._inputs[target].append(link)
            self._outputs[source].append(link)

    @staticmethod
    def _fed(name: str, links: Iterable[tuple[str, str]]) -> bool:
        return any(target == name for _, target in links)

    def order(self) -> list[_Name]:
        return self._order

    def inputs(self, name: str, /) -> list[Link]:
        return self._inputs[name]

    def outputs(self, name: str, /) -> list[Link]:
        return self._outputs[name]


def _ranks(drawing: Drawing) -> tuple[dict[str, int], dict[str, float]]:
    """For each part its rank, from 0, and its place across, as the canvas would have them."""
    flow = _Flow(drawing)
    places = arrange(flow)
    first = 1 if flow.start else 0
    ranks = {name: round(places[name][0] / PITCH_X) - first for name in drawing.parts}
    return ranks, {name: places[name][1] for name in drawing.parts}


def _spread(parts: dict[str, _Part], ranks: dict[str, int], across: dict[str, float]) -> None:
    """Give every part its v: as the canvas has them, but so far apart that none touches another."""
    rows: dict[int, list[str]] = {}
    for name in sorted(parts, key=lambda name: across[name]):
        rows.setdefault(ranks[name], []).append(name)
    scale = 0.0
    for row in rows.values():
        for one, other in itertools.pairwise(row):
            needed = parts[one].after + parts[other].before + 2 * SPACE
            scale = max(scale, needed / max(across[other] - across[one], 1.0))
    start = across[next(iter(parts))]
    for name, part in parts.items():
        part.v = (across[name] - start) * scale


def _lengths(
    drawing: Drawing, parts: dict[str, _Part], ranks: dict[str, int], sizes: Sizes
) -> tuple[list[float], list[float]]:
    """How long each rank is, and the gap behind it."""
    count = max(ranks.values()) + 1
    lengths, gaps = [0.0] * count, [2 * CLEAR] * count
    for name, part in parts.items():
        lengths[ranks[name]] = max(lengths[ranks[name]], part.length)
    for arrow in drawing.arrows:
        if arrow.shape is not None:
            rank = ranks[arrow.source]
            gaps[rank] = max(gaps[rank], sizes.label(arrow.shape)[0])
    return lengths, gaps


def _lines(
    drawing: Drawing, ranks: dict[str, int], lengths: list[float], gaps: list[float], longest: float | None
) -> list[tuple[int, int]]:
    """First and last rank of each line: as few lines as can be, and those about equally long."""
    if longest is None:
        return [(0, len(lengths) - 1)]
    crossing = [0] * len(lengths)
    for arrow in drawing.arrows:
        for rank in range(ranks[arrow.source], ranks[arrow.target]):
            crossing[rank] += 1
    ends = {rank for rank, arrows in enumerate(crossing) if arrows == 1}
    fewest = _broken(lengths, gaps, ends, longest)
    for step in range(_TRIED):
        shorter = _broken(lengths, gaps, ends, longest * (step + 1) / _TRIED)
        if len(shorter) <= len(fewest):
            return shorter
    return fewest


def _broken(lengths: list[float], gaps: list[float], ends: set[int], longest: float) -> list[tuple[int, int]]:
    """Lines of at most that length where they can be; a line ends where a single arrow leads on."""
    lines, first, end, long = [], 0, None, 0.0
    for rank, length in enumerate(lengths):
        if end is not None and long + length > longest:
            lines.append((first, end))
            first, end = end + 1, None
            long = sum(lengths[first:rank]) + sum(gaps[first:rank])
        long += length + gaps[rank]
        if rank in ends:
            end = rank
    lines.append((first, len(lengths) - 1))
    return lines


def _turn(drawing: Drawing, before: tuple[_Line, float], after: tuple[_Line, float], right: float) -> Route:
    """From the end of a line, back between the two, to the start of the next."""
    (line, shift), (following, moved) = before, after
    arrow = next(a for a in drawing.arrows if a.source in line.parts and a.target in following.parts)
    source, target = line.parts[arrow.source], following.parts[arrow.target]
    away, middle, ahead = line.made.length + CLEAR, right + SPACE, -CLEAR
    v, w = source.leave + shift, target.entry(arrow.port) + moved
    points = ((source.way_out, v), (away, v), (away, middle), (ahead, middle), (ahead, w), (target.way_in, w))
    label = Label(arrow.shape, (away, (v + middle) / 2), 0) if arrow.shape is not None else None
    return Route(points, not isinstance(target.part, Frame), label)


# -- one line


class _Line:
    """The parts of some ranks, one after the other, and the arrows between them."""

    def __init__(
        self, parts: dict[str, _Part], ranks: dict[str, int], room: list[tuple[float, float]], first: int
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

    def _stub(self, part: _Part) -> None:
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

    def _side(self, part: _Part, rank: int, v: float) -> float | None:
        """The side of a box that looks to v, if nothing stands between."""
        if not isinstance(part.part, Box) or part.v - part.before - BEND <= v <= part.v + part.after + BEND:
            return None
        edge = part.v + part.after if v > part.v else part.v - part.before
        low, high = min(edge, v), max(edge, v)
        others = (other for name, other in self.parts.items() if self._ranks[name] == rank and other is not part)
        return edge if all(o.v + o.after < low or o.v - o.before > high for o in others) else None
