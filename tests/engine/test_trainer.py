"""A run: it learns, can be steered, is repeatable bit for bit, and fails in words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from lab.document.model import Model
from lab.engine import network
from lab.engine.control import Control, Unit
from lab.engine.diagnosis import Diverged
from lab.engine.record import Record
from lab.engine.snapshot import Interest, Snapshot
from lab.engine.trainer import Trainer
from tests.engine import networks

DATA = networks.samples()
SPLIT = networks.split(DATA)


def trainer(**options: Any) -> Trainer:
    run = {key: options.pop(key) for key in list(options) if key in ("epochs", "batch_size", "clipping", "clip_limit")}
    optimizer, rate = options.pop("optimizer", "sgd"), options.pop("rate", 0.1)
    graph = options.pop("graph", None) or networks.small_convolution()
    return Trainer(graph, networks.setup(optimizer, rate=rate, **run), DATA, SPLIT, **options)


def train(one: Trainer, publish: Callable[[Snapshot], None] = lambda snapshot: None) -> Trainer:
    control = Control()
    control.resume()
    one.run(control, publish)
    one.close()
    return one


@contextmanager
def in_background(one: Trainer, control: Control, snapshots: list[Snapshot]) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=one.run, args=(control, snapshots.append))
    thread.start()
    try:
        yield thread
    finally:
        control.stop()
        thread.join(60)
        one.close()
        assert not thread.is_alive()


def ask(control: Control, question: Callable[[Trainer], Any]) -> Any:
    """Put a question to the trainer's thread and wait for its answer."""
    answered, answer = threading.Event(), []

    def put(one: Trainer) -> None:
        answer.append(question(one))
        answered.set()

    control.ask(put)
    assert answered.wait(60)
    return answer[0]


def do(control: Control, unit: Unit) -> None:
    """One step, to its end."""
    control.step(unit)
    while ask(control, lambda one: control.stepping):
        pass


def test_it_learns_and_records_every_step() -> None:
    one = train(trainer(optimizer="adam", rate=0.02, epochs=12))
    steps = one.record.steps
    assert one.state == "finished"
    assert steps.column("step").tolist() == list(range(1, 12 * 5 + 1))
    assert steps.column("epoch")[-1] == 12
    assert steps.column("loss")[-5:].mean() < 0.5 * steps.column("loss")[:5].mean()
    assert one.record.evaluations.column("step").tolist()[0] == 0
    assert one.record.evaluations.column("epoch").tolist()[-1] == 12
    assert one.record.test is not None
    assert one.record.test[1] > 0.8
    assert one.record.sizes.column("step")[0] == 1
    assert (one.record.sizes.column("gradient") > 0).all()
    assert one.progress.step == one.progress.steps == 60


def test_training_on_measures_the_test_samples_anew() -> None:
    first = train(trainer(epochs=1)).model()
    longer = networks.setup("sgd", rate=0.1, epochs=12)
    one = Trainer(first.graph, longer, DATA, SPLIT, model=first)
    assert list(one.record.test or ()) == first.record["test"]
    train(one)
    assert one.record.test is not None
    assert list(one.record.test) != first.record["test"]


