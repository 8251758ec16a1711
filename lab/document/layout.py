"""Auto-layout: layers from left to right, branches below each other, long networks in rows like lines of text.

Longest-path layering, barycentre ordering, and y by weighted isotonic regression (Sugiyama, Tagawa and Toda 1981;
Barlow 1972), so that a plain chain stays straight and what skips layers gets a lane of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol

from lab.document.graph import Link
from lab.document.notes import Note, height_for

NODE_WIDTH, NODE_HEIGHT = 152, 56  # of every node on the canvas, in px
GRID = 8  # positions are multiples of it
GAP_X = 88  # between columns: room for a shape such as "64 × 28 × 28"
GAP_Y = 80  # between nodes of a column: room for the strip of feature maps below each
PITCH_X, PITCH_Y = NODE_WIDTH + GAP_X, NODE_HEIGHT + GAP_Y
LANE = 40  # height kept free for a link that passes a column

_SWEEPS = 6
_FARTHEST = 24  # columns; a longer link gets no lanes of its own
_TORN = 0.1  # how much smaller the picture may be for each block that is not torn apart by the end of a row
_HOPELESS = 0.4  # how much smaller than the largest a picture may be before no more rows are tried
_FAINT = 1e-6  # weight of a lane against that of a node

Positions = dict[str, tuple[float, float]]


class Placeable(Protocol):
    """Whatever is laid out."""

    @property
    def id(self) -> str: ...


class Flow(Protocol):
    """What the layout asks of a graph."""

    def order(self) -> Sequence[Placeable]:
        """All that is laid out, so that every link goes forward."""
        ...

    def inputs(self, node_id: str, /) -> Sequence[Link]:
        """Links into one of them."""
        ...

    def outputs(self, node_id: str, /) -> Sequence[Link]:
        """Links out of one of them."""
        ...


@dataclass(eq=False)
class _Slot:
    """A place in a column: a node, or a lane for a link that passes (id is None)."""

    id: str | None
    column: int
    before: list[_Slot] = field(default_factory=list)
    after: list[_Slot] = field(default_factory=list)
    rank: float = 0.0
    y: float = 0.0  # of the middle

    @property
    def height(self) -> float:
        return PITCH_Y if self.id else LANE

    @property
    def weight(self) -> float:
        return 1.0 if self.id else _FAINT


def _go_on() -> None:
    """Nobody calls the layout off."""


def arrange(
    graph: Flow, aspect: float | None = None, room: float = 900.0, check: Callable[[], object] = _go_on
) -> Positions:
    """Top left of every node, in px from (0, 0), all multiples of GRID.

    `aspect` (width / height of the view) breaks networks that are long for it into rows; None never breaks. What is
    seen at its natural size in a view `room` px wide needs no more rows. `check` is called again and again: what it
    raises ends the layout.
    """
    parts = _components(graph)
    single = [part[0] for part in parts if len(part) == 1]
    columns = [_columns(graph, part, check) for part in parts if len(part) > 1]
    longest = max((len(part) for part in columns), default=max(ceil(len(single) ** 0.5), 1))
    widest = longest if aspect is None else _best_width(columns, aspect, room, check)
    positions: Positions = {}
    bottom = 0.0
    for part in columns:
        bottom = _place_rows(part, widest, bottom, positions)
    for start in range(0, len(single), max(widest, 1)):
        for number, node_id in enumerate(single[start : start + widest]):
            positions[node_id] = (number * PITCH_X, bottom)
        bottom += PITCH_Y
    return positions


def note_above(text: str, positions: Positions) -> Note:
    """A note as wide as three layers above a network that was laid out, its left edge that of the network."""
    width = float(2 * PITCH_X + NODE_WIDTH)
    left = min((x for x, _ in positions.values()), default=0.0)
    top = min((y for _, y in positions.values()), default=0.0)
    height = float(ceil(height_for(text, width) / GRID) * GRID)
    return Note("note1", text, left, top - GAP_Y / 2 - height, width, height)


def snapped(value: float) -> float:
    """The nearest multiple of GRID."""
    return float(round(value / GRID) * GRID)


def _components(graph: Flow) -> list[list[str]]:
    """Ids of nodes that hang together, in the order of the data's flow."""
    place = {node.id: number for number, node in enumerate(graph.order())}
    left = dict.fromkeys(place)
    parts = []
    while left:
        waiting = [next(iter(left))]
        part = set(waiting)
        while waiting:
            here = waiting.pop()
            near = [link.target for link in graph.outputs(here)] + [link.source for link in graph.inputs(here)]
            waiting += [other for other in near if other not in part]
            part.update(near)
        for node_id in part:
            del left[node_id]
        parts.append(sorted(part, key=place.__getitem__))
    return parts


def _columns(graph: Flow, ordered: list[str], check: Callable[[], object]) -> list[list[_Slot]]:
    """One connected part as columns of slots, each slot with its y."""
    column: dict[str, int] = {}
    for node_id in ordered:
        column[node_id] = max((column[link.source] + 1 for link in graph.inputs(node_id)), default=0)
    for node_id in reversed(ordered):  # a source that is needed late stands near what needs it
        if not graph.inputs(node_id) and graph.outputs(node_id):
            column[node_id] = min(column[link.target] for link in graph.outputs(node_id)) - 1
    slots = {node_id: _Slot(node_id, column[node_id]) for node_id in ordered}
    columns: list[list[_Slot]] = [[] for _ in range(max(column.values()) + 1)]
    for slot in slots.values():
        columns[slot.column].append(slot)
    for node_id in ordered:
        for link in graph.outputs(node_id):
            _join(slots[node_id], slots[link.target], columns)
    _sort(columns, check)
    _place(columns, check)
    return columns


