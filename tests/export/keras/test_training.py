"""Exported Keras programs train as our engine does: the same losses, step after step."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.datasets.split import split
from lab.document.model import Model
from lab.document.setup import RunSettings, discover_all
from lab.document.templates import template
from lab.engine.benchmark.chain import Chain
from lab.engine.control import Control
from lab.engine.evaluate import predict
from lab.engine.trainer import Trainer
from lab.export.base import Source
from lab.export.formats.keras import Keras
from lab.export.weights_in import with_weights
from lab.losses.base import softmax
from lab.schedules.base import Schedule
from lab.spec import registry
from tests.engine import networks
from tests.export.keras.running import Array, export, loaded, outputs, quietly

from lab.export.keras.own.schedules import Plateau  # isort: skip  (needs Keras)

discover_all()

NEAR = 2e-5
EPOCHS = 3


def samples_for(targets: str, outputs: int) -> Samples:
    """Forty samples with targets of a loss's cases."""
    random = np.random.default_rng(4)
    inputs = random.random((40, 2, 4, 4)).astype(np.float32)
    if targets == "values" or (targets == "bits" and outputs > 1):
        values = random.random((40, outputs)) if targets == "values" else random.integers(0, 2, (40, outputs))
        return Samples(inputs, values.astype(np.float32))
    count = 2 if targets == "bits" else outputs
    return Samples(inputs, np.arange(40) % count, tuple(map(str, range(count))))


def model_for(samples: Samples, outputs: int, last: str = "linear", **parts: Any) -> Model:
    """A smooth network: rounding grows slowly in it."""
    chain = Chain(2, 4, 4).then("conv2d", "batch_norm", "tanh", channels=3).then("flatten")
    graph = chain.then("dense", units=outputs).then(last).graph
    run = RunSettings(batch_size=8, epochs=EPOCHS, seed=3, validation=0.2, test=0.2)
    return Model(graph, networks.setup().changed(run=run, **parts))


def trained_here(model: Model, samples: Samples) -> Trainer:
    run = model.setup.run
    parts = split(samples, run.validation, run.test, run.split_seed)
    trainer = Trainer(model.graph, model.setup, samples, parts, threads=1)
    control = Control()
    control.resume()
    trainer.run(control, lambda snapshot: None)
    trainer.close()
    return trainer


def their_losses(module: Any) -> Array:
    """Of each step, as `train` of the script makes them."""
    data = module.read_data(module.DATA)
    batches = module.Batches(data, data["training"])
    needed = {"steps": len(batches), "epochs": module.EPOCHS}
    names = module.make_optimizer.__code__.co_varnames[: module.make_optimizer.__code__.co_argcount]
    model = module.compiled(loaded(module), module.make_optimizer(**{name: needed[name] for name in names}))
    losses = []
    with quietly():
        for epoch in range(module.EPOCHS):
            batches.start_epoch(epoch)
            for number in range(len(batches)):
                losses.append(float(model.train_on_batch(*batches[number], return_dict=True)["loss"]))
                model.reset_metrics()
    return np.array(losses)


def assert_trains_alike(model: Model, samples: Samples, path: Path) -> None:
    wanted = trained_here(model, samples).record.steps.column("loss")
    found = their_losses(export(model, path, samples))
    np.testing.assert_allclose(found, wanted, rtol=NEAR, atol=NEAR)


def _ways(kind: str) -> list[Any]:
    """Every case; where there is little time, the first of each."""
    return [
        pytest.param(way, case, id=f"{way.name}-{number}", marks=[pytest.mark.slow] if number else [])
        for way in registry.known(kind)
        for number, case in enumerate(way.cases)
    ]


@pytest.mark.parametrize(("kind", "case"), _ways("loss"))
def test_every_loss(kind: Any, case: Any, tmp_path: Path) -> None:
    loss = kind(**case.config)
    chances = kind.name == "binary_cross_entropy" and not loss.from_logits
    samples = samples_for(case.targets, case.outputs)
    model = model_for(samples, case.outputs, "sigmoid" if chances else "linear", loss=loss)
    assert_trains_alike(model, samples, tmp_path / "script.py")


@pytest.mark.parametrize(("kind", "case"), _ways("optimizer"))
@pytest.mark.parametrize(
    "changing", [pytest.param(False, marks=pytest.mark.slow), True], ids=["steady rate", "changing rate"]
)
def test_every_optimizer(kind: Any, case: dict[str, Any], changing: bool, tmp_path: Path) -> None:
    schedule = registry.find("schedule", "exponential" if changing else "constant")(
        **({"gamma": 0.5} if changing else {})
    )
    samples = samples_for("classes", 3)
    model = model_for(samples, 3, optimizer=kind(**case), schedule=schedule)
    assert_trains_alike(model, samples, tmp_path / "script.py")


@pytest.mark.parametrize(("kind", "case"), [each for each in _ways("schedule") if each.values[0].name != "plateau"])
def test_every_schedule(kind: Any, case: dict[str, Any], tmp_path: Path) -> None:
    samples = samples_for("classes", 3)
    model = model_for(samples, 3, schedule=kind(**case))
    assert_trains_alike(model, samples, tmp_path / "script.py")


