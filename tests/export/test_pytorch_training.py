"""An exported program trains as the laboratory does: the same steps, number by number."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.datasets.split import split
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import Setup, discover_all
from lab.document.templates import template
from lab.document.templates.base import chain, layer, loss, optimizer, schedule
from lab.engine.control import Control
from lab.engine.trainer import Trainer
from lab.export.pytorch.naming import state_names
from tests.export.exported import export, module_of

torch = pytest.importorskip("torch")
discover_all()

EPOCHS = 4


def samples(classes: int = 3, values: bool = False) -> Samples:
    """Forty rows of four numbers, some of which say the class."""
    random = np.random.default_rng(5)
    inputs = random.random((40, 4)).astype(np.float32)
    if values:
        return Samples(inputs, (inputs[:, :2] * 3 - 1).astype(np.float32))
    targets = (inputs[:, 0] * classes).astype(np.int64)
    return Samples(inputs, targets, tuple(f"class {number}" for number in range(classes)), scale=2.0, offset=-1.0)


def network(outputs: int, *more: Any) -> Graph:
    parts = [layer("input", form="values", features=4), layer("dense", units=6, bias=True), layer("tanh"), *more]
    return chain([*parts, layer("dense", units=outputs)])


def model(outputs: int = 3, more: tuple[Any, ...] = (), run: dict[str, Any] | None = None, **parts: Any) -> Model:
    """A small network, with other parts of its setup."""
    usual = template("digits").setup
    run_settings = usual.run.replace(batch_size=8, epochs=EPOCHS, seed=3, **(run or {}))
    given: dict[str, Any] = {"optimizer": optimizer("sgd", learning_rate=0.1), **parts}
    return Model(network(outputs, *more), usual.changed(run=run_settings, **given))


def trained(start: Model, data: Samples) -> Model:
    """Trained here."""
    setup: Setup = start.setup
    parts = split(data, setup.run.validation, setup.run.test, setup.run.split_seed)
    trainer = Trainer(start.graph, setup, data, parts, threads=1)
    control = Control()
    control.resume()
    trainer.run(control, lambda snapshot: None)
    trainer.close()
    return trainer.model()


def assert_same_weights(found: Any, wanted: Model, near: float = 1e-4) -> None:
    """Of a module, and of a model."""
    state = found.load_file(found.TRAINED)
    for ours, theirs in state_names(wanted.graph).items():
        np.testing.assert_allclose(state[theirs].numpy(), wanted.weights[ours], rtol=near, atol=near, err_msg=ours)


CASES = {
    "sgd": {},
    "nesterov": {"optimizer": optimizer("sgd", learning_rate=0.05, nesterov=True, weight_decay=0.1)},
    "decaying biases": {"optimizer": optimizer("sgd", weight_decay=0.1, l1=0.01, decay_biases=True)},
    "adagrad": {"optimizer": optimizer("adagrad", learning_rate=0.1, l1=0.01)},
    "rmsprop": {"optimizer": optimizer("rmsprop", momentum=0.5, centered=True)},
    "adam": {"optimizer": optimizer("adam", weight_decay=0.1), "schedule": schedule("one_cycle")},
    "adamw": {"optimizer": optimizer("adamw"), "schedule": schedule("cosine", warm_up=1.0)},
    "perceptron rule": {
        "optimizer": optimizer("perceptron", learning_rate=0.1),
        "schedule": schedule("step", every=1.5),
    },
    "clipping by norm": {"run": {"clipping": "norm", "clip_limit": 0.1}, "schedule": schedule("exponential")},
    "clipping by value": {"run": {"clipping": "value", "clip_limit": 0.01}, "schedule": schedule("warm_up")},
    "plateau": {"schedule": schedule("plateau", patience=0, gamma=0.5, threshold=0.2)},
    "plateau of the training loss": {
        "schedule": schedule("plateau", patience=0, gamma=0.5, threshold=0.2),
        "run": {"validation": 0.0},
    },
    "smoothing": {"loss": loss("cross_entropy", label_smoothing=0.2)},
    "hinge": {"loss": loss("hinge")},
    "squared error": {"loss": loss("mean_squared_error")},
    "one output": {"loss": loss("binary_cross_entropy"), "outputs": 1},
    "hinge of one output": {"loss": loss("hinge", margin=0.5), "outputs": 1},
    "perceptron": {"loss": loss("perceptron"), "outputs": 1},
    "batch norm": {"more": (layer("batch_norm"),)},
}
VALUES = {
    "squared error of values": {"loss": loss("mean_squared_error"), "outputs": 2},
    "absolute error": {"loss": loss("mean_absolute_error"), "outputs": 2},
    "huber": {"loss": loss("huber", delta=0.5), "outputs": 2},
}


@pytest.mark.parametrize("name", [*CASES, *VALUES])
def test_the_same_steps_as_here(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = model(**{**CASES, **VALUES}[name])
    single = {**CASES, **VALUES}[name].get("outputs") == 1
    data = samples(2 if single else 3, values=name in VALUES)
    exported = export(start, tmp_path / "small.py", data)
    exported.train(EPOCHS, False)
    ours = trained(start, data)
    assert_same_weights(exported, ours)
    words = capsys.readouterr().out
    assert float(re.findall(r"test: loss ([\d.]+)", words)[0]) == pytest.approx(ours.record["test"][0], abs=1e-3)
    if name in CASES:
        assert f"{ours.record['test'][1]:.2%} right" in words


def test_resuming_is_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    parts: dict[str, Any] = {"schedule": schedule("plateau", patience=0, gamma=0.5, threshold=0.2)}
    start = model(more=(layer("dropout", rate=0.3),), optimizer=optimizer("adam"), **parts)
    whole, halves = (export(start, tmp_path / f"{name}.py", samples()) for name in ("whole", "halves"))
    whole.train(12, False)
    halves.train(8, False)
    halves.train(12, True)
    wanted = whole.load_file(whole.TRAINED)
    for name, tensor in halves.load_file(halves.TRAINED).items():
        assert torch.equal(tensor, wanted[name]), name


def test_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start, data = model(), samples()
    exported = export(start, tmp_path / "small.py", data)
    exported.train(60, False)
    exported.measure()
    assert "training: loss" in capsys.readouterr().out
    np.save(tmp_path / "some.npy", data.inputs[:5])
    exported.predict(str(tmp_path / "some.npy"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert all(line.startswith("class ") and 1 / 3 <= float(line.split()[-1]) <= 1 for line in lines)


@pytest.mark.parametrize(("outputs", "values"), [(1, False), (2, True)])
def test_answers_of_other_kinds(outputs: int, values: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = loss("mean_squared_error" if values else "binary_cross_entropy")
    data = samples(2, values)
    exported = export(model(outputs, loss=rule), tmp_path / "small.py", data)
    exported.predict("test")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 6
    numbers = [[float(word) for word in (line if values else line[-1:])] for line in lines]
    assert all(len(row) == outputs for row in numbers)
    assert values or all(line[:2] == ["class", "01"[row[0] >= 0.5]] for line, row in zip(lines, numbers, strict=True))


def test_what_diverges_is_said_and_not_kept(tmp_path: Path) -> None:
    start = model(1, optimizer=optimizer("sgd", learning_rate=100.0), loss=loss("mean_squared_error"))
    exported = export(start, tmp_path / "small.py", samples(2))
    with pytest.raises(SystemExit, match="Lower LEARNING_RATE"):
        exported.train(200, False)
    kept = exported.load_file(exported.TRAINED) if exported.TRAINED.exists() else {}
    assert all(torch.isfinite(tensor).all() for tensor in kept.values())


def test_nothing_to_go_on_from(tmp_path: Path) -> None:
    exported = export(model(), tmp_path / "small.py", samples())
    with pytest.raises(SystemExit, match=r"no small-checkpoint\.pt"):
        exported.train(2, True)


def run(*command: str, folder: Path) -> str:
    """What a program of its own prints; every warning of Python's is an error there."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_program_of_the_digits_is_as_good_as_the_laboratory(tmp_path: Path) -> None:
    start = template("digits")
    data = start.setup.dataset.load()
    export(start, tmp_path / "digits.py", data)
    words = run("-W", "error", "digits.py", "--epochs", "10", folder=tmp_path)
    share = float(words.rpartition(", ")[2].partition("%")[0]) / 100
    ours = trained(Model(start.graph, start.setup.changed(run=start.setup.run.replace(epochs=10))), data)
    assert share == pytest.approx(ours.record["test"][1], abs=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("batch", [32, 31])
def test_two_processes_make_the_steps_of_one(batch: int, tmp_path: Path) -> None:
    start = template("digits")
    settings = start.setup.run.replace(batch_size=batch, clipping="norm", clip_limit=0.5)
    rule = optimizer("sgd", learning_rate=0.05, weight_decay=1e-3, l1=1e-4)
    start = Model(start.graph, start.setup.changed(run=settings, optimizer=rule))
    data = start.setup.dataset.load()
    for name in ("alone", "both"):
        export(start, tmp_path / f"{name}.py", data)
    run("alone.py", "--epochs", "1", folder=tmp_path)
    command = ("-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone", "both.py", "--epochs", "1")
    run(*command, folder=tmp_path)
    alone, both = (module_of(tmp_path / f"{name}.py") for name in ("alone", "both"))
    wanted = alone.load_file(alone.TRAINED)
    for name, tensor in both.load_file(both.TRAINED).items():
        np.testing.assert_allclose(tensor.numpy(), wanted[name].numpy(), rtol=1e-5, atol=1e-5, err_msg=name)
