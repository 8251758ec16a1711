"""A network for signals."""

from __future__ import annotations

from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, schedule, setup
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "signals", title="1-D CNN for signals", order=70)
class SignalsCnn(Template):
    """Three convolutions along time tell sines, squares, sawtooths, triangles, chirps and noise apart: 98 % right.

    6,086 parameters. Each kernel slides along the signal; the global average makes the answer the same wherever in the
    signal a pattern stands.
    """

    note = Message(
        "Convolution in one dimension: nine weights slide along a signal. Press Train: over 98 % of the test signals "
        "are right. Look at the kernels of the first layer: some smooth, some answer to jumps. Then raise the noise "
        "under Data and see which signals are confused first."
    )

    def graph(self) -> Graph:
        convolutions = [
            each
            for channels in (8, 16, 32)
            for each in (layer("conv1d", channels=channels, kernel=9), layer("relu"), layer("max_pool1d"))
        ]
        return chain(
            [
                layer("input", form="signal", channels=1, length=128),
                *convolutions,
                layer("global_average_pool"),
                layer("dense", units=6),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("signals"),
            loss("cross_entropy"),
            optimizer("adam", learning_rate=0.005),
            schedule("cosine"),
            batch_size=32,
            epochs=20,
        )
