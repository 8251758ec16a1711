"""Shapes, sizes and problems of a graph under construction: data, never exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lab.document.graph import Graph, Link, Node, Socket
from lab.layers.base import Layer, Shape
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
    activations: int = 0  # numbers computed for one sample


Arriving = dict[int, Shape | None]  # what arrives at each port; None where it is unknown


@dataclass(frozen=True)
class Analysis:
    """All nodes' reports and the totals. FLOPs are of one forward pass of one sample.

    `grounds` are what each report follows from, and nothing else does: the layer and what arrives at its ports.
    """

    nodes: dict[str, NodeReport] = field(default_factory=dict)
    parameters: int = 0
    flops: int = 0
    activations: int = 0  # numbers in all outputs for one sample
    grounds: dict[str, tuple[Layer, Arriving]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def problems(self) -> list[Problem]:
        """Every problem, in the order of the data's flow."""
        return [report.problem for report in self.nodes.values() if report.problem]


def analyse(
    graph: Graph, given: Mapping[Socket, Shape | None] | None = None, earlier: Analysis | None = None
) -> Analysis:
    """Follow the shapes through the graph. `given`: what arrives at inputs from elsewhere, None where unknown.

    Of `earlier`, the analysis of a graph much like this one, reports are taken over whose grounds are the same: so an
    edit costs what it changes.
    """
    earlier = earlier or Analysis()
    reports: dict[str, NodeReport] = {}
    grounds: dict[str, tuple[Layer, Arriving]] = {}
    arriving: dict[str, Arriving] = {}
    for socket, shape in (given or {}).items():
        arriving.setdefault(socket.node, {})[socket.port] = shape
    for node in graph.order():
        inputs: Arriving = {link.port: reports[link.source].output for link in graph.inputs(node.id)}
        inputs |= arriving.get(node.id, {})
        before = earlier.grounds.get(node.id)
        if before is not None and before[0] is node.layer and before[1] == inputs:
            grounds[node.id], reports[node.id] = before, earlier.nodes[node.id]
        else:
            grounds[node.id], reports[node.id] = (node.layer, inputs), _report(node, inputs)
    return Analysis(
        reports,
        sum(report.parameters for report in reports.values()),
        sum(report.flops for report in reports.values()),
        sum(report.activations for report in reports.values()),
        grounds,
    )


def linked(graph: Graph, analysis: Analysis, link: Link) -> NodeReport:
    """What would be known of a link's target if this link came to those that it has."""
    inputs: Arriving = {each.port: analysis.nodes[each.source].output for each in graph.inputs(link.target)}
    inputs[link.port] = analysis.nodes[link.source].output
    return _report(graph.node(link.target), inputs)


def _report(node: Node, inputs: Arriving) -> NodeReport:
    """The report on a node, given what arrives at its ports."""
    shapes = tuple(shape for _, shape in sorted(inputs.items()) if shape is not None)
    layer = node.layer
    if len(inputs) < layer.fewest_inputs:
        return NodeReport(shapes, problem=Problem(node.id, _missing(node, len(inputs))))
    if len(shapes) < len(inputs):  # a node before this one has the problem
        return NodeReport(shapes)
    try:
        return _computed(layer, shapes)
    except ShapeError as error:
        return NodeReport(shapes, problem=Problem(node.id, error.message, error.mend))


@lru_cache(2000)  # deep networks repeat a few layers on a few shapes
def _computed(layer: Layer, shapes: tuple[Shape, ...]) -> NodeReport:
    """What a layer does with inputs of these shapes; ShapeError where they do not fit."""
    output = layer.output_shape(*shapes)
    parameters = sum(p.size for p in layer.parameters(*shapes).values() if p.trainable)
    return NodeReport(shapes, output, None, parameters, layer.flops(*shapes), layer.activations(*shapes))


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
