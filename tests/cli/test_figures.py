"""The figures that templates promise, reached from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.document.files import load
from lab.engine.evaluate import predict
from lab.engine.record import Record
from tests.cli.conftest import Lab

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist"
needs_mnist = pytest.mark.skipif(not MNIST.is_dir(), reason=f"MNIST is not in {MNIST}")


@pytest.mark.slow
def test_digits(lab: Lab) -> None:
    assert lab("train", "digits", "--json").json["test_accuracy"] >= 0.98


@pytest.mark.parametrize("neuron", ["perceptron", "logistic"])
@pytest.mark.parametrize("gate", ["and", "or", "nand"])
def test_a_single_neuron_learns_what_a_line_separates(lab: Lab, neuron: str, gate: str) -> None:
    assert lab("train", neuron, "--set", f"data.gate={gate}", "--json").json["test_accuracy"] == 1


def test_the_perceptron_comes_to_rest(lab: Lab) -> None:
    assert lab("train", "perceptron", "--json").json["train_loss"] == 0  # a right answer moves no weight


@pytest.mark.parametrize("neuron", ["perceptron", "logistic"])
def test_a_single_neuron_never_learns_xor(lab: Lab, neuron: str, tmp_path: Path) -> None:
    out = tmp_path / "xor.cnnlab"
    content = lab("train", neuron, "--set", "data.gate=xor", "--out", out, "--json").json
    assert content["train_loss"] > 0.1
    assert content["test_accuracy"] <= 0.75
    assert Record.from_json(load(out).record).evaluations.column("accuracy").max() <= 0.75


def test_xor(lab: Lab) -> None:
    content = lab("train", "xor", "--json").json
    assert content["test_accuracy"] == 1
    assert content["train_loss"] < 0.01


@pytest.mark.parametrize("name", ["3-10-10-10-1", "3-10-10-10-1-bipolar"])
def test_back_propagation(lab: Lab, name: str, tmp_path: Path) -> None:
    out = tmp_path / "net.cnnlab"
    content = lab("train", name, "--out", out, "--json").json
    model = load(out)
    samples = model.setup.dataset.load()
    assert content["steps"] == 5000
    assert abs(predict(model, samples.inputs) - samples.targets).max() < 0.01
    assert content["train_loss"] < 1e-4 * Record.from_json(model.record).steps.column("loss")[0]


def test_weather(lab: Lab) -> None:
    assert lab("train", "weather", "--json").json["test_accuracy"] >= 0.9


@pytest.mark.slow
def test_tutorial(lab: Lab) -> None:
    assert lab("train", "tutorial", "--json").json["test_accuracy"] >= 0.9


@pytest.mark.slow
def test_vgg(lab: Lab) -> None:
    assert lab("train", "vgg", "--json").json["test_accuracy"] >= 0.985


@pytest.mark.slow
def test_global_pooling(lab: Lab) -> None:
    assert lab("train", "global-pooling", "--json").json["test_accuracy"] >= 0.985


@pytest.mark.slow
def test_signals(lab: Lab) -> None:
    assert lab("train", "signals", "--json").json["test_accuracy"] >= 0.98


@pytest.mark.slow
@needs_mnist
@pytest.mark.parametrize(("name", "accuracy", "epochs"), [("lenet5", 0.989, 5), ("784-16-10", 0.94, 10)])
def test_mnist(lab: Lab, name: str, accuracy: float, epochs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(MNIST.parent))
    content = lab("train", name, "--json").json
    assert content["epochs"] == epochs
    assert content["test_accuracy"] >= accuracy


@pytest.mark.slow
def test_a_plain_network_is_too_deep_to_learn_and_shortcuts_let_it(lab: Lab) -> None:
    assert lab("train", "plain", "--json").json["test_accuracy"] < 0.2
    for name in ("residual-a", "residual-b"):
        assert lab("train", name, "--json").json["test_accuracy"] >= 0.95
    assert lab("train", "residual-c", "--json").json["test_accuracy"] >= 0.9


@pytest.mark.slow
def test_full_pre_activation_trains_best_of_the_five_orders(lab: Lab) -> None:
    orders = ("original", "bn-after", "relu-before", "relu-only", "pre-activation")
    losses = [lab("train", f"residual-{name}", "--json").json["train_loss"] for name in orders]
    assert min(losses) == losses[-1]


@pytest.mark.slow
def test_the_identity_is_the_best_shortcut(lab: Lab) -> None:
    shortcuts = ("identity", "scaling", "exclusive-gate", "gate", "convolution", "dropout")
    losses = [lab("train", f"shortcut-{name}", "--json").json["train_loss"] for name in shortcuts]
    assert min(losses) == losses[0]


@pytest.mark.slow
def test_highway(lab: Lab) -> None:
    assert lab("train", "highway", "--json").json["test_accuracy"] >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("form", ["a", "b", "c", "forms"])
def test_resnext(lab: Lab, form: str) -> None:
    assert lab("train", f"resnext-{form}", "--json").json["test_accuracy"] >= 0.95


@pytest.mark.slow
def test_a_thousand_layers_train(lab: Lab) -> None:
    content = lab("train", "residual-1001", "--json").json
    assert content["train_loss"] < 2.3  # less than guessing
    assert content["test_accuracy"] > 0.2
