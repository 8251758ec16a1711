"""Depth to the extreme."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template
from lab.document.templates.residual_parts import Layers, comparable_setup, convolution, network, residual
from lab.layers.base import Layer
from lab.spec.message import Message
from lab.spec.registry import register

BLOCKS = 111  # of three convolutions each, in each of three stages: 999 layers, and the first and the last
WIDTHS = (4, 8, 16)  # channels within a block, in each stage
EXPANSION = 2  # channels between blocks for each within


def _branch(width: int, stride: int = 1) -> Layers:
    """A bottleneck with full pre-activation."""
    before = ("batch_norm", "relu")
    return (
        *before,
        convolution(width, kernel=1, stride=stride),
        *before,
        convolution(width),
        *before,
        convolution(EXPANSION * width, kernel=1),
    )


def _stage(title: Message, width: int, stride: int) -> list[Layer]:
    """A first block that changes the shape, and the others."""
    out = EXPANSION * width
    first = residual(
        title,
        _branch(width, stride),
        1,
        shortcut=(convolution(out, kernel=1, stride=stride),),
    )
    return [first, residual(title, _branch(width), BLOCKS - 1)]


@register("template", "residual-1001", title="Residual network, 1,001 layers", group="Residual networks", order=240)
class Residual1001(Template):
    """1,001 layers with weights, and it trains: depth is no obstacle where the shortcuts are free.

    Three stages of 111 bottlenecks with full pre-activation, narrow enough for a laptop. Source: He, Zhang, Ren and Sun
    2016, "ResNet-1001".
    """

    note = Message(
        "1,001 layers with weights: three stages of 111 blocks with three convolutions each. Only the blocks are "
        "drawn. Press Step and look at the panel Gradient size by layer: all of them are finite, from the last layer "
        "to the first. Then press Train: a step takes its time."
    )

    def graph(self) -> Graph:
        stages = (
            *_stage(Message("Stage 1"), WIDTHS[0], 1),
            *_stage(Message("Stage 2"), WIDTHS[1], 2),
            *_stage(Message("Stage 3"), WIDTHS[2], 2),
        )
        return network((convolution(EXPANSION * WIDTHS[0]),), *stages, end=("batch_norm", "relu"))

    def setup(self) -> Setup:
        return comparable_setup(epochs=1)
