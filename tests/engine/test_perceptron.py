"""A single neuron: the perceptron's rule learns AND and OR in finitely many steps, and cannot learn XOR."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.base import Samples, Split
from lab.datasets.xor import Xor
from lab.document.setup import RunSettings, Setup, discover_all
from lab.engine.benchmark.chain import Chain
from lab.engine.control import Control
from lab.engine.network import Network
from lab.engine.trainer import Trainer
from lab.losses.perceptron import Perceptron
from lab.optimizers.perceptron import PerceptronRule

discover_all()
ALL = Split(np.arange(4), np.arange(0), np.arange(4))


def neuron(low: str) -> Chain:
    return Chain(2).then("dense", units=1, initializer="zeros").then("step", low=low, straight_through=True)


@pytest.mark.parametrize("low", ["0", "-1"])
@pytest.mark.parametrize(("gate", "learnable"), [("and", True), ("or", True), ("xor", False)])
def test_what_a_perceptron_learns(gate: str, learnable: bool, low: str) -> None:
    data = Xor(gate=gate)
    run = RunSettings(batch_size=1, epochs=30)
    one = Trainer(neuron(low).graph, Setup(data, Perceptron(), PerceptronRule(), run), data.load(), ALL, threads=1)
    control = Control()
    control.resume()
    one.run(control, lambda snapshot: None)
    one.close()
    assert one.record.test is not None
    still = not one.record.steps.column("loss")[-40:].any()  # a right answer changes no weight
    assert still == learnable
    assert one.record.test[1] == 1.0 if learnable else one.record.test[1] <= 0.75


def test_one_step_is_rosenblatts_rule() -> None:
    data = Samples(np.array([[0.5, -2.0]], np.float32), np.array([0]), ("no", "yes"))
    rule = PerceptronRule(learning_rate=0.25)
    network = Network(neuron("0").graph, batch=1, loss=Perceptron(), optimizer=rule, samples=data)
    network.initialize(0)  # w = 0, so the output is step(0) = 1, and the target is 0
    network.start_pass(np.arange(1))
    network.program.run()
    np.testing.assert_allclose(network.arena.read("dense1/weight"), [[-0.125, 0.5]])
    np.testing.assert_allclose(network.arena.read("dense1/bias"), [-0.25])
    network.close()
