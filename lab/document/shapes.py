"""Shapes, sizes and problems of a graph under construction: data, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod

from lab.document.graph import Graph, Node
from lab.layers.base import Shape
from lab.spec.errors import ShapeError
from lab.spec.message import Message


@dataclass(frozen=True)
class Problem:
    """What is wrong at a node and what would mend it: `mend` is the kind of a layer to put before it, or None."""

    node: str
    message: Message
    mend: str | None = None


@dataclass(frozen=True)
class NodeReport:
    """What is known of one node. `output` is None while its inputs are unknown or do not fit."""

    inputs: tuple[Shape, ...] = ()
    output: Shape | None = None
    problem: Problem | None = None
    parameters: int = 0
    flops: int = 0


@dataclass(frozen=True)
class Analysis:
    """All nodes' reports and the totals. FLOPs are of one forward pass of one sample."""

    nodes: dict[str, NodeReport] = field(default_factory=dict)
    parameters: int = 0
    flops: int = 0
    activations: int = 0  # numbers in all outputs for one sample

    @property
    def problems(self) -> list[Problem]:
        """Every problem, in the order of the data's flow."""
        return [report.problem for report in self.nodes.values() if report.problem]


def analyse(graph: Graph) -> Analysis:
    """Follow the shapes through the graph."""
    reports: dict[str, NodeReport] = {}
    for node in graph.order():
        reports[node.id] = _report(graph, node, reports)
    return Analysis(
        reports,
        sum(report.parameters for report in reports.values()),
        sum(report.flops for report in reports.values()),
        sum(prod(report.output) for report in reports.values() if report.output),
    )


def _report(graph: Graph, node: Node, known: dict[str, NodeReport]) -> NodeReport:
    links = graph.inputs(node.id)
    shapes = tuple(shape for link in links if (shape := known[link.source].output) is not None)
    layer = node.layer
    if len(links) < layer.fewest_inputs:
        return NodeReport(shapes, problem=Problem(node.id, _missing(node, len(links))))
    if len(shapes) < len(links):  # a node before this one has the problem
        return NodeReport(shapes)
    try:
        output = layer.output_shape(*shapes)
        parameters = sum(p.size for p in layer.parameters(*shapes).values() if p.trainable)
        return NodeReport(shapes, output, None, parameters, layer.flops(*shapes))
    except ShapeError as error:
        return NodeReport(shapes, problem=Problem(node.id, error.message, error.mend))


def _missing(node: Node, linked: int) -> Message:
    title = Message(node.layer.title)
    if node.layer.fewest_inputs == 1:
        return Message(
            "{layer} has no input. Drag from the right side of the layer before it to its left side.", layer=title
        )
    return Message(
        "{layer} merges at least {count} inputs and has {linked}. Drag another layer's output to it.",
        layer=title,
        count=node.layer.fewest_inputs,
        linked=linked,
    )
