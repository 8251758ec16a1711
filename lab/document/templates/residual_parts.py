"""What the deep networks of the templates are made of: one block after the other, between the same two ends."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from lab.document.blocks import Block, block
from lab.document.graph import Graph
from lab.document.knobs import Knob, Target
from lab.document.setup import Setup
from lab.document.templates.base import Template, dataset, layer, loss, optimizer, setup
from lab.document.templates.wiring import Wiring
from lab.layers.base import Layer
from lab.spec.message import Message

WIDTH = 16  # channels of a block, where it does not say otherwise
NARROW = 8  # channels of networks of a hundred blocks and more

Layers = tuple[str | Layer, ...]


def convolution(channels: int = WIDTH, kernel: int = 3, stride: int = 1, **settings: Any) -> Layer:
    """A convolution without bias, as it stands before batch norm."""
    return layer("conv2d", **{"channels": channels, "kernel": kernel, "stride": stride, "bias": False, **settings})


def repeated(title: Message, inside: Graph, repeat: int) -> Block:
    """The inside as a block with a knob for the channels of all its convolutions."""
    targets = tuple(Target(node.id, "channels") for node in inside if node.kind == "conv2d")
    return block(inside, title.template, repeat=repeat, knobs=[Knob(Message("Width").template, targets)])


def plain(title: Message, branch: Layers, repeat: int) -> Block:
    """y = branch(x), `repeat` times."""
    wiring = Wiring()
    wiring.chain(None, *branch)
    return repeated(title, wiring.graph, repeat)


def residual(title: Message, branch: Layers, repeat: int, *, shortcut: Layers = (), after: Layers = ()) -> Block:
    """y = after(branch(x) + shortcut(x)), `repeat` times; an empty shortcut is the identity."""
    wiring = Wiring()
    end = wiring.chain(None, *branch)
    way = wiring.chain(None, *shortcut) if shortcut else None
    wiring.chain(wiring.add("add", end, way), *after)
    return repeated(title, wiring.graph, repeat)


def network(start: Layers, *blocks: Layer, end: Layers = ()) -> Graph:
    """Digits of 8 × 8 pixels → start → blocks → end → global average pooling → ten scores."""
    wiring = Wiring()
    digits = layer("input", channels=1, height=8, width=8)
    wiring.chain(None, digits, *start, *blocks, *end, "global_average_pool", layer("dense", units=10))
    return wiring.graph


def comparable_setup(epochs: int = 4) -> Setup:
    """A run that is the same for all networks that are compared with each other. The rate is bold: what stands in the
    way of the gradient shows."""
    return setup(
        dataset("digits"),
        loss("cross_entropy"),
        optimizer("sgd", learning_rate=0.3, momentum=0.9, weight_decay=1e-4),
        batch_size=32,
        epochs=epochs,
    )


class Comparable(Template):
    """Base: a deep network of one block, all else being equal. The two ends are the same, with batch norm and ReLU,
    whatever the block between them begins and ends with."""

    @abstractmethod
    def block(self) -> Block:
        """The block, with its repetitions."""

    def graph(self) -> Graph:
        return network((convolution(NARROW), "batch_norm", "relu"), self.block(), end=("batch_norm", "relu"))

    def setup(self) -> Setup:
        return comparable_setup()
