"""A highway network."""

from __future__ import annotations

from lab.document.blocks import Block, block
from lab.document.graph import Graph
from lab.document.knobs import Knob, Target
from lab.document.setup import Setup
from lab.document.templates.base import Template, chain, dataset, layer, loss, optimizer, setup
from lab.document.templates.wiring import Wiring
from lab.spec.message import Message
from lab.spec.registry import register

UNITS = 32
LAYERS = 20
SHUT = -2.0  # of the gates' biases: they start at 12 %


@register("template", "highway", title="Highway network", group="Residual networks", order=230)
class Highway(Template):
    """Twenty highway layers, y = H(x) T(x) + x (1 - T(x)): 95 % of the test digits right, at a depth where dense layers
    alone learn nothing.

    T is the transform gate, 1 - T the carry gate; the gates begin nearly shut, so that the signal is carried past.
    Source: Srivastava, Greff and Schmidhuber 2015.
    """

    note = Message(
        "A highway layer makes a new signal H and a gate T from its input x, and passes on H T + x (1 - T). The gates "
        "begin nearly shut (their first bias is -2), so that x is carried past. Press Train, double-click the block, "
        "and look how the gates open."
    )

    def _block(self) -> Block:
        wiring = Wiring()
        signal = wiring.add(layer("dense", units=UNITS))
        gate = wiring.add(layer("dense", units=UNITS, initializer="xavier", bias_start=SHUT))
        wiring.add("gate", wiring.chain(signal, "relu"), wiring.chain(gate, "sigmoid"), None)
        knob = Knob(Message("Width").template, (Target(signal, "units"), Target(gate, "units")))
        return block(wiring.graph, Message("Highway layer").template, repeat=LAYERS, knobs=[knob])

    def graph(self) -> Graph:
        return chain(
            [
                layer("input", channels=1, height=8, width=8),
                layer("flatten"),
                layer("dense", units=UNITS),
                layer("relu"),
                self._block(),
                layer("dense", units=10),
            ]
        )

    def setup(self) -> Setup:
        return setup(
            dataset("digits"),
            loss("cross_entropy"),
            optimizer("adam", learning_rate=0.002),
            batch_size=32,
            epochs=20,
        )