def _join(source: _Slot, target: _Slot, columns: list[list[_Slot]]) -> None:
    previous = source
    if target.column - source.column <= _FARTHEST:
        for number in range(source.column + 1, target.column):
            lane = _Slot(None, number)
            columns[number].append(lane)
            previous.after.append(lane)
            lane.before.append(previous)
            previous = lane
    previous.after.append(target)
    target.before.append(previous)


def _sort(columns: list[list[_Slot]], check: Callable[[], object]) -> None:
    """Order each column by the mean place of its neighbours, forwards and backwards in turn."""
    for column in columns:
        _number(column)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for column in columns if forwards else reversed(columns):
            check()
            if len(column) > 1:
                means = {slot: _mean(slot.before if forwards else slot.after, slot.rank) for slot in column}
                column.sort(key=means.__getitem__)
                _number(column)


def _number(column: list[_Slot]) -> None:
    for number, slot in enumerate(column):
        slot.rank = (number + 0.5) / len(column)


def _mean(slots: list[_Slot], default: float) -> float:
    return sum(slot.rank for slot in slots) / len(slots) if slots else default


def _place(columns: list[list[_Slot]], check: Callable[[], object]) -> None:
    """y of every slot: as near to its neighbours' as the order and the heights allow."""
    for column in columns:
        offsets, total = _offsets(column)
        for slot, offset in zip(column, offsets, strict=True):
            slot.y = offset - total / 2
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for column in columns if forwards else reversed(columns):
            check()
            wanted = [_wanted(slot, slot.before if forwards else slot.after) for slot in column]
            for slot, y in zip(column, _apart(column, wanted), strict=True):
                slot.y = y


def _wanted(slot: _Slot, neighbours: list[_Slot]) -> float:
    """The mean of the neighbours' y: of nodes for a node that has some, else of whatever there is."""
    near = [other for other in neighbours if other.id] if slot.id else neighbours
    near = near or neighbours
    return sum(other.y for other in near) / len(near) if near else slot.y


def _offsets(column: list[_Slot]) -> tuple[list[float], float]:
    """Middle of each slot when they stand close together, and the height of all."""
    offsets, bottom = [], 0.0
    for slot in column:
        offsets.append(bottom + slot.height / 2)
        bottom += slot.height
    return offsets, bottom


def _apart(column: list[_Slot], wanted: list[float]) -> list[float]:
    """The y nearest to `wanted` (weighted least squares) that keep order and heights: pool adjacent violators."""
    offsets, _ = _offsets(column)
    blocks: list[tuple[float, float, int]] = []  # mean of (wanted - offset), weight, number of slots
    for slot, y, offset in zip(column, wanted, offsets, strict=True):
        mean, weight, count = y - offset, slot.weight, 1
        while blocks and blocks[-1][0] >= mean:
            other, other_weight, other_count = blocks.pop()
            mean = (mean * weight + other * other_weight) / (weight + other_weight)
            weight, count = weight + other_weight, count + other_count
        blocks.append((mean, weight, count))
    shifts = [mean for mean, _, count in blocks for _ in range(count)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]


def _best_width(parts: list[list[list[_Slot]]], aspect: float, room: float, check: Callable[[], object]) -> int:
    """Columns in a row with which the picture is largest in a view of that aspect, though not above natural size."""
    longest = max((len(part) for part in parts), default=1)
    best, best_scale = longest, 0.0
    tried = sorted({ceil(longest / rows) for rows in range(1, longest + 1)}, reverse=True)
    for width in tried:
        check()
        broken = [_rows(part, width) for part in parts]
        height = sum(bottom - top for rows in broken for top, bottom in map(_extent, rows))
        scale = min(aspect / (width * PITCH_X), 1 / max(height, 1), aspect / max(room, 1))
        torn = sum(_passing(row[0]) - 1 for rows in broken for row in rows[1:])
        scale *= max(1 - _TORN * torn, 0.5)
        if scale < best_scale * _HOPELESS:
            break  # still more rows only make it higher
        if scale > best_scale * 1.02:  # fewer rows unless more of them really help
            best, best_scale = width, scale
    return best


def _rows(columns: list[list[_Slot]], width: int) -> list[list[list[_Slot]]]:
    """Columns in rows of at most `width`, broken where links from few nodes pass: between blocks, not inside them."""
    rows = []
    start = 0
    while len(columns) - start > width:
        earliest = start + max(width - width // 3, 1)
        ends = range(start + width, earliest - 1, -1)
        end = min(ends, key=lambda at: _passing(columns[at]))
        rows.append(columns[start:end])
        start = end
    rows.append(columns[start:])
    return rows


def _passing(column: list[_Slot]) -> int:
    """From how many nodes links come into a column: 1 between blocks, more inside them."""
    return len({before for slot in column for before in slot.before})


def _extent(row: Iterable[list[_Slot]]) -> tuple[float, float]:
    slots = [slot for column in row for slot in column]
    return min(slot.y - slot.height / 2 for slot in slots), max(slot.y + slot.height / 2 for slot in slots)


def _place_rows(columns: list[list[_Slot]], width: int, top: float, positions: Positions) -> float:
    """Put one connected part below `top`; the bottom is returned."""
    for row in _rows(columns, width):
        highest, lowest = _extent(row)
        for number, column in enumerate(row):
            for slot in column:
                if slot.id:
                    y = top + slot.y - highest - PITCH_Y / 2
                    positions[slot.id] = (float(number * PITCH_X), snapped(y))
        top = float(ceil((top + lowest - highest) / GRID) * GRID)
    return top
