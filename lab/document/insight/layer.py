"""All facts of the layers of a network, in one place for those who show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import prod

from lab.document.blocks import Block
from lab.document.graph import Graph
from lab.document.insight.arrays import Array, arrays, numbers_of_layers, parameter_sum
from lab.document.insight.comparison import Comparison, against_dense
from lab.document.insight.memory import Memory, memory_of
from lab.document.insight.receptive_field import Fields, receptive_fields
from lab.document.setup import Setup
from lab.document.shapes import Analysis, NodeReport
from lab.layers.base import Shape
from lab.spec.units import format_count


@dataclass(frozen=True)
class LayerInsight:
    """What is known of one layer.

    Attributes:
        size_sums: how each of the output's sides follows from the input's, in words of numbers; equal ones once.
        parameter_sum, flop_sum: how these are counted; empty where there is nothing to show.
        field: the receptive field; None where the layer sees the whole input.
        comparison: against a dense layer, for layers that share their weights among places.
    """

    inputs: tuple[Shape, ...]
    output: Shape
    size_sums: tuple[str, ...]
    arrays: tuple[Array, ...]
    parameters: int
    parameter_sum: str
    flops: int
    flop_sum: str
    memory: Memory
    field: Fields
    comparison: Comparison | None


def insights(graph: Graph, analysis: Analysis, setup: Setup) -> dict[str, LayerInsight]:
    """The facts of every layer whose output is known."""
    fields, numbers = receptive_fields(graph, analysis), numbers_of_layers(graph, analysis)
    found: dict[str, LayerInsight] = {}
    for node in graph.order():
        report = analysis.nodes[node.id]
        if report.output is None:
            continue
        windows = node.layer.windows(*report.inputs) if report.inputs else ()
        # What a block has is told layer by layer, where its inside is shown.
        parameters = () if isinstance(node.layer, Block) else arrays(node, report, numbers.get(node.id))
        found[node.id] = LayerInsight(
            report.inputs,
            report.output,
            tuple(dict.fromkeys(window.sum for window in windows or () if window.sum)),
            parameters,
            report.parameters,
            parameter_sum(parameters),
            report.flops,
            _flop_sum(report, parameters),
            memory_of(node, report, setup),
            fields[node.id],
            against_dense(node, report),
        )
    return found


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
