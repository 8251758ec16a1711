"""One neuron that gives a probability."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "logistic", title="Logistic regression", order=36)
class Logistic(Template):
    """A single neuron with a sigmoid at its end, taught by gradient descent: AND, OR and NAND are learned, XOR is not.

    3 parameters. Unlike the perceptron's answer that of this neuron is a probability, and its loss has one lowest
    place: for AND, OR and NAND with all points right, for XOR where every answer is 1/2. Source: Cox 1958.
    """

    note = Message(
        "The neuron of the perceptron with a sigmoid for its sign: the answer is a probability, and gradient descent "
        "can follow its slope. Press Train and look at the loss fall. With XOR as the logic gate under Data it stays "
        "at 0.69: one line cannot do better than answering 1/2 everywhere."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", form="values", features=2),
                layer("dense", units=1, initializer="xavier"),
                layer("sigmoid"),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("xor", gate="and"),
            loss("binary_cross_entropy", from_logits=False),
            optimizer("sgd", learning_rate=1.0, momentum=0.0),
            batch_size=4,
            epochs=2000,
        )
