"""Training, judging and predicting from the command line."""

from __future__ import annotations

import gzip
import signal
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.cli import train
from lab.cli.progress import Shown
from lab.document import files
from lab.document.model import Model
from lab.document.templates import template
from lab.document.templates.base import chain, layer, loss
from tests.cli.conftest import Lab

TRAIN = [
    "network",
    "data",
    "seed",
    "epochs",
    "steps",
    "train_loss",
    "val_accuracy",
    "test_accuracy",
    "seconds",
    "samples_per_second",
]


def bits(model: Model) -> dict[str, bytes]:
    return {name: array.tobytes() for name, array in {**model.weights, **model.optimizer}.items()}


# -- train


def test_train_as_json_has_the_fields_that_scripts_rely_on(lab: Lab) -> None:
    found = lab("train", "digits", "--epochs", 1, "--seed", 3, "--json")
    assert (found.code, found.err) == (0, "")
    content = found.json
    assert list(content) == TRAIN
    assert (content["network"], content["data"], content["seed"]) == ("digits", "digits", 3)
    assert (content["epochs"], content["steps"]) == (1, 40)
    assert 0 < content["train_loss"] < 2.5
    assert 0.3 < content["test_accuracy"] <= 1
    assert 0.3 < content["val_accuracy"] <= 1
    assert content["samples_per_second"] == pytest.approx(1257 / content["seconds"])


def test_train_for_people(lab: Lab) -> None:
    found = lab("train", "xor", "--epochs", 50)
    assert found.code == 0
    assert found.out.startswith("xor on xor: 50 epochs, 50 steps, ")
    assert "training loss" in found.out


