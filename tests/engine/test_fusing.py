"""Where nobody looks at what lies between, operations are made together: fewer rows, the same numbers bit for bit."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from lab.document.graph import Graph
from lab.document.setup import discover_all
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.sides import Ours, samples_for
from lab.engine.network import Network

discover_all()


def _pooled(**pooling: object) -> Graph:
    chain = Chain(2, 12, 12).then("conv2d", "relu", channels=5).then("max_pool2d", **pooling)
    return chain.then("flatten").end(3)


def _rectified_again() -> Graph:
    chain = Chain(1, 8, 8).then("conv2d", "relu", "max_pool2d", "step", channels=4)
    return chain.then("conv2d", "relu", "relu", channels=4).then("flatten").end(3)


def _used_twice() -> Graph:
    """The convolution's own output is added to its rectified one."""
    chain = Chain(1, 6, 6).then("conv2d", channels=4)
    before = chain.last
    chain.then("relu")
    return chain.merge("add", before, chain.last).then("max_pool2d", "flatten").end(3)


NETWORKS = {
    "two by two": (_pooled(), 0),
    "overlapping": (_pooled(size=3, stride=2, padding="same"), 0),
    "large windows": (_pooled(size=6, stride=6), 1),
    "minimal filtering": (Chain(16, 16, 16).then("conv2d", "relu", "max_pool2d", "flatten", channels=16).end(3), 0),
    "dense": (Chain(300).then("dense", "relu", units=20).then("dense", "relu", units=7).end(3), 2),
    "depthwise": (Chain(2, 9, 9).then("depthwise_conv2d", "relu", "max_pool2d", "flatten").end(3), 0),
    "transposed": (Chain(2, 5, 5).then("transposed_conv2d", "elu", "max_pool2d", "flatten", channels=3).end(3), 0),
    "signals": (Chain(3, 20).then("conv1d", "relu", "max_pool1d", "flatten", channels=4).end(3), 0),
    "rectified again": (_rectified_again(), 2),
    "used twice": (_used_twice(), 1),
}


def _kernels(network: Network) -> Counter[str]:
    return Counter(kernel.name.rpartition(".")[2] for kernel in network.program.kernels)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_numbers_from_fewer_rows(name: str, threads: int) -> None:
    graph, gradients = NETWORKS[name]
    samples = samples_for(graph, 20)
    all_seen, none_seen = (Ours(graph, samples, 20, threads, keep) for keep in (None, ()))
    for ours in (all_seen, none_seen):
        ours.network.rates[:] = 0.05
        ours.steps(4)
        ours.close()
    every, fewer = _kernels(all_seen.network), _kernels(none_seen.network)
    assert every["relu_gradient"] == every["relu"]
    assert fewer["relu"] == (name == "used twice") + (name == "rectified again"), "made where the sums are stored"
    assert fewer["relu_gradient"] == gradients
    wanted = all_seen.network.weights()
    assert any(np.abs(weight).max() > 0 for weight in wanted.values())
    for array, numbers in none_seen.network.weights().items():
        assert numbers.tobytes() == wanted[array].tobytes(), array


def test_what_is_not_finite_is_seen() -> None:
    graph = NETWORKS["two by two"][0]
    ours = Ours(graph, samples_for(graph, 20), 20, 1, keep=())
    ours.close()
    ours.network.arena.view("conv2d1/bias")[2] = np.nan
    ours.network.run_beat("forward")
    found = np.isnan(ours.network.read("relu1/output"))
    assert found[:, 2].all()
    assert not found[:, :2].any()


def test_a_layer_that_is_looked_at_is_made_by_itself() -> None:
    graph = NETWORKS["two by two"][0]
    ours = Ours(graph, samples_for(graph, 20), 20, 1, keep=("conv2d1/output",))
    ours.close()
    assert _kernels(ours.network)["relu"] == 1
    assert (ours.network.read("conv2d1/output") < 0).any()
    assert (ours.network.read("relu1/output") >= 0).all()
