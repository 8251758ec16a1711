"""The network that opens at first start."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "digits", title="Digits CNN", order=10)
class Digits(Template):
    """A small CNN for handwritten digits of 8 × 8 pixels: two convolutions with pooling, then one dense layer.

    1,898 parameters; over 98 % of the test digits right after training for a few seconds. The last layer gives scores:
    cross-entropy makes them probabilities itself, so no softmax stands at the end.
    """

    note = Message(
        "Press Train, then click a layer: under the network appear its kernels and what it makes of a digit. Follow "
        "one digit from left to right: the convolutions find strokes, pooling keeps the strongest, the last layer "
        "weighs them into one score for each class."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", channels=1, height=8, width=8),
                layer("conv2d", channels=8),
                layer("relu"),
                layer("max_pool2d"),
                layer("conv2d", channels=16),
                layer("relu"),
                layer("max_pool2d"),
                layer("flatten"),
                layer("dense", units=10),
            ]
        )

    def setup(self) -> Setup:
        return setup(dataset("digits"), loss("cross_entropy"), optimizer("adam", learning_rate=0.01), epochs=20)
