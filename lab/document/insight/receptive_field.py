"""How much of the input a cell of each layer sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil

from lab.document.graph import Graph, Node, Socket
from lab.document.shapes import Analysis
from lab.layers.base import Layer, Shape
from lab.layers.window import Window


@dataclass(frozen=True)
class Field:
    """The receptive field along one axis of the input.

    Attributes:
        size: cells of the input that one cell of the layer sees, those of the padding included.
        jump: how many cells further on the next cell of the layer looks; below 1 after layers that enlarge.
        length: cells of the input.
        sum: how the size follows from the layer before, written out; empty where it is the same.
    """

    size: int
    jump: Fraction
    length: int
    sum: str = ""


# Along each axis of the input; None where a cell sees all of it.
Fields = tuple[Field, ...] | None


def receptive_fields(
    graph: Graph, analysis: Analysis, given: Mapping[Socket, Fields] | None = None
) -> dict[str, Fields]:
    """The receptive field of every layer whose output is known. `given`: what arrives at inputs from elsewhere.

    r_out = r_in + (span - 1) · jump_in and jump_out = jump_in · step along every axis, where the span of a window is
    d (f - 1) + 1; a layer of several inputs has the largest of theirs. Dense layers and global pooling see everything.
    What normalisation takes from other places, its mean and variance, does not count. Source: Araujo, Norris and Sim
    2019.
    """
    found: dict[str, Fields] = {}
    fixed = set()  # layers that no data reaches: they see none of it
    for node in graph.order():
        report = analysis.nodes[node.id]
        if report.output is None:
            continue
        before = [found[link.source] for link in graph.inputs(node.id) if link.source not in fixed]
        before += [fields for socket, fields in (given or {}).items() if socket.node == node.id]
        if not before:
            found[node.id] = start(report.output) if node.layer.takes_samples else ()
            if not node.layer.takes_samples:
                fixed.add(node.id)
        else:
            found[node.id] = _after(node, report.inputs, _largest(before))
    return found


@lru_cache(2000)  # deep networks repeat a few layers on a few shapes
def windows_of(layer: Layer, shapes: tuple[Shape, ...]) -> tuple[Window, ...] | None:
    """What one cell of a layer's output sees of its inputs of these shapes; None if it sees all."""
    return layer.windows(*shapes)


def start(shape: Shape) -> Fields:
    """The receptive field of the input itself: each cell sees the one in its own place."""
    return tuple(Field(1, Fraction(1), length) for length in shape[1:])


def _largest(fields: list[Fields]) -> Fields:
    if len(fields) == 1:
        return fields[0]
    known = [field for field in fields if field is not None]
    if len(known) < len(fields) or any(len(field) != len(known[0]) for field in known):
        return None
    axes = zip(*known, strict=True)
    return tuple(
        Field(max(each.size for each in axis), max(each.jump for each in axis), axis[0].length) for axis in axes
    )


def _after(node: Node, shapes: tuple[Shape, ...], before: Fields) -> Fields:
    windows = windows_of(node.layer, shapes)
    if windows is None or before is None:
        return None
    if not windows:  # a flat row: each number still sees what it saw as a cell
        return tuple(Field(field.size, field.jump, field.length) for field in before)
    if len(windows) != len(before):
        return None
    after = []
    for window, field in zip(windows, before, strict=True):
        size, told = field.size, ""
        if window.span > 1:
            size = ceil(size + (window.span - 1) * field.jump)
            told = f"{field.size} + ({window.span} − 1)·{field.jump} = {size}"
        jump = field.jump if window.step == 1 else field.jump * window.step
        after.append(Field(size, jump, field.length, told))
    return tuple(after)
