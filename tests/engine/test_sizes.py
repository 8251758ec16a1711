"""Sizes of gradients and updates are what their definition says."""

from __future__ import annotations

import numpy as np
import pytest

from lab.engine.network import Network
from lab.engine.sizes import Sizes
from tests.engine import networks


def test_sizes_are_those_of_the_named_arrays() -> None:
    setup = networks.setup("adam")
    network = Network(
        networks.with_everything(),
        batch=8,
        loss=setup.loss,
        optimizer=setup.optimizer,
        samples=networks.samples((2, 6, 6)),
    )
    network.initialize(1)
    network.start_pass(np.arange(8))
    sizes = Sizes(network)
    before = network.weights()
    sizes.before_update()
    network.program.run()
    found = sizes.after_update()
    assert sizes.layers == ("conv2d1", "batch_norm1", "conv2d2", "conv2d3", "conv2d4", "dense1")
    for number, layer in enumerate(sizes.layers):
        names = [name for name in network.trainable if name.startswith(f"{layer}/")]
        gradient = np.concatenate([network.arena.read(f"{name}.gradient").ravel() for name in names])
        old = np.concatenate([before[name].ravel() for name in names])
        new = np.concatenate([network.arena.read(name).ravel() for name in names])
        assert found["gradient"][number] == pytest.approx(np.linalg.norm(gradient), rel=1e-5)
        assert found["weight"][number] == pytest.approx(np.linalg.norm(new), rel=1e-5)
        assert found["ratio"][number] == pytest.approx(np.abs(new - old).mean() / np.abs(old).mean(), rel=1e-4)
