"""All facts of the layers of a network, in one place for those who show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import prod

from lab.document.blocks import Block
from lab.document.graph import Graph, Node
from lab.document.insight.arrays import Array, arrays, numbers_of_layers, parameter_sum
from lab.document.insight.comparison import Comparison, against_dense
from lab.document.insight.memory import Memory, memory_of
from lab.document.insight.receptive_field import Fields, receptive_fields, windows_of
from lab.document.setup import Setup
from lab.document.shapes import Analysis, NodeReport
from lab.layers.base import Shape
from lab.spec.units import format_count


@dataclass(frozen=True)
class _Network:
    """What the facts of all layers share, found once it is asked for."""

    graph: Graph
    analysis: Analysis
    setup: Setup

    @cached_property
    def fields(self) -> dict[str, Fields]:
        return receptive_fields(self.graph, self.analysis)

    @cached_property
    def numbers(self) -> dict[str, int]:
        return numbers_of_layers(self.graph, self.analysis)


@dataclass(frozen=True)
class LayerInsight:
    """What is known of one layer; each fact is found when it is asked for, since a network has many layers."""

    node: Node
    report: NodeReport
    network: _Network

    @property
    def inputs(self) -> tuple[Shape, ...]:
        """The shapes of its inputs."""
        return self.report.inputs

    @property
    def output(self) -> Shape:
        """The shape of one sample of its output."""
        return self.report.output or ()

    @property
    def parameters(self) -> int:
        """Its trainable numbers."""
        return self.report.parameters

    @property
    def flops(self) -> int:
        """Floating-point operations of a forward pass of one sample."""
        return self.report.flops

    @cached_property
    def arrays(self) -> tuple[Array, ...]:
        """Its arrays. What a block has is told layer by layer, where its inside is shown."""
        if isinstance(self.node.layer, Block):
            return ()
        return arrays(self.node, self.report, self.network.numbers.get(self.node.id))

    @property
    def size_sums(self) -> tuple[str, ...]:
        """How each of the output's sides follows from the input's, written out; equal ones once."""
        windows = windows_of(self.node.layer, self.inputs) if self.inputs else ()
        return tuple(dict.fromkeys(window.sum for window in windows or () if window.sum))

    @property
    def parameter_sum(self) -> str:
        """How the parameters are counted; empty where there is nothing to show."""
        return parameter_sum(self.arrays)

    @property
    def flop_sum(self) -> str:
        """How the operations are counted; empty where there is nothing to show."""
        return _flop_sum(self.report, self.arrays)

    @cached_property
    def memory(self) -> Memory:
        """What it takes while the network trains."""
        return memory_of(self.node, self.report, self.network.setup)

    @property
    def field(self) -> Fields:
        """The receptive field; None where the layer sees the whole input."""
        return self.network.fields[self.node.id]

    @property
    def comparison(self) -> Comparison | None:
        """Against a dense layer, for layers that share their weights among places."""
        return against_dense(self.node, self.report)


def insights(graph: Graph, analysis: Analysis, setup: Setup) -> dict[str, LayerInsight]:
    """The facts of every layer whose output is known."""
    network = _Network(graph, analysis, setup)
    return {
        node_id: LayerInsight(graph.node(node_id), report, network)
        for node_id, report in analysis.nodes.items()
        if report.output is not None
    }


def _flop_sum(report: NodeReport, parameters: tuple[Array, ...]) -> str:
    """Two operations for each weight at each place: "2·150·784 = 235,200"; empty where a layer does anything else."""
    weights = next((array.size for array in parameters if array.name == "weight"), 0)
    if not weights or report.output is None:
        return ""
    for shape in (report.output, report.inputs[0]):  # the places of a transposed convolution are those of its input
        places = prod(shape[1:])
        if report.flops == 2 * weights * places:
            factors = f"2·{weights}·{places}" if places > 1 else f"2·{weights}"
            return f"{factors} = {format_count(report.flops)}"
    return ""


@dataclass(frozen=True)
class Totals:
    """Layers taken together."""

    layers: int
    parameters: int
    flops: int
    memory: Memory


def totals(found: dict[str, LayerInsight], ids: Collection[str] | None = None) -> Totals:
    """The sums over these layers, or all; layers of which nothing is known count as nothing."""
    chosen = [insight for node_id, insight in found.items() if ids is None or node_id in ids]
    memory = sum((insight.memory for insight in chosen), Memory())
    return Totals(
        len(chosen),
        sum(insight.parameters for insight in chosen),
        sum(insight.flops for insight in chosen),
        memory,
    )


def shares(found: dict[str, LayerInsight], measure: str) -> dict[str, int]:
    """How much of something each layer has: its "parameters", "flops" or "memory" (bytes while training)."""
    return {
        node_id: insight.memory.total if measure == "memory" else getattr(insight, measure)
        for node_id, insight in found.items()
    }
