"""Evaluation and prediction of models."""

from __future__ import annotations

import numpy as np

from lab.document.model import Model
from lab.engine.evaluate import evaluate, predict
from lab.engine.network import Network
from tests.engine import networks


def test_loss_and_accuracy_weigh_every_sample_alike() -> None:
    data, setup = networks.samples(count=150), networks.setup()  # one whole batch and a part of one
    network = Network(networks.small_convolution(), batch=1)
    network.initialize(2)
    model = Model(networks.small_convolution(), setup, network.weights())
    chances = predict(model, data.inputs)
    np.testing.assert_allclose(chances.sum(axis=1), 1, rtol=1e-5)
    loss, accuracy = evaluate(model, data, np.arange(150))
    own = -np.log(chances[np.arange(150), data.targets]).mean()
    assert abs(loss - own) < 1e-5
    assert accuracy == (chances.argmax(axis=1) == data.targets).mean()


def test_values_have_no_accuracy() -> None:
    from lab.datasets.base import Samples

    inputs = np.random.default_rng(0).standard_normal((20, 3)).astype(np.float32)
    data = Samples(inputs, inputs[:, :2].copy())
    model = Model(networks.Chain(3).end(2), networks.setup(loss="mean_squared_error"))
    loss, accuracy = evaluate(model, data, np.arange(20))
    assert loss > 0
    assert np.isnan(accuracy)
