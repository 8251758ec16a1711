"""One neuron that answers yes or no."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "perceptron", title="Perceptron", order=34)
class Perceptron(Template):
    """A single neuron with a sign at its end, taught by the perceptron rule: AND and OR in a few steps, XOR never.

    3 parameters: the line between yes and no. Each wrong answer moves it, a right one leaves it, so that on points
    which a line can separate the rule comes to rest (Novikoff 1962). XOR cannot be separated: at most 3 of its 4 points
    are right, and the line never rests. Source: Rosenblatt 1958.
    """

    note = Message(
        "One neuron draws one line between yes and no. Press Train: it learns AND within a few steps, and then no "
        "weight moves any more. Choose OR or XOR as the logic gate under Data: the line for OR is found, for XOR "
        "there is none, and at most 3 of the 4 points are right."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", form="values", features=2),
                layer("dense", units=1, initializer="xavier"),
                layer("step", low="-1", straight_through=True),
            ]
        )

    def setup(self) -> Setup:
        return setup(dataset("xor", gate="and"), loss("perceptron"), optimizer("perceptron"), batch_size=1, epochs=50)
