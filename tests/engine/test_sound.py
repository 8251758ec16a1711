"""Runs are repeatable bit for bit, and do not disturb each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.document.graph import Graph
from lab.engine.benchmark.random_networks import TINY, Lot
from lab.engine.benchmark.sides import Ours, samples_for
from tests.engine import networks

STEPS = 40
Weights = dict[str, NDArray[Any]]


def _train(graph: Graph, batch: int, threads: int, steps: int, *, keep: tuple[str, ...] | None = None) -> Weights:
    ours = Ours(graph, samples_for(graph, batch), batch, threads, keep)
    ours.steps(steps)
    ours.close()
    return ours.network.weights()


def _assert_same(found: Weights, wanted: Weights) -> None:
    assert found.keys() == wanted.keys()
    for name, array in wanted.items():
        assert array.tobytes() == found[name].tobytes(), name


@pytest.mark.parametrize("seed", range(8))
def test_random_networks_train_the_same_with_every_number_of_threads_and_whatever_is_kept(seed: int) -> None:
    lot = Lot([99, seed], TINY)
    graph, batch = lot.graph(), lot.batch()
    alone = _train(graph, batch, 1, 3)
    _assert_same(_train(graph, batch, 1, 3), alone)
    _assert_same(_train(graph, batch, 2, 3), alone)
    _assert_same(_train(graph, batch, 3, 3), alone)
    _assert_same(_train(graph, batch, 2, 3, keep=()), alone)  # where arrays share their memory


def test_networks_that_train_at_once_do_not_disturb_each_other() -> None:
    jobs = [
        (networks.with_everything(), 17, 2),
        (networks.small_convolution(), 8, 2),
        (networks.with_everything(), 5, 1),
    ]
    alone = [_train(*job, STEPS) for job in jobs]
    with ThreadPoolExecutor(len(jobs)) as pool:
        together = list(pool.map(lambda job: _train(job[0], job[1], job[2], STEPS), jobs))
    for found, wanted in zip(together, alone, strict=True):
        _assert_same(found, wanted)
        assert all(np.isfinite(array).all() for array in found.values())
