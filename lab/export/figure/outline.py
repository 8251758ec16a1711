"""What a figure of a network shows: boxes for layers, frames for blocks, arrows with the shapes that flow there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lab.document.blocks import Block
from lab.document.graph import Graph, Link, Node
from lab.document.shapes import Analysis, NodeReport, analyse
from lab.layers.base import Shape
from lab.spec.errors import DataError
from lab.spec.message import Message
from lab.spec.units import format_count

# What no id may be called: words of LaTeX's and Mermaid's own.
_RESERVED = {"end", "graph", "flowchart", "subgraph", "class", "classDef", "click", "default", "direction", "style"}


@dataclass(frozen=True)
class Point:
    """Where what flows enters or leaves a frame."""

    id: str


@dataclass(frozen=True)
class Box:
    """A layer, or a block that stays closed.

    Attributes:
        id: letters and digits, unique in the figure.
        title: what kind of layer it is. caption: its name and settings.
        parameters: trainable ones. output: its shape; None where it is unknown.
        name: what the learner calls it.
    """

    id: str
    title: str
    name: str
    caption: str
    parameters: int
    group: str
    output: Shape | None


@dataclass(frozen=True)
class Frame:
    """A block that is opened: `inside` with an entry for each of its inputs and an exit, which are points.

    `parameters` are those of all repetitions; the inside is the first of them.
    """

    id: str
    title: str
    name: str
    repeat: int
    parameters: int
    output: Shape | None
    inside: Drawing
    entries: tuple[str, ...]
    exit: str

    @property
    def caption(self) -> str:
        """Title and repetitions: "Residual unit × 3"."""
        return f"{self.title} × {self.repeat}" if self.repeat > 1 else self.title


Part = Box | Frame | Point


@dataclass(frozen=True)
class Arrow:
    """From a part to an input port of another.

    `shape` is what flows there; None where it is unknown, and at the border of a frame where it stands outside.
    """

    source: str
    target: str
    port: int
    shape: Shape | None


@dataclass(frozen=True)
class Drawing:
    """Parts by id, in the order of the data's flow, and the arrows between them."""

    parts: dict[str, Part]
    arrows: tuple[Arrow, ...]

    def boxes(self) -> list[Box]:
        """All boxes, those in frames too."""
        return [box for drawing in self.drawings() for box in drawing.parts.values() if isinstance(box, Box)]

    def drawings(self) -> list[Drawing]:
        """This one and the insides of its frames, the outermost first."""
        frames = [part for part in self.parts.values() if isinstance(part, Frame)]
        return [self, *(drawing for frame in frames for drawing in frame.inside.drawings())]


def outline(graph: Graph, *, opened: bool) -> Drawing:
    """The figure of a network, its blocks opened or closed. DataError where there is nothing to draw."""
    if not len(graph):
        raise DataError(Message("There is no network yet. Drag layers from the palette onto the canvas."))
    return _Outline(opened).drawing(graph, analyse(graph))


def parameter_words(part: Box | Frame) -> str:
    """ "1,898 parameters"; nothing for a layer without any."""
    if not part.parameters:
        return ""
    return f"{format_count(part.parameters)} parameter{'s' if part.parameters > 1 else ''}"


class _Outline:
    """Collects the parts, with ids of their own."""

    def __init__(self, opened: bool) -> None:
        self._opened = opened
        self._taken: set[str] = set()

    def drawing(self, graph: Graph, analysis: Analysis) -> Drawing:
        ids = {node.id: self._id(node.id) for node in graph.order()}
        parts = [self._part(ids[node.id], node, analysis.nodes[node.id]) for node in graph.order()]
        return Drawing({part.id: part for part in parts}, tuple(self._arrows(graph, graph.links, ids, analysis)))

    def _part(self, own: str, node: Node, report: NodeReport) -> Part:
        layer = node.layer
        if isinstance(layer, Block) and self._opened and report.output is not None:
            return self._frame(own, node.name, layer, report)
        caption = " · ".join(words for words in (plain(node.name), plain(layer.summary())) if words)
        title = plain(layer.title)
        return Box(own, title, plain(node.name), caption, report.parameters, layer.group, report.output)

    def _frame(self, own: str, name: str, block: Block, report: NodeReport) -> Frame:
        analysis = block.analyses(*report.inputs)[0]
        ids = {node.id: self._id(f"{own}{node.id}") for node in block.inside.order()}
        entries = [Point(self._id(f"{own}in{number}")) for number in range(1, len(block.entries) + 1)]
        leave = Point(self._id(f"{own}out"))
        inner = [self._part(ids[node.id], node, analysis.nodes[node.id]) for node in block.inside.order()]
        arrows = [
            Arrow(entry.id, ids[socket.node], socket.port, None)
            for entry, sockets in zip(entries, block.entries, strict=True)
            for socket in sockets
        ]
        arrows += self._arrows(block.inside, block.links, ids, analysis)
        output = analysis.nodes[block.exit].output
        arrows.append(Arrow(ids[block.exit], leave.id, 0, output if output != report.output else None))
        parts: list[Part] = [*entries, *inner, leave]
        drawing = Drawing({part.id: part for part in parts}, tuple(arrows))
        return Frame(
            own,
            plain(block.title),
            plain(name),
            block.repeat,
            report.parameters,
            report.output,
            drawing,
            tuple(entry.id for entry in entries),
            leave.id,
        )

    def _arrows(self, graph: Graph, links: Iterable[Link], ids: dict[str, str], analysis: Analysis) -> list[Arrow]:
        place = {node.id: number for number, node in enumerate(graph.order())}
        ordered = sorted(links, key=lambda link: (place[link.source], place[link.target], link.port))
        return [
            Arrow(ids[link.source], ids[link.target], link.port, analysis.nodes[link.source].output) for link in ordered
        ]

    def _id(self, text: str) -> str:
        """Letters and digits of a text, made unique; a letter first."""
        made = re.sub("[^A-Za-z0-9]", "", text)
        if not made[:1].isalpha() or made in _RESERVED:
            made = f"layer{made}"
        found, number = made, 2
        while found in self._taken:
            found, number = f"{made}x{number}", number + 1
        self._taken.add(found)
        return found


def plain(text: str) -> str:
    """A text on one line, without what cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
