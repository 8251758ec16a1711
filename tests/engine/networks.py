"""Small networks and data for the tests of the engine."""

from __future__ import annotations

from typing import Any

import numpy as np

from lab.datasets.base import Samples, Split
from lab.document.graph import Graph
from lab.document.setup import RunSettings, Setup, discover_all
from lab.engine.benchmark.chain import Chain
from lab.spec import registry

discover_all()


def small_convolution() -> Graph:
    """4x4 pictures, a convolution, pooling, three classes."""
    chain = Chain(1, 4, 4).then("conv2d", "relu", "max_pool2d", channels=3)
    return chain.then("flatten").end(3)


def with_everything() -> Graph:
    """Branches, merges, dropout, batch norm, all poolings: a graph in which most layers meet."""
    chain = Chain(2, 6, 6).then("conv2d", "batch_norm", "tanh", channels=4)
    start = chain.last
    chain.then("conv2d", "sigmoid", channels=4, groups=2)
    first = chain.last
    chain.last = start
    chain.then("conv2d", "leaky_relu", channels=4, kernel=1)
    chain.merge("add", first, chain.last, start)
    chain.merge("concatenate", chain.last, first).then("average_pool2d", "dropout").then(
        "conv2d", channels=5, stride=2, padding="same"
    )
    return chain.then("global_average_pool").end(3)


def samples(shape: tuple[int, ...] = (1, 4, 4), count: int = 60, classes: int = 3, seed: int = 0) -> Samples:
    """Samples whose class can be learned: it decides which numbers are large."""
    random = np.random.default_rng(seed)
    targets = np.arange(count) % classes
    inputs = random.standard_normal((count, *shape)).astype(np.float32) * 0.5
    flat = inputs.reshape(count, -1)
    for number, target in enumerate(targets):
        flat[number, target::classes] += 2.0
    return Samples(inputs, targets.astype(np.int64), tuple("abcdefgh"[:classes]))


def split(data: Samples) -> Split:
    """Two thirds, a sixth, a sixth."""
    order = np.random.default_rng(5).permutation(len(data)).astype(np.int64)
    third = len(data) // 6
    return Split(order[2 * third :], order[:third], order[third : 2 * third])


def setup(optimizer: str = "sgd", loss: str = "cross_entropy", rate: float = 0.1, **run: Any) -> Setup:
    """Training settings; data set "digits" stands for the samples that the test hands in."""
    settings = {"batch_size": 8, "epochs": 6, "seed": 3, **run}
    return Setup(
        registry.find("dataset", "digits")(),  # type: ignore[arg-type]
        registry.find("loss", loss)(),  # type: ignore[arg-type]
        registry.find("optimizer", optimizer)(learning_rate=rate),  # type: ignore[arg-type]
        RunSettings(**settings),
    )
