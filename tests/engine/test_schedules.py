"""Schedules, L1 and the perceptron's rule in a run: exact at every step, recorded, resumed bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Split
from lab.document.model import Model
from lab.document.setup import Setup
from lab.engine.control import Control
from lab.engine.network import Network
from lab.engine.record import Record
from lab.engine.trainer import Trainer
from lab.schedules.base import Schedule
from lab.schedules.cosine import Cosine
from lab.schedules.plateau import Plateau
from lab.schedules.step import StepDown
from tests.engine import networks
from tests.engine.test_trainer import do, in_background

DATA = networks.samples()
SPLIT = networks.split(DATA)
UNWATCHED = Split(np.concatenate([SPLIT.training, SPLIT.validation]), SPLIT.validation[:0], SPLIT.test)


def setup(schedule: Schedule, **options: Any) -> Setup:
    return networks.setup(**options).changed(schedule=schedule)


def train(one: Trainer) -> Model:
    control = Control()
    control.resume()
    one.run(control, lambda snapshot: None)
    one.close()
    return one.model()


def test_every_step_has_the_rate_of_its_schedule() -> None:
    schedule = Cosine(warm_up=1.0)
    one = Trainer(networks.small_convolution(), setup(schedule, rate=0.2, epochs=8), DATA, SPLIT)
    train(one)
    rates = one.record.steps.column("learning_rate")
    np.testing.assert_array_equal(rates, 0.2 * schedule.factors(np.arange(40), 5, 8))
    assert one.network.arena.view("control")[0] == np.float32(rates[-1])


def test_weights_move_by_the_scheduled_rate() -> None:
    """A rate of 0 from the second epoch on, as good as: the weights stay where they were."""
    stops = setup(StepDown(every=1.0, gamma=1e-30), rate=0.1, epochs=3)
    one = Trainer(networks.small_convolution(), stops, DATA, SPLIT)
    short = Trainer(networks.small_convolution(), networks.setup(rate=0.1, epochs=1), DATA, SPLIT)
    still, wanted = train(one).weights, train(short).weights
    for name, array in wanted.items():
        np.testing.assert_allclose(still[name], array, rtol=1e-6)


def test_the_learner_turns_the_rate_under_the_schedule() -> None:
    one = Trainer(networks.small_convolution(), setup(StepDown(every=1.0, gamma=0.5), epochs=2), DATA, SPLIT)
    control = Control()
    control.ask(lambda trainer: control.set("learning_rate", 0.8))
    control.resume()
    one.run(control, lambda snapshot: None)
    one.close()
    rates = one.record.steps.column("learning_rate")
    assert rates.tolist() == [0.1] + [0.8] * 4 + [0.4] * 5
    assert one.model().setup.optimizer.learning_rate == 0.8


def test_beats_follow_the_schedule() -> None:
    one = Trainer(networks.small_convolution(), setup(StepDown(every=0.2, gamma=0.5)), DATA, SPLIT)
    control = Control()
    with in_background(one, control, []):
        for _ in range(8):
            do(control, "beat")
    assert one.record.steps.column("learning_rate").tolist() == [0.1, 0.05]


@pytest.mark.parametrize("split", [SPLIT, UNWATCHED], ids=["validation", "training"])
def test_the_plateau_goes_on_bit_for_bit(split: Split) -> None:
    def new(epochs: int, model: Model | None = None) -> Trainer:
        hasty = Plateau(patience=0, gamma=0.5, threshold=0.2)
        given = setup(hasty, rate=0.5, epochs=epochs)
        return Trainer(networks.small_convolution(), given, DATA, split, model=model, threads=1)

    whole, half = train(new(24)), train(new(8))
    assert 0 < half.state["step"] < whole.state["step"]
    resumed = train(new(24, half))
    assert len(set(whole.record["steps"]["learning_rate"])) > 1
    assert whole.state["schedule"]["scale"] < 1
    whole.record["sizes"] = resumed.record["sizes"] = {}  # looked at by the clock
    whole.runs = resumed.runs = []  # with dates, and one of them in two parts
    assert resumed == whole


def test_an_evaluation_that_was_cut_short_is_made_up_for() -> None:
    def new(epochs: int, model: Model | None = None) -> Trainer:
        return Trainer(networks.small_convolution(), setup(Plateau(), epochs=epochs), DATA, SPLIT, model=model)

    half, whole = train(new(4)), train(new(8))
    cut = {name: values[:-1] for name, values in half.record["evaluations"].items()}
    half.record["evaluations"], half.state["schedule"] = cut, {}
    again = train(new(8, half))
    assert again.record["evaluations"] == whole.record["evaluations"]
    assert again.state == whole.state


def test_records_of_older_files_have_no_rates() -> None:
    record = Record().to_json()
    record["steps"] = {"step": [1.0], "epoch": [0.5], "loss": [2.0], "accuracy": [0.5]}
    assert np.isnan(Record.from_json(record).steps.column("learning_rate")).all()


@pytest.mark.parametrize("decay_biases", [False, True])
def test_l1_equals_a_penalty_in_pytorch(decay_biases: bool) -> None:
    torch = pytest.importorskip("torch")
    graph = networks.Chain(1, 4, 4).then("flatten").end(3)
    given = networks.setup("sgd", rate=0.05)
    given = given.changed(optimizer=given.optimizer.replace(l1=0.02, weight_decay=0.1, decay_biases=decay_biases))
    network = Network(
        graph, batch=8, loss=given.loss, optimizer=given.optimizer, samples=DATA, dtype="float64", tier="plain"
    )
    network.initialize(1)
    network.arena.view("dense1/weight")[0, :3] = 0.0  # where |w| has its kink its gradient is 0
    weight, bias = (
        torch.tensor(network.arena.read(f"dense1/{name}"), requires_grad=True) for name in ("weight", "bias")
    )
    decaying = [weight, bias] if decay_biases else [weight]
    groups = [{"params": decaying, "weight_decay": 0.1}, {"params": [] if decay_biases else [bias]}]
    theirs = torch.optim.SGD(groups, lr=0.05, momentum=0.9)
    x = torch.tensor(DATA.inputs[:8].reshape(8, -1), dtype=torch.float64)
    y = torch.tensor(DATA.targets[:8])
    for _ in range(20):
        network.start_pass(np.arange(8))
        network.program.run()
        theirs.zero_grad()
        penalty = sum(array.abs().sum() for array in decaying)
        (torch.nn.functional.cross_entropy(x @ weight.T + bias, y) + 0.02 * penalty).backward()
        theirs.step()
    for name, tensor in (("weight", weight), ("bias", bias)):
        found = network.arena.read(f"dense1/{name}")
        np.testing.assert_allclose(found, tensor.detach().numpy(), rtol=1e-9, atol=1e-12)
    network.close()
