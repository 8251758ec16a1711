"""A network as a picture of LaTeX's package TikZ."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lab.export.figure.outline import Box, Drawing, Frame, parameter_words
from lab.export.figure.placement import Label, Place, Placement, Rectangle, Route, Sizes
from lab.export.figure.placing import placed
from lab.export.figure.tex import beyond, chinese, tex
from lab.layers.base import Shape
from lab.spec.groups import ON_LIGHT
from lab.spec.units import format_shape

# Sizes in cm, of \footnotesize in a font such as Computer Modern at 10 pt.
_LETTER, _BOLD, _SMALL = 0.152, 0.172, 0.132  # width of a letter
_LINE = 0.36  # height of a line
_PADDING = 0.16  # between words and the border of a box
_NARROWEST, _WIDEST = 2.6, 4.6  # of a box
_MARGIN = 0.5  # around the page of a document

_STYLES = r"""
  layer/.style={draw=#1!75, fill=#1!8, rounded corners=2pt, line width=0.5pt, align=center, inner sep=1pt,
    font=\footnotesize},
  block/.style={draw=labBlock!75, fill=labBlock!5, rounded corners=4pt, line width=0.5pt},
  title/.style={anchor=north west, align=left, inner sep=0pt, font=\footnotesize},
  flow/.style={-{Latex[length=1.6mm]}, draw=black!65, line width=0.5pt, rounded corners=2pt},
  into/.style={flow, -},
  tensor/.style={font=\scriptsize, text=black!65, inner sep=2pt},"""


@dataclass(frozen=True)
class Picture:
    """What is written: `body`, the picture, and what a document around it must know.

    width, height: in cm. beyond, chinese: whether there are letters that pdflatex lacks, and that ctex has.
    """

    body: str
    width: float
    height: float
    beyond: bool
    chinese: bool


def picture(drawing: Drawing, *, down: bool, longest: float) -> Picture:
    """The figure from top to bottom, or from left to right; what is longer than `longest` goes on beside or below."""
    writer = _Writer(drawing, down)
    placement = placed(drawing, writer.sizes(), longest)
    body = "\n".join(writer.lines(placement))
    length, breadth = placement.length - placement.start, placement.right - placement.left
    if down:
        breadth = max(breadth, writer.width)
    else:
        length += writer.longest_shape()
    width, height = (breadth, length) if down else (length, breadth)
    texts = " ".join(writer.texts())
    return Picture(body, width, height, beyond(tex(texts)), chinese(texts))


def document(drawn: Picture) -> str:
    """A document with the figure alone, on a page of its size."""
    head = ["% !TeX program = xelatex"] if drawn.beyond else []
    head += [r"\documentclass{article}"]
    head += [r"\usepackage{ctex}"] if drawn.chinese else [] if drawn.beyond else [r"\usepackage[T1]{fontenc}"]
    head += [
        r"\usepackage{tikz}",
        PACKAGES,
        rf"\usepackage[papersize={{{drawn.width + 2 * _MARGIN:.2f}cm,{drawn.height + 2 * _MARGIN:.2f}cm}},"
        rf"margin={_MARGIN / 2:g}cm]{{geometry}}",
        r"\pagestyle{empty}",
        r"\begin{document}",
        r"\centering",
    ]
    return "\n".join([*head, drawn.body, r"\end{document}", ""])


PACKAGES = r"\usetikzlibrary{arrows.meta}"


class _Writer:
    """The words of one figure. All boxes are equally wide."""

    def __init__(self, drawing: Drawing, down: bool) -> None:
        self._drawing, self._down = drawing, down
        self._frames = {
            part.id: part for inside in drawing.drawings() for part in inside.parts.values() if isinstance(part, Frame)
        }
        self._boxes = {box.id: box for box in drawing.boxes()}
        self._titles: dict[str, tuple[list[str], list[str]]] = {}  # of each frame: what it is called, its parameters
        widths = [
            max(_BOLD * _breadth(box.title), _SMALL * _breadth(box.caption), _SMALL * len(parameter_words(box)))
            for box in self._boxes.values()
        ]
        self.width = min(max([_NARROWEST, *(width + 2 * _PADDING for width in widths)]), _WIDEST)

    def texts(self) -> Iterator[str]:
        """All that learners have named."""
        for box in self._boxes.values():
            yield from (box.title, box.caption)
        for frame in self._frames.values():
            yield frame.caption

    def longest_shape(self) -> float:
        """Room for the shape behind the last arrow."""
        shapes = [box.output for box in self._boxes.values() if box.output is not None]
        return max((self._label_width(shape) for shape in shapes), default=0.0)

    # -- sizes

    def sizes(self) -> Sizes:
        return Sizes(self._box_size, self._label_room, self._border, 1 if self._down else -1)

    def _box_size(self, box: Box) -> tuple[float, float]:
        height = _LINE * len(self._box_lines(box)) + 2 * _PADDING
        return (height, self.width) if self._down else (self.width, height)

    def _label_width(self, shape: Shape) -> float:
        return _SMALL * len(format_shape(shape)) + 0.2

    def _label_room(self, shape: Shape) -> tuple[float, float]:
        width = self._label_width(shape)
        return (0.7, width) if self._down else (width + 0.3, _LINE)

    def _border(self, frame: Frame, left: float, right: float, length: float) -> tuple[float, float, float, float]:
        """Room for the title: from top to bottom left of the way in, else above the inside."""
        pad = 0.25
        room = (left if self._down else length) + 2 * pad - 2 * _PADDING
        bold, small = _wrapped(frame.caption, room, _BOLD), [words for words in [parameter_words(frame)] if words]
        self._titles[frame.id] = bold, small
        widths = [_BOLD * _breadth(line) for line in bold] + [_SMALL * len(line) for line in small]
        widest = max(widths) + 2 * _PADDING
        strip = _LINE * len((*bold, *small)) + _PADDING
        if self._down:
            return strip, 0.0, max(pad, widest - left), pad
        return pad, max(pad, widest - length - pad), strip + pad, pad

    # -- words

    def _box_lines(self, box: Box) -> list[str]:
        room = self.width - 2 * _PADDING
        small = [*_wrapped(box.caption, room, _SMALL), *_wrapped(parameter_words(box), room, _SMALL)]
        return [*map(_bold, _wrapped(box.title, room, _BOLD)), *map(_little, small)]

    # -- lines of the picture

    def lines(self, placement: Placement) -> Iterator[str]:
        yield r"\begin{tikzpicture}[" + _STYLES + "\n]"
        groups = {box.group for box in self._boxes.values()} | ({"Block"} if self._frames else set())
        for group in sorted(groups):
            yield rf"  \definecolor{{{_color(group)}}}{{HTML}}{{{ON_LIGHT[group][1:].upper()}}}"
        for name, place in placement.rectangles.items():  # the outer frames stand before the inner ones
            if name in self._frames:
                yield from self._frame(self._frames[name], place)
        for name, place in placement.rectangles.items():
            if name in self._boxes:
                yield self._box(self._boxes[name], place)
        for route in placement.routes:
            yield self._route(route)
        yield r"\end{tikzpicture}"

    def _box(self, box: Box, place: Rectangle) -> str:
        along, across = place.end - place.start, place.right - place.left
        width, height = (across, along) if self._down else (along, across)
        words = r" \\ ".join(self._box_lines(box))
        size = f"minimum width={width:.2f}cm, minimum height={height:.2f}cm"
        return rf"  \node[layer={_color(box.group)}, {size}] ({box.id}) at {self._at(place.middle)} {{{words}}};"

    def _frame(self, frame: Frame, place: Rectangle) -> Iterator[str]:
        corners = (place.start, place.left), (place.end, place.right)
        yield rf"  \draw[block] {self._at(corners[0])} rectangle {self._at(corners[1])};"
        bold, small = self._titles[frame.id]
        words = r" \\ ".join([*map(_bold, bold), *map(_little, small)])
        yield rf"  \node[title] at {self._at((place.start + 0.12, place.left + 0.12))} {{{words}}};"

    def _route(self, route: Route) -> str:
        style = "flow" if route.head else "into"
        if route.ends is not None:
            places = [f"({name})" for name in route.ends]
        else:
            places = [self._at(point) for point in route.points]
        label = f" {self._label_node(route.label)}" if route.label is not None else ""
        return rf"  \draw[{style}] {' -- '.join(places)}{label};"

    def _label_node(self, label: Label) -> str:
        anchors = {1: "west", -1: "east", 0: "north"} if self._down else {1: "north", -1: "south", 0: "west"}
        return (
            rf"node[tensor, anchor={anchors[label.side]}] at {self._at(label.at)} {{{tex(format_shape(label.shape))}}}"
        )

    def _xy(self, place: Place) -> Place:
        u, v = place
        return (v, -u) if self._down else (u, -v)

    def _at(self, place: Place) -> str:
        x, y = self._xy(place)
        return f"({x + 0.0:.2f},{y + 0.0:.2f})".replace("-0.00", "0.00")


def _wrapped(text: str, room: float, letter: float) -> list[str]:
    wide = _breadth(text) / max(len(text), 1)
    return textwrap.wrap(text, max(int(room / (letter * wide)), 4)) if text else []


def _breadth(text: str) -> int:
    """How many Latin letters are as wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _bold(line: str) -> str:
    return rf"\textbf{{{tex(line)}}}"


def _little(line: str) -> str:
    return rf"{{\scriptsize {tex(line)}}}"


def _color(group: str) -> str:
    return "lab" + "".join(sign for sign in group if sign.isascii() and sign.isalpha())
