"""A deep network of small kernels."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, schedule, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "vgg", title="Small VGG", order=60)
class Vgg(Template):
    """Two convolutions of 3 × 3 pixels, then pooling, twice, then dense layers: 98.5 % of the test digits right.

    25,274 parameters. Two kernels of 3 × 3 see as far as one of 5 × 5, with fewer weights and a ReLU more between them.
    Source: Simonyan and Zisserman 2014.
    """

    note = Message(
        "The style of VGG: only kernels of 3 × 3 pixels, two in a row before each pooling, twice as many channels "
        "after it. Press Train and look at the feature maps from left to right: edges first, then strokes, then parts "
        "of digits."
    )

    def graph(self) -> Graph:
        convolutions = [
            each
            for channels in (16, 32)
            for each in (
                layer("conv2d", channels=channels),
                layer("relu"),
                layer("conv2d", channels=channels),
                layer("relu"),
                layer("max_pool2d"),
            )
        ]
        return chain(
            [
                layer("input", channels=1, height=8, width=8),
                *convolutions,
                layer("flatten"),
                layer("dropout", rate=0.25),
                layer("dense", units=64),
                layer("relu"),
                layer("dense", units=10),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("digits"),
            loss("cross_entropy"),
            optimizer("adam", learning_rate=0.002),
            schedule("cosine"),
            batch_size=32,
            epochs=20,
        )