@pytest.mark.parametrize(("clipping", "biases"), [("none", True), ("norm", False), ("value", False)])
def test_penalties_and_clipping(clipping: str, biases: bool, tmp_path: Path) -> None:
    optimizer = registry.find("optimizer", "sgd")(weight_decay=0.05, l1=0.01, decay_biases=biases)  # type: ignore[call-arg]
    samples = samples_for("classes", 3)
    model = model_for(samples, 3, optimizer=optimizer)
    limit = {"none": 1.0, "norm": 0.2, "value": 0.02}[clipping]
    model.setup = model.setup.changed(run=model.setup.run.replace(clipping=clipping, clip_limit=limit))
    assert_trains_alike(model, samples, tmp_path / "script.py")


@pytest.mark.parametrize("warm_up", [0.0, 1.5])
def test_a_plateau_lowers_the_rate_as_here(warm_up: float) -> None:
    schedule = registry.find("schedule", "plateau")(gamma=0.5, patience=1, lowest=0.2, threshold=0.1, warm_up=warm_up)  # type: ignore[call-arg]
    assert isinstance(schedule, Schedule)
    steps, every, rate = 4, 2, 0.1
    model = SimpleNamespace(optimizer=SimpleNamespace(learning_rate=rate))
    given = {"steps": steps, "every": every, "Plateau": Plateau}
    callback = eval(schedule.keras_callback(str(rate)), given)
    callback._model = model
    model.optimizer.iterations = 0
    callback.on_train_begin()
    memory: dict[str, float] = {}
    losses = np.random.default_rng(2).random(24)
    for epoch, loss in enumerate(losses):
        for step in range(epoch * steps, (epoch + 1) * steps):
            callback.on_train_batch_begin(step)
            wanted = rate * schedule.factors(np.array([step]), steps, len(losses))[0] * schedule.scale(memory)
            assert model.optimizer.learning_rate == pytest.approx(wanted)
        callback.on_epoch_end(epoch, {"loss": 5.0, "val_loss": loss})
        if (epoch + 1) % every == 0:
            memory = schedule.look(memory, loss)
    assert model.optimizer.learning_rate == pytest.approx(0.2 * rate)
    again = eval(schedule.keras_callback(str(rate)), given)
    again._model, model.optimizer.iterations = model, 24 * steps
    again.on_train_begin()
    assert again.scale == pytest.approx(0.2)


def run_script(path: Path) -> str:
    done = subprocess.run([sys.executable, "-W", "ignore", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_training_takes_the_same_way_as_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not only step by step: what Keras itself makes of a run, epoch after epoch."""
    samples = samples_for("classes", 3)
    graph = Chain(2, 4, 4).then("conv2d", "tanh", channels=3).then("flatten").end(3)
    run = RunSettings(batch_size=1, epochs=EPOCHS, seed=3, validation=0.2, test=0.2)  # an epoch of 24 steps
    model = Model(graph, networks.setup(rate=0.01).changed(run=run))
    module = export(model, tmp_path / "script.py", samples)
    found: list[float] = []
    fit = module.keras.Sequential.fit

    def watched(self: Any, *given: Any, **more: Any) -> None:
        found.extend(fit(self, *given, **more, verbose=0).history["val_loss"])

    with quietly(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.keras.Sequential, "fit", watched)
        module.train(EPOCHS, resume=False)
    wanted = trained_here(model, samples).record.evaluations.column("loss")[1:]
    np.testing.assert_allclose(found, wanted, rtol=1e-4)


def test_a_script_trains_goes_on_measures_and_predicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = samples_for("classes", 3)
    path = tmp_path / "script.py"
    model = model_for(samples, 3)
    module = export(model, path, samples)
    assert f"Epoch {EPOCHS}/{EPOCHS}" in run_script(path)
    learned = module.TRAINED.read_bytes()
    with quietly():
        module.train(EPOCHS + 1, resume=True)
        assert f"Epoch {EPOCHS + 1}/{EPOCHS + 1}" in capsys.readouterr().out
        assert module.TRAINED.read_bytes() != learned
        back = with_weights(model, module.TRAINED).model
        x = np.random.default_rng(1).random((5, 2, 4, 4)).astype(np.float32)
        theirs = softmax(outputs(module.load_weights(module.network(), module.TRAINED), x))
        np.testing.assert_allclose(predict(back, x), theirs, atol=1e-5)
        module.evaluate()
        assert re.fullmatch(r"(\w+: accuracy [\d.]+, loss [\d.]+\n){3}", capsys.readouterr().out)
        module.predict("test")
        assert re.fullmatch(r"([012] 0\.\d+\n){8}", capsys.readouterr().out)


@pytest.mark.slow
def test_the_digits_are_learned_as_well_as_here(tmp_path: Path) -> None:
    model = template("digits")
    source = Source.of(model, "digits")
    assert source.samples is not None
    Keras().write(source, tmp_path / "digits.py")
    found = re.search(r"test: accuracy ([\d.]+)", run_script(tmp_path / "digits.py"))
    trainer = trained_here(model, source.samples)
    assert found is not None
    assert trainer.record.test is not None
    assert abs(float(found.group(1)) - trainer.record.test[1]) <= 0.01
