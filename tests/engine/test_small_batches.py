"""Networks whose batch leaves half of the lanes empty get narrower cells: the same numbers, in less memory."""

from __future__ import annotations

import numpy as np
import pytest

from lab.document.graph import Graph
from lab.document.setup import discover_all
from lab.engine import network as networks
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.sides import samples_for
from lab.engine.network import Network
from lab.engine.rows import Rows
from lab.losses.cross_entropy import CrossEntropy
from lab.optimizers.sgd import SGD

discover_all()
LANES = {1: 1, 3: 4, 7: 8, 8: 8, 20: 16}


def _graph() -> Graph:
    chain = Chain(3, 16, 32).then("conv2d", "batch_norm", "relu", channels=6).then("max_pool2d")
    chain.then("dropout", rate=0.3).then("depthwise_conv2d", "swish", stride=2)
    start = chain.last
    chain.then("conv2d", channels=6, kernel=1).merge("add", start, chain.last)
    return chain.then("softmax", "flatten").then("dense", "relu", units=19).end(4)


def _train(batch: int, threads: int, tier: str = "fast") -> Network:
    """Six steps, of which the last of each epoch may have fewer samples."""
    graph = _graph()
    network = Network(
        graph,
        batch=batch,
        loss=CrossEntropy(),
        optimizer=SGD(learning_rate=0.05, momentum=0.9),
        samples=samples_for(graph, batch),
        threads=threads,
        tier=tier,
    )
    network.initialize(3)
    for _ in range(2):
        network.start_pass(np.arange(2 * batch + (batch + 1) // 2))
        assert network.program.run(steps=3) == 3
    network.close()
    return network


@pytest.mark.parametrize("batch", LANES)
def test_the_same_numbers_in_narrower_cells(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST_EMPTY", 0)
    monkeypatch.setattr(networks, "LEAST_SHARE", 1.0)
    plain, alone, together = _train(batch, 1, "plain"), _train(batch, 1), _train(batch, 2)
    assert alone.arena.lanes == LANES[batch]
    assert plain.arena.lanes == 16
    assert together.program.threads == 2
    wanted, found, again = (network.weights() for network in (plain, alone, together))
    for name, numbers in wanted.items():
        np.testing.assert_allclose(found[name], numbers, rtol=1e-3, atol=1e-4, err_msg=name)
        np.testing.assert_array_equal(again[name], found[name])
    for name in ("conv2d1/output", "dense2/output", "add1/output.gradient", "dropout1/mask"):
        np.testing.assert_allclose(alone.read(name), plain.read(name), rtol=1e-3, atol=1e-4, err_msg=name)
    assert alone.view("conv2d1/output").shape == (-(-batch // LANES[batch]), LANES[batch], 6, 16, 32)


def test_rows_show_what_belongs_to_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST_EMPTY", 0)
    network = _train(3, 1)
    rows = Rows(network)
    count = int(network.program.state[0])
    for number in range(len(rows)):
        for one in rows.operands(number):
            assert np.isfinite(one.numbers).all(), (rows[number], one.name)
            if one.name == "conv2d1/output":
                np.testing.assert_array_equal(one.numbers, network.read(one.name)[:count].reshape(count, -1))
    assert rows.bad_operand(4) is None


def test_only_where_much_memory_would_be_empty() -> None:
    small, large = Chain(1, 8, 8).then("conv2d", channels=4), Chain(1, 64, 64).then("conv2d", channels=4)
    for chain, batch, lanes in ((small, 1, 16), (large, 1, 1), (large, 3, 4), (large, 8, 8), (large, 9, 16)):
        graph = chain.graph.copy()
        assert Network(graph, batch=batch, allocate=False).arena.lanes == lanes