def test_the_last_batch_of_an_epoch_may_be_smaller() -> None:
    one = trainer(batch_size=16, epochs=1)
    assert one.network.batches == 3  # 40 samples
    train(one)
    assert one.step == 3


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_same_seed_same_numbers_whatever_the_threads(optimizer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LEAST_SHARE", 1)
    graph = networks.with_everything()
    data = networks.samples((2, 6, 6))
    runs = []
    for threads in (1, 2, 3, 2):
        one = Trainer(graph, networks.setup(optimizer, epochs=2), data, SPLIT, threads=threads)
        assert one.threads == threads
        runs.append(train(one).model())
    for other in runs[1:]:
        assert runs[0].weights.keys() == other.weights.keys()
        for name, array in runs[0].weights.items():
            assert array.tobytes() == other.weights[name].tobytes(), name
        assert runs[0].record["steps"] == other.record["steps"]


def test_stop_and_resume_continues_bit_for_bit() -> None:
    graph, data = networks.with_everything(), networks.samples((2, 6, 6))

    def new(model: Model | None = None) -> Trainer:
        return Trainer(graph, networks.setup("adam", rate=0.01, epochs=4), data, SPLIT, model=model)

    whole = train(new()).model()
    first = new()
    control, snapshots = Control(), []
    with in_background(first, control, snapshots):
        control.step("epoch")
        for _ in range(3):  # stop in the middle of the second epoch
            control.step("batch")
        model = ask(control, lambda one: None) or ask(control, lambda one: one.model())
        while model.state["step"] < 8:
            model = ask(control, lambda one: one.model())
    assert model.state == {"step": 8, "epoch": 1, "batch": 3, "schedule": {}}
    continued = train(new(model)).model()
    assert continued.weights.keys() == whole.weights.keys()
    for name, array in whole.weights.items():
        assert array.tobytes() == continued.weights[name].tobytes(), name
    for name, array in whole.optimizer.items():
        assert array.tobytes() == continued.optimizer[name].tobytes(), name
    assert whole.record["steps"] == continued.record["steps"]
    assert whole.record["evaluations"] == continued.record["evaluations"]
    assert whole.record["test"] == continued.record["test"]


def test_beats_make_the_same_step_as_a_batch() -> None:
    by_beats, by_batch = trainer(), trainer()
    control = Control()
    with in_background(by_beats, control, []):
        for beat in ("forward", "loss", "backward"):
            do(control, "beat")
            assert ask(control, lambda one: (one.beat, one.step)) == (beat, 0)
        do(control, "beat")
    control = Control()
    with in_background(by_batch, control, []):
        do(control, "batch")
    for name, array in by_beats.network.weights().items():
        assert array.tobytes() == by_batch.network.weights()[name].tobytes()
    assert by_beats.record.to_json() == by_batch.record.to_json()


def test_pause_holds_the_run_and_resume_goes_on() -> None:
    one, control = trainer(epochs=100_000), Control()
    snapshots: list[Snapshot] = []
    with in_background(one, control, snapshots):
        control.resume()
        while ask(control, lambda it: it.step) < 20:
            pass
        control.pause()
        paused_at = ask(control, lambda it: it.step)
        assert ask(control, lambda it: it.step) == paused_at
        control.resume()
        while ask(control, lambda it: it.step) <= paused_at:
            pass
    assert len(one.record.steps) == one.step  # no point was lost


def test_the_learning_rate_changes_while_it_runs() -> None:
    one, control = trainer(epochs=100_000), Control()
    with in_background(one, control, []):
        control.resume()
        while ask(control, lambda it: it.step) < 5:
            pass
        control.set("learning_rate", 1e-30)  # as good as standing still
        before = ask(control, lambda it: it.network.weights())
        at = ask(control, lambda it: it.step)
        while ask(control, lambda it: it.step) < at + 50:
            pass
        after = ask(control, lambda it: it.network.weights())
    for name, array in before.items():
        np.testing.assert_array_equal(array, after[name])


def test_a_slow_pace_lets_the_run_be_watched_and_is_left_at_once() -> None:
    one, control = trainer(epochs=100_000), Control()
    with in_background(one, control, []):
        control.set("pace", 0.01)  # the next step would come after 100 s
        control.resume()
        while ask(control, lambda it: it.step) < 1:
            pass
        control.set("pace", 0.0)
        while ask(control, lambda it: it.step) < 100:
            pass


def test_a_snapshot_holds_what_is_of_interest_and_nothing_else() -> None:
    one = trainer()
    assert one.snapshot(Interest()).weights == {}
    seen = one.snapshot(Interest(frozenset({"conv2d1"}), frozenset({"conv2d1", "dense1"}), 7))
    assert seen.weights.keys() == seen.gradients.keys() == {"conv2d1"}
    assert seen.weights["conv2d1"]["weight"].shape == (3, 1, 3, 3)
    assert seen.maps["conv2d1"].shape == (3, 4, 4)
    assert seen.maps["dense1"].shape == (3,)
    assert seen.sample == 7
    with pytest.raises(ValueError, match="read-only"):
        seen.weights["conv2d1"]["weight"][0] = 0
    one.close()


def test_feature_maps_are_those_of_the_weights_at_work() -> None:
    one = train(trainer(epochs=2))
    maps = one.snapshot(Interest(maps=frozenset({"dense1"}), sample=4)).maps["dense1"]
    outputs = one._evaluator.network
    outputs.copy_weights_from(one.network)
    outputs.set_inputs(DATA.inputs[4:5])
    outputs.program.run(*outputs.rows_of["conv2d1"][0][1:])  # forward only, from the first layer on
    end = outputs.rows_of["dense1"][0][2]
    outputs.program.run(outputs.rows_of["conv2d1"][0][1], end)
    np.testing.assert_allclose(maps, outputs.arena.read("dense1/output")[0], rtol=1e-5)


def test_a_run_that_explodes_names_layer_and_step_and_keeps_the_weights() -> None:
    one = trainer(rate=100.0, epochs=500, graph=networks.Chain(1, 4, 4).then("flatten").then("dense", units=40).end(3))
    with pytest.raises(Diverged) as caught:
        train(one)
    assert caught.value.node in {"dense1", "dense2"}
    assert caught.value.step == one.step + 1
    assert f"step {caught.value.step}" in str(caught.value)
    assert "learning rate" in str(caught.value)
    for array in one.network.weights().values():
        assert np.isfinite(array).all()


@pytest.mark.parametrize(("mode", "limit"), [("norm", 0.01), ("value", 0.001)])
def test_clipping_limits_the_step(mode: str, limit: float) -> None:
    one = trainer(clipping=mode, clip_limit=limit, optimizer="sgd", rate=1.0)
    before = one.network.weights()
    one.network.program.run()
    moved = np.concatenate([(after - before[name]).ravel() for name, after in one.network.weights().items()])
    size = np.sqrt((moved**2).sum()) if mode == "norm" else np.abs(moved).max()
    assert size == pytest.approx(limit, rel=1e-3)
    one.close()


def test_the_record_survives_json() -> None:
    one = train(trainer(epochs=1))
    again = Record.from_json(one.record.to_json())
    assert again.to_json() == one.record.to_json()


def test_the_learners_graph_is_not_touched_by_the_run() -> None:
    graph = networks.small_convolution()
    one = trainer(graph=graph)
    graph.replace_node(graph.node("conv2d1").changed(label="edited"))
    assert one.graph.node("conv2d1").label == ""
    one.close()
