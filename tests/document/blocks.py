"""Blocks for the tests."""

from __future__ import annotations

from lab.document.blocks import Block, block
from lab.document.graph import Graph, Link
from lab.document.knobs import Knob, Target
from lab.document.setup import discover_all
from lab.document.templates.base import chain, layer

discover_all()

WIDTH = Knob("Width", (Target("conv2d1", "channels"), Target("conv2d2", "channels")))


def residual(channels: int = 4, repeat: int = 1) -> Block:
    """conv, ReLU, conv, and the input added: a block whose input feeds two places."""
    inside = chain(
        [layer("conv2d", channels=channels), layer("relu"), layer("conv2d", channels=channels), layer("add")]
    )
    return block(inside, "Residual block", repeat=repeat, knobs=[WIDTH])


def convolutions(repeat: int = 3) -> Block:
    """conv and ReLU, one after the other."""
    return block(chain([layer("conv2d", channels=4, kernel=3), layer("relu")]), "Convolution", repeat=repeat)


def network(*blocks: Block) -> Graph:
    """Input, a convolution, the blocks, flatten, dense."""
    return chain(
        [
            layer("input", height=6, width=6),
            layer("conv2d", channels=4),
            *blocks,
            layer("flatten"),
            layer("dense", units=3),
        ]
    )


def diamond() -> Graph:
    """A residual block written out: input, conv, relu, conv, add with a way around, relu."""
    graph = chain([layer("input", channels=4), *(layer(kind) for kind in ("conv2d", "relu", "conv2d", "add", "relu"))])
    for node in graph.nodes:
        if node.kind == "conv2d":
            graph.replace_node(node.changed(layer=node.layer.replace(channels=4)))
    graph.add_link(Link("input1", "add1", 1))
    return graph
