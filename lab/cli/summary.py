"""`summary`: the layers of a network with their shapes and sizes."""

from __future__ import annotations

import argparse
from typing import Any

from lab.cli.network import add_network, open_network
from lab.cli.output import add_json, note, print_json, print_table
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.spec.errors import PlanError
from lab.spec.units import format_bytes, format_count, format_number, format_shape

DESCRIPTION = (
    "Shows every layer with the shape of its output and its trainable parameters; floating-point operations of one "
    "forward pass of one sample, and the memory of a training run with the network's own batch size."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Print the summary."""
    model = open_network(options.network)
    graph = unfolded(model.graph)
    analysis = analyse(graph)
    layers: list[dict[str, Any]] = [
        {
            "name": node.name,
            "kind": node.kind,
            "output_shape": list(report.output) if report.output is not None else None,
            "parameters": report.parameters,
        }
        for node in graph.order()
        for report in [analysis.nodes[node.id]]
    ]
    batch = model.setup.run.batch_size
    memory = _memory(model)
    for problem in analysis.problems:
        node = graph.node(problem.node)
        note(f"{node.name}: {problem.message}")
    if options.json:
        print_json(
            {
                "parameters": analysis.parameters,
                "flops": analysis.flops,
                "memory_bytes": memory,
                "layers": layers,
            }
        )
        return
    print_table(
        ("layer", "kind", "output", "parameters"),
        [
            (
                layer["name"],
                layer["kind"],
                format_shape(layer["output_shape"]) if layer["output_shape"] is not None else "?",
                format_count(layer["parameters"]),
            )
            for layer in layers
        ],
        "lllr",
    )
    print(
        f"\n{format_count(analysis.parameters)} parameters, {format_number(analysis.flops, 'FLOP')} a sample, "
        f"{format_bytes(memory) if memory is not None else '?'} for batches of {batch}"
    )


def _memory(model: Model) -> int | None:
    """Bytes of a training run, as the command line trains, beside the data; None while the network has problems."""
    from lab.engine.plan import Plan

    try:
        return Plan(model.graph, model.setup, keep=()).bytes
    except PlanError:
        return None
