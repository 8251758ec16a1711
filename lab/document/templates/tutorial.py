"""The network of many first tutorials."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, schedule, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "tutorial", title="Tutorial CNN, 64 × 64", order=50)
class Tutorial(Template):
    """One convolution, one pooling and one dense layer for colour pictures of 64 × 64 pixels in ten classes.

    308,426 parameters: 896 of the convolution, 307,530 of the dense layer, which sees every place on its own. Over 90 %
    of the test pictures right after 8 epochs, as long as the shapes stand near the middle.
    """

    note = Message(
        "The network of many first tutorials. 99.7 % of its parameters are in the dense layer: look at the numbers on "
        "the links. Press Train: over 90 % of the test pictures are right. Then set Variation to 1 under Data and "
        "train anew: the dense layer has to learn every shape at every place, and does not."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", channels=3, height=64, width=64),
                layer("conv2d", channels=32, kernel=3, padding="valid"),
                layer("relu"),
                layer("max_pool2d"),
                layer("flatten"),
                layer("dense", units=10),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("shapes", count=3000, size=64, colour=True, noise=0.05, kinds=10, variation=0.3),
            loss("cross_entropy"),
            optimizer("adam", learning_rate=0.001),
            schedule("cosine"),
            batch_size=64,
            epochs=8,
        )
