"""A network with one hidden layer."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "784-16-10", title="784-16-10", order=30)
class MnistDense(Template):
    """Every pixel of a digit of 28 × 28 linked to 16 neurons, and these to 10: no convolution, yet 94 % right on MNIST.

    12,730 parameters. Sigmoid neurons, the scores' cross-entropy, gradient descent with momentum, 10 epochs.
    """

    note = Message(
        "No convolution: each of 16 neurons has a weight for every pixel of a digit. It needs the MNIST data: choose "
        "its folder under Data. Press Train: 94 % are right after 10 epochs. Look at the weights of the first dense "
        "layer as pictures, and compare with LeNet-5."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", channels=1, height=28, width=28),
                layer("flatten"),
                layer("dense", units=16, initializer="xavier"),
                layer("sigmoid"),
                layer("dense", units=10, initializer="xavier"),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("mnist"),
            loss("cross_entropy"),
            optimizer("sgd", learning_rate=0.1, momentum=0.9),
            batch_size=64,
            epochs=10,
            validation=0.05,
        )
