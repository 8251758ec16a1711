"""Where the parts of a figure stand: in ranks, and where there are too many for one line, in several.

Ranks and their order are those of the canvas (lab.document.layout); sizes and ways are the figure's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from lab.document.graph import Link
from lab.document.layout import PITCH_X, arrange
from lab.export.figure.line import CLEAR, Line, PlacedPart
from lab.export.figure.outline import Box, Drawing, Frame, Part, Point
from lab.export.figure.placement import Label, Placement, Route, Sizes

SPACE = 0.5  # between parts of one rank
_TRIED = 20  # lengths of lines


def placed(drawing: Drawing, sizes: Sizes, longest: float | None = None) -> Placement:
    """Places for all parts. What is longer than `longest` goes on in another line beside the first."""
    ranks, across = _ranks(drawing)
    parts = {name: _measured(part, sizes) for name, part in drawing.parts.items()}
    _spread(parts, ranks, across)
    lengths, gaps = _lengths(drawing, parts, ranks, sizes)
    whole = Placement()
    sinks = set(parts) - {arrow.source for arrow in drawing.arrows}
    before: tuple[Line, float] | None = None
    for first, last in _lines(drawing, ranks, lengths, gaps, longest):
        own = {name for name in parts if first <= ranks[name] <= last}
        room = list(zip(lengths, gaps, strict=True))[first : last + 1]
        line = Line({name: part for name, part in parts.items() if name in own}, ranks, room, first)
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


def _measured(part: Part, sizes: Sizes) -> PlacedPart:
    if isinstance(part, Point):
        return PlacedPart(part)
    if isinstance(part, Box):
        length, breadth = sizes.box(part)
        return PlacedPart(part, length, breadth / 2, breadth / 2)
    inside = placed(part.inside, sizes)
    entries = [inside.rectangles[name].middle[1] for name in part.entries]
    way_in = entries[0]
    reach = way_in - inside.left, inside.right - way_in
    start, end, left, right = sizes.border(part, *reach, inside.length)
    return PlacedPart(
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


def _spread(parts: dict[str, PlacedPart], ranks: dict[str, int], across: dict[str, float]) -> None:
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
    drawing: Drawing, parts: dict[str, PlacedPart], ranks: dict[str, int], sizes: Sizes
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


def _turn(drawing: Drawing, before: tuple[Line, float], after: tuple[Line, float], right: float) -> Route:
    """From the end of a line, back between the two, to the start of the next."""
    (line, shift), (following, moved) = before, after
    arrow = next(a for a in drawing.arrows if a.source in line.parts and a.target in following.parts)
    source, target = line.parts[arrow.source], following.parts[arrow.target]
    away, middle, ahead = line.made.length + CLEAR, right + SPACE, -CLEAR
    v, w = source.leave + shift, target.entry(arrow.port) + moved
    points = ((source.way_out, v), (away, v), (away, middle), (ahead, middle), (ahead, w), (target.way_in, w))
    label = Label(arrow.shape, (away, (v + middle) / 2), 0) if arrow.shape is not None else None
    return Route(points, not isinstance(target.part, Frame), label)
