"""Notes: sheets of text that lie on the canvas beside the network and mean nothing to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

SMALLEST = 48.0  # px: no side of a note is shorter
LONGEST_TEXT = 20_000  # characters
TEXT_SIZE, PADDING = 13, 12.0  # px
_LINE, _LETTER = 19.0, 6.6  # px: height of a line and mean width of a letter


@dataclass(frozen=True)
class Note:
    """A sheet of text. x, y are its top left in px. It is drawn higher than `height` where its text needs that."""

    id: str
    text: str
    x: float = 0.0
    y: float = 0.0
    width: float = 240.0
    height: float = 72.0

    def changed(self, **values: object) -> Note:
        """A copy with other values."""
        return replace(self, **values)  # type: ignore[arg-type]


def height_for(text: str, width: float) -> float:
    """About how high a note of that width must be to show the text, in px."""
    letters = max((width - 2 * PADDING) / _LETTER, 1.0)
    lines = sum(max(ceil(len(line) / letters), 1) for line in text.split("\n"))
    return lines * _LINE + 2 * PADDING


def new_note_id(notes: Iterable[Note], taken: Iterable[str] = ()) -> str:
    """An id that no note has: "note" and the lowest number."""
    used = {note.id for note in notes} | set(taken)
    number = 1
    while f"note{number}" in used:
        number += 1
    return f"note{number}"
