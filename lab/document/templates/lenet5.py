"""The classic network for MNIST."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, schedule, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "lenet5", title="LeNet-5", order=20)
class LeNet5(Template):
    """LeNet-5 for handwritten digits of 28 × 28 pixels (MNIST): 98.9 % of the test digits right after 5 epochs.

    61,706 parameters. Source: LeCun, Bottou, Bengio and Haffner 1998, with ReLU and max pooling in the places of tanh
    and subsampling, every kernel of the second convolution seeing all channels, a little dropout before the dense
    layers, cross-entropy at the end, and a learning rate that falls along a cosine.
    """

    note = Message(
        "LeNet-5 read cheques in the 1990s. It needs the MNIST data: choose its folder under Data. Press Train: after "
        "5 epochs about 99 of 100 test digits are right. Look at the six kernels of the first convolution, and at the "
        "digits that are still wrong."
    )

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", channels=1, height=28, width=28),
                layer("conv2d", channels=6, kernel=5, padding="same"),
                layer("relu"),
                layer("max_pool2d"),
                layer("conv2d", channels=16, kernel=5, padding="valid"),
                layer("relu"),
                layer("max_pool2d"),
                layer("flatten"),
                layer("dropout", rate=0.2),
                layer("dense", units=120),
                layer("relu"),
                layer("dense", units=84),
                layer("relu"),
                layer("dense", units=10),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("mnist"),
            loss("cross_entropy"),
            optimizer("adam", learning_rate=0.001),
            schedule("cosine"),
            batch_size=64,
            epochs=5,
            validation=0.05,
            seed=1,
        )
