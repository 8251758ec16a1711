"""A network as a flowchart of Mermaid, which README files, wikis and notebooks draw."""

from __future__ import annotations

from collections.abc import Iterator

from lab.export.figure.outline import Arrow, Box, Drawing, Frame, Part, Point, parameter_words
from lab.spec.groups import ON_LIGHT
from lab.spec.units import format_shape

MOST_LINKS, MOST_LETTERS = 500, 50_000  # that Mermaid draws unless it is told otherwise

# Signs with a meaning in Mermaid's texts, as it writes them by their numbers.
_SIGNS = str.maketrans({sign: f"#{ord(sign)};" for sign in '#"&<>`\\%'})
_TINT = "18"  # how much of its colour fills a box (of ff): the words show on light pages and on dark ones


def flowchart(drawing: Drawing, *, down: bool) -> str:
    """The whole text, from top to bottom or from left to right."""
    return "\n".join([f"flowchart {'TB' if down else 'LR'}", *_Writer(drawing).lines(), ""])


def links(text: str) -> int:
    """How many links a flowchart has."""
    return text.count(" --> ")


def escaped(text: str) -> str:
    """A text that Mermaid shows as it is, between quotation marks."""
    return text.translate(_SIGNS)


class _Writer:
    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._parts: dict[str, Part] = {}
        self._arrows: list[Arrow] = []
        for inside in drawing.drawings():
            self._parts |= inside.parts
            self._arrows += inside.arrows
        self._out: dict[str, list[Arrow]] = {}
        self._into: dict[str, list[Arrow]] = {}
        for arrow in self._arrows:
            self._out.setdefault(arrow.source, []).append(arrow)
            self._into.setdefault(arrow.target, []).append(arrow)

    def lines(self) -> Iterator[str]:
        yield from self._nodes(self._drawing, "  ")
        for arrow in self._arrows:
            if isinstance(self._parts[arrow.source], Point) or isinstance(self._parts[arrow.target], Point):
                continue  # borders of frames are passed on the way
            shape = f' -- "{escaped(format_shape(arrow.shape))}"' if arrow.shape is not None else ""
            for target in self._targets(arrow):
                yield f"  {self._source(arrow.source)}{shape} --> {target}"
        members: dict[str, list[str]] = {}
        for part in self._parts.values():
            if not isinstance(part, Point):
                members.setdefault(part.group if isinstance(part, Box) else "Block", []).append(part.id)
        for group, names in members.items():
            color = ON_LIGHT[group]
            yield f"  classDef {_class(group)} fill:{color}{_TINT},stroke:{color}"
            yield f"  class {','.join(names)} {_class(group)}"

    def _nodes(self, drawing: Drawing, indent: str) -> Iterator[str]:
        for part in drawing.parts.values():
            if isinstance(part, Box):
                rows = [f"<b>{escaped(part.title)}</b>", escaped(part.caption), escaped(parameter_words(part))]
                words = "<br/>".join(row for row in rows if row)
                start, end = ("([", "])") if part.group == "Input" else ("[", "]")
                yield f'{indent}{part.id}{start}"{words}"{end}'
            elif isinstance(part, Frame):
                words = " · ".join(text for text in (part.caption, parameter_words(part)) if text)
                yield f'{indent}subgraph {part.id}["{escaped(words)}"]'
                yield from self._nodes(part.inside, indent + "  ")
                yield f"{indent}end"

    def _targets(self, arrow: Arrow) -> Iterator[str]:
        """The layers that an arrow leads to: of a frame those behind its way in."""
        part = self._parts[arrow.target]
        if isinstance(part, Frame):
            for inner in self._out.get(part.entries[arrow.port], []):
                yield from self._targets(inner)
        else:
            yield arrow.target

    def _source(self, name: str) -> str:
        """The layer whose output it is: of a frame the one before its way out."""
        part = self._parts[name]
        return self._source(self._into[part.exit][0].source) if isinstance(part, Frame) else name


def _class(group: str) -> str:
    return f"group{group}"
