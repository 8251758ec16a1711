"""The smallest network that solves what one neuron cannot."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "xor", title="XOR", order=40)
class Xor(Template):
    """Exclusive or by three logistic neurons, 2-2-1: no single line separates the four points, two lines and an AND do.

    9 parameters. The first layer warps the plane so that one line is enough for the second: Rumelhart, Hinton and
    Williams 1986. Binary cross-entropy reads the last score as that of the class "1".
    """

    note = Message(
        "One line cannot separate the points of XOR, but three neurons can. Press Train and open the panel Plane: the "
        "two hidden neurons bend the plane until the two points of class 1 fall together, and one line is enough for "
        "the last neuron. Another seed may get stuck with one or two points wrong, in a local minimum."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", form="values", features=2),
                layer("dense", units=2, initializer="xavier"),
                layer("sigmoid"),
                layer("dense", units=1, initializer="xavier"),
                layer("sigmoid"),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("xor"),
            loss("binary_cross_entropy", from_logits=False),
            optimizer("adam", learning_rate=0.05),
            batch_size=4,
            epochs=1000,
        )
