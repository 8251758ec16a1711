"""The figures that templates promise, reached from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Lab

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist"
needs_mnist = pytest.mark.skipif(not MNIST.is_dir(), reason=f"MNIST is not in {MNIST}")


@pytest.mark.slow
def test_digits(lab: Lab) -> None:
    assert lab("train", "digits", "--json").json["test_accuracy"] >= 0.98


@pytest.mark.slow
def test_xor(lab: Lab) -> None:
    content = lab("train", "xor", "--json").json
    assert content["test_accuracy"] == 1
    assert content["train_loss"] < 0.01


@pytest.mark.slow
@needs_mnist
def test_lenet5(lab: Lab) -> None:
    content = lab("train", "lenet5", "--data", MNIST, "--epochs", 5, "--json").json
    assert content["test_accuracy"] >= 0.989


@pytest.mark.slow
@needs_mnist
def test_784_16_10(lab: Lab) -> None:
    content = lab("train", "784-16-10", "--data", MNIST, "--epochs", 10, "--json").json
    assert content["test_accuracy"] >= 0.94