def test_the_same_seed_gives_the_same_network_and_another_another(lab: Lab, tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        assert lab("train", "digits", "--epochs", 1, "--seed", seed, "--out", tmp_path / name).code == 0
    one, same, other = (bits(files.load(tmp_path / f"{name}.cnnlab")) for name in "abc")
    assert one == same
    assert one != other


def test_training_goes_on_as_if_it_had_never_stopped(lab: Lab, tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.cnnlab", tmp_path / "half.cnnlab"
    assert lab("train", "digits", "--epochs", 3, "--out", whole).code == 0
    assert lab("train", "digits", "--epochs", 1, "--out", half).code == 0
    content = lab("train", half, "--epochs", 2, "--out", half, "--json").json
    assert (content["epochs"], content["steps"]) == (3, 120)
    one, other = files.load(whole), files.load(half)
    assert bits(one) == bits(other)
    assert one.state == other.state
    assert one.record["steps"] == other.record["steps"]
    assert one.record["test"] == other.record["test"]


def test_a_finished_network_asks_how_far_to_go_on(lab: Lab, trained_digits: Path) -> None:
    found = lab("train", trained_digits)
    assert found.code == 2
    assert "Give --epochs N for N more" in found.err


@pytest.mark.parametrize("option", [("--batch", 64), ("--seed", 9), ("--optimizer", "sgd")])
def test_another_run_starts_anew_from_the_weights(option: tuple[str, object], lab: Lab, trained_digits: Path) -> None:
    found = lab("train", trained_digits, *option, "--epochs", 1, "--json")
    assert "Starts anew from the weights" in found.err
    assert found.json["epochs"] == 1
    assert found.json["train_loss"] < 0.5  # an untrained network is at 2.3


def test_options_become_part_of_the_kept_model(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "net.cnnlab"
    options = ("--optimizer", "sgd", "--lr", 0.02, "--batch", 16, "--epochs", 1, "--threads", 1, "--seed", 4)
    assert lab("train", "digits", *options, "--out", out).code == 0
    setup = files.load(out).setup
    assert (setup.optimizer.name, setup.optimizer.learning_rate) == ("sgd", 0.02)
    assert (setup.run.batch_size, setup.run.threads, setup.run.seed) == (16, 1, 4)


def test_loss_schedule_and_single_settings_become_part_of_the_kept_model(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "net.cnnlab"
    options = ["--loss", "hinge", "--schedule", "cosine", "--set", "schedule.warm_up=0.5", "--set", "optimizer.l1=1e-5"]
    assert lab("train", "xor", *options, "--set", "run.clipping=norm", "--epochs", 1, "--out", out).code == 0
    setup = files.load(out).setup
    assert (setup.loss.name, setup.schedule.name, setup.run.clipping) == ("hinge", "cosine", "norm")
    assert (setup.schedule.config()["warm_up"], setup.optimizer.l1) == (0.5, 1e-5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("momentum", "PART.SETTING=VALUE"),
        ("network.depth=3", "Begin with run, loss, optimizer, schedule, data"),
        ("optimizer.l2=1", '"l2"'),
        ("data.gate=nor", "xor, and, or, nand"),
        ("run.epochs=many", "Epochs must be a whole number"),
    ],
)
def test_a_setting_that_cannot_be_is_explained(lab: Lab, text: str, words: str) -> None:
    found = lab("train", "xor", "--set", text)
    assert found.code == 2
    assert words in found.err


def idx(path: Path, array: Any) -> None:
    header = struct.pack(f">BBBB{array.ndim}L", 0, 0, 8, array.ndim, *array.shape)
    path.write_bytes(gzip.compress(header + array.astype(np.uint8).tobytes()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pictures of 12 × 10 in IDX files: ten classes, each a bright row."""
    path = tmp_path / "pictures"
    path.mkdir()
    for group, count in (("train", 60), ("t10k", 20)):
        labels = np.arange(count) % 10
        pictures = np.zeros((count, 12, 10))
        pictures[np.arange(count), labels] = 200
        idx(path / f"{group}-images-idx3-ubyte.gz", pictures)
        idx(path / f"{group}-labels-idx1-ubyte.gz", labels)
    return path


def test_the_input_layer_takes_on_the_shape_of_the_data(lab: Lab, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "net.cnnlab"
    content = lab("train", "digits", "--data", folder, "--epochs", 20, "--out", out, "--json").json
    assert content["data"] == str(folder)
    assert content["test_accuracy"] > 0.9
    model = files.load(out)
    assert model.graph.nodes[0].layer.output_shape() == (1, 12, 10)
    assert lab("eval", out, "--data", folder, "--json").json["accuracy"] == content["test_accuracy"]


def test_a_trained_network_does_not_take_data_of_another_shape(lab: Lab, folder: Path, trained_digits: Path) -> None:
    for verb in ("train", "eval"):
        found = lab(verb, trained_digits, "--data", folder)
        assert found.code == 2
        assert "trained on samples of 1 × 8 × 8; these are 1 × 12 × 10" in found.err


def test_a_run_that_diverges_is_explained_and_keeps_nothing(lab: Lab, tmp_path: Path) -> None:
    graph = chain([layer("input"), layer("flatten"), layer("dense")])
    setup = template("digits").setup
    files.save(tmp_path / "linear.cnnlab", Model(graph, setup.changed(loss=loss("mean_squared_error"))))
    out = tmp_path / "net.cnnlab"
    found = lab("train", tmp_path / "linear.cnnlab", "--optimizer", "sgd", "--lr", 100, "--out", out)
    assert found.code == 2
    assert "Training stopped at step" in found.err
    assert not out.exists()


def interrupt_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C as soon as the run shows something, also where whoever started the tests has Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    presses = iter([lambda: signal.raise_signal(signal.SIGINT)])
    monkeypatch.setattr(Shown, "training", lambda *_: next(presses, lambda: None)())


def test_ctrl_c_keeps_the_whole_model_as_it_is(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "net.cnnlab"
    interrupt_once(monkeypatch)
    found = lab("train", "digits", "--epochs", 100_000, "--out", out, "--json")
    assert (found.code, found.out) == (130, "")
    step = files.load(out).state["step"]
    assert 0 < step < 100_000 * 40
    assert f"Interrupted after step {step}" in found.err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_without_out_keeps_nothing(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    interrupt_once(monkeypatch)
    assert lab("train", "digits", "--epochs", 100_000).code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_long_run_is_kept_on_the_way(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves: list[int] = []
    monkeypatch.setattr(train, "KEPT_EVERY", 0)
    monkeypatch.setattr(train, "_keep", lambda out, trainer: saves.append(trainer.step))
    assert lab("train", "digits", "--epochs", 1, "--out", tmp_path / "net.cnnlab").code == 0
    assert len(saves) >= 2
    assert saves[-1] == 40


# -- eval


def test_eval_as_json(lab: Lab, trained_digits: Path) -> None:
    content = lab("eval", trained_digits, "--data", "digits", "--json").json
    assert list(content) == ["loss", "accuracy"]
    assert content["accuracy"] > 0.8
    assert lab("eval", trained_digits, "--json").json == content


def test_eval_measures_on_the_test_samples_that_training_kept_apart(
    lab: Lab, trained_digits: Path, tmp_path: Path
) -> None:
    found = lab("eval", trained_digits)
    assert "270 test samples of digits" in found.out
    record = files.load(trained_digits).record
    assert lab("eval", trained_digits, "--json").json["loss"] == pytest.approx(record["test"][0], rel=1e-6)


# -- predict


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two digits of the data set as they would be drawn: dark on white, larger."""
    from PIL import Image

    from lab.datasets.digits import Digits

    samples = Digits().load()
    paths = []
    for number in (0, 4):
        index = int(np.flatnonzero(samples.targets == number)[3])
        grey = 255 - (samples.inputs[index, 0].astype(np.uint16) * 255 // 16).astype(np.uint8)
        paths.append(tmp_path / f"{number}.png")
        Image.fromarray(grey).resize((80, 80), Image.Resampling.NEAREST).save(paths[-1])
    return paths


def test_predict(lab: Lab, trained_digits: Path, pictures: list[Path]) -> None:
    predictions = lab("predict", trained_digits, *pictures, "--json").json["predictions"]
    assert [each["class"] for each in predictions] == ["0", "4"]
    assert predictions[0]["image"] == str(pictures[0])
    assert sum(predictions[0]["probabilities"].values()) == pytest.approx(1, abs=1e-5)
    assert predictions[0]["probability"] == max(predictions[0]["probabilities"].values())
    printed = lab("predict", trained_digits, *pictures).out.splitlines()
    assert printed[0].startswith(f"{pictures[0]}: 0 (")


def test_predict_says_which_picture_cannot_be_read(lab: Lab, trained_digits: Path, pictures: list[Path]) -> None:
    pictures[1].write_bytes(b"no picture")
    found = lab("predict", trained_digits, *pictures)
    assert (found.code, found.out) == (2, "")
    assert str(pictures[1]) in found.err


def test_predict_numbers_the_classes_when_the_data_is_gone(
    lab: Lab, folder: Path, tmp_path: Path, pictures: list[Path]
) -> None:
    out = tmp_path / "net.cnnlab"
    assert lab("train", "digits", "--data", folder, "--epochs", 1, "--out", out).code == 0
    for file in folder.iterdir():
        file.unlink()
    found = lab("predict", out, pictures[0], "--json")
    assert found.code == 0
    assert "numbered" in found.err
    assert len(found.json["predictions"][0]["probabilities"]) == 10
