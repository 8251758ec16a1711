"""Batches are fetched whole, in the order asked for, whatever the shape; lanes without a sample are 0."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.engine.network import Network
from lab.kernels.state import BATCH
from tests.engine import networks

CLASSES = ("a", "b", "c")


@pytest.mark.parametrize("shape", [(2,), (37,), (1, 4, 4), (3, 8, 8), (2, 5, 19)])
@pytest.mark.parametrize("dtype", ["float32", "uint8"])
@pytest.mark.parametrize("tier", ["fast", "plain"])
def test_a_batch_is_what_was_asked_for(shape: tuple[int, ...], dtype: Any, tier: str) -> None:
    random = np.random.default_rng(1)
    inputs = random.integers(0, 256, (50, *shape)).astype(dtype)
    data = Samples(inputs, random.integers(0, 3, 50), CLASSES, scale=1 / 255, offset=-0.5)
    chain = networks.Chain(*shape)
    graph = (chain if len(shape) == 1 else chain.then("flatten")).end(3)
    network = Network(graph, batch=20, loss=networks.setup().loss, samples=data, tier=tier)
    network.program.arena[:] = np.nan
    order = random.permutation(50)
    network.start_pass(order)
    for batch in range(3):
        network.program.state[BATCH] = batch
        network.program.run(0, 2)
        chosen = order[20 * batch : 20 * batch + 20]
        found = network.arena.read("input1/output", 32)
        np.testing.assert_allclose(found[: len(chosen)], inputs[chosen] / 255 - 0.5, atol=1e-6)
        assert (found[len(chosen) :] == 0).all()
        targets = network.arena.read("batch/target", 32)
        np.testing.assert_array_equal(targets[: len(chosen)], np.eye(3)[data.targets[chosen]])
        assert (targets[len(chosen) :] == 0).all()
