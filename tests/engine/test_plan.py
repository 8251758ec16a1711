"""What is said of a run before it starts: its memory, and that it does not fit."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.base import Split
from lab.document.graph import Graph
from lab.engine import memory
from lab.engine.benchmark.networks import contests
from lab.engine.benchmark.sides import Ours, samples_for
from lab.engine.network import Network
from lab.engine.plan import Plan
from lab.engine.trainer import Trainer
from lab.spec.errors import PlanError
from tests.engine import networks

UNTOUCHED = 12345.0
SEEN = ("relu3/output.gradient", "batch_norm3/output")  # which tanh3 takes the place of, where nobody looks


def deep() -> Graph:
    """Forty layers of one shape, then some of the shape of the targets."""
    chain = networks.Chain(2, 6, 6).then("conv2d", channels=4)
    for _ in range(10):
        chain.then("relu").then("conv2d", channels=4).then("batch_norm", "tanh")
    return chain.then("dropout", "flatten").then("dense", "tanh", units=3).then("dense", "tanh", units=3).end(3)


@pytest.mark.parametrize("keep", [None, ()])
def test_the_memory_of_a_run_is_what_was_said(keep: tuple[str, ...] | None) -> None:
    data, setup = networks.samples((2, 6, 6)), networks.setup("adam")
    everything = np.arange(len(data))
    said: list[int] = []
    split = Split(everything, everything[:0], everything[:0])
    one = Trainer(deep(), setup, data, split, keep=keep, on_plan=said.append)
    arrays = [one.network.arena.numbers, one._evaluator.network.arena.numbers, *one._last_good._arrays.values()]
    for network in (one.network, one._evaluator.network):
        arrays += [network.order, network.losses, network.hits, network.rates]
    one.close()
    assert said == [pytest.approx(sum(array.nbytes for array in arrays), rel=0.1)]


@pytest.mark.parametrize("name", ["lenet5", "resnet-mini"])
def test_all_that_is_said_to_be_needed_is_used(name: str) -> None:
    """A step writes all the memory behind the parameters, but for what keeps planes apart."""
    (contest,) = (contest for contest in contests() if contest.name == name)
    network = Ours(contest.graph, samples_for(contest.graph, 16), 16, 1, keep=()).network
    numbers = network.arena.numbers[network.arena.place(f"{network.input_node}/output").offset :]
    numbers[:] = UNTOUCHED
    network.program.run()
    assert np.count_nonzero(numbers == UNTOUCHED) < 0.03 * len(numbers)


def test_what_nobody_looks_at_shares_its_memory_and_changes_no_bit() -> None:
    data, setup = networks.samples((2, 6, 6)), networks.setup("adam")
    found = []
    for keep in (None, (), SEEN):
        plan = Plan(deep(), setup, data, keep=keep)
        plan.allocate()
        evaluation = plan.evaluation
        if keep is None:
            evaluation = Network(deep(), batch=evaluation.batch, loss=setup.loss, samples=data, training=False)
        for network in (plan.training, evaluation):
            network.initialize(1)
            network.start_pass(np.arange(60))
            network.program.run(steps=1)
        found.append((plan.training, evaluation))
    (whole, exact), (small, evaluation), (seen, _) = found
    assert evaluation.losses[:1].tolist() == exact.losses[:1].tolist()
    assert small.arena.size < seen.arena.size < 0.8 * whole.arena.size
    assert evaluation.arena.size < 0.3 * exact.arena.size
    assert "batch_norm3/output" not in small.arena
    for name in SEEN:
        assert seen.read(name).tobytes() == whole.read(name).tobytes(), name
    for network in (small, seen):
        assert network.losses[:1].tolist() == whole.losses[:1].tolist()
        for name, array in whole.weights().items():
            assert array.tobytes() == network.arena.read(name).tobytes(), name
    assert "relu3/output" in small.arena
    assert "relu3/output.gradient" not in small.arena


def test_the_gradient_of_a_sum_is_not_copied_and_stays_until_all_have_read_it() -> None:
    data, setup, graph = networks.samples((2, 6, 6)), networks.setup("adam"), networks.with_everything()
    weights = []
    for keep in (None, ()):
        plan = Plan(graph, setup, data, keep=keep)
        plan.allocate()
        network = plan.training
        assert [beat for beat, _, _ in network.rows_of["add1"]] == ["forward"]
        network.initialize(1)
        network.start_pass(np.arange(60))
        network.program.run(steps=3)
        weights.append(network.weights())
    whole, small = weights
    assert all(whole[name].tobytes() == small[name].tobytes() for name in whole)


def test_outputs_are_the_same_where_they_share_memory() -> None:
    data, graph = networks.samples((2, 6, 6)), networks.with_everything()
    outputs = []
    for keep in (None, ()):
        network = Network(graph, batch=20, keep=keep)
        network.initialize(2)
        outputs.append(network.outputs(data.inputs[:20]))
    assert outputs[0].tobytes() == outputs[1].tobytes()


def test_a_run_that_does_not_fit_is_refused_before_anything_is_allocated(monkeypatch: pytest.MonkeyPatch) -> None:
    data, setup = networks.samples((2, 6, 6)), networks.setup()
    plan = Plan(deep(), setup, data)
    monkeypatch.setattr(memory, "available_bytes", lambda: plan.bytes)
    with pytest.raises(PlanError, match="are free"):
        plan.allocate()
    assert plan.training.arena.numbers.size == 0
    monkeypatch.setattr(memory, "available_bytes", lambda: 2 * plan.bytes)
    plan.allocate()
