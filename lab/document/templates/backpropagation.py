"""A network with three hidden layers for four samples."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.layers.base import Layer
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "3-10-10-10-1", title="3-10-10-10-1", order=44)
class Backpropagation(Template):
    """Three hidden layers of ten sigmoid neurons learn four samples by back-propagation with momentum.

    271 parameters, 5,000 iterations over all four samples. Whether three layers of ten are a good choice is a question
    for cross-validation and needs more samples: python -m lab choose 3-10-10-10-1 --data moons --epochs 100. Source:
    Rumelhart, Hinton and Williams 1986.
    """

    activation = "sigmoid"
    low = "0"
    rate = 0.5

    note = Message(
        "Back-propagation with momentum through three hidden layers, on four samples. Press Train: the loss stays on "
        "a plateau while the small slopes of the sigmoids multiply, then it falls below 0.01. Compare the gradients "
        "of the first and the last layer, then open the same network with bipolar sigmoids."
    )

    def graph(self) -> Graph:
        hidden = [each for _ in range(3) for each in self._neurons(10)]
        return chain([layer("input", form="values", features=3), *hidden, *self._neurons(1)])

    def _neurons(self, units: int) -> list[Layer]:
        return [layer("dense", units=units, initializer="xavier"), layer(self.activation)]

    def setup(self) -> Setup:
        return setup(
            dataset("truth_table", low=self.low),
            loss("mean_squared_error"),
            optimizer("sgd", learning_rate=self.rate, momentum=0.9),
            batch_size=4,
            epochs=5000,
        )
