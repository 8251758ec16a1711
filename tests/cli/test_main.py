"""Help, mistakes and exit codes of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lab.cli import listing, main
from lab.cli.main import parser
from lab.spec.folders import log_dir
from tests.cli.conftest import Lab

VERBS = ["train", "eval", "predict", "summary", "gradcheck", "list", "bench"]


def test_help_names_every_verb_and_ends_well(lab: Lab) -> None:
    found = lab("--help")
    assert found.code == 0
    assert all(f"    {verb} " in found.out or f"    {verb}\n" in found.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, lab: Lab) -> None:
    found = lab(verb, "--help")
    assert found.code == 0
    assert "--json" in found.out


def test_version(lab: Lab) -> None:
    assert lab("--version").out.startswith("CNN Lab 0.")


def test_without_a_verb_help_is_shown_as_a_mistake(lab: Lab) -> None:
    found = lab()
    assert (found.code, found.out) == (2, "")
    assert "verbs:" in found.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["trian", "digits"], 'Did you mean "train"?'),
        (["dance"], "Verbs: train"),
        (["train"], "following arguments are required: NETWORK"),
        (["train", "digits", "--epochs", "many"], "--epochs"),
        (["train", "digits", "--epoch"], "--epoch"),
        (["train", "digits", "--epochs", "0"], "Epochs must be between 1"),
        (["train", "digits", "--batch", "0"], "Batch size must be between"),
        (["train", "digits", "--lr", "-1"], "Learning rate must be"),
        (["train", "digits", "--lr", "nan"], "Learning rate must be"),
        (["train", "digits", "--threads", "-1"], "Threads must be"),
        (["train", "digits", "--optimizer", "adm"], "adam"),
        (["train", "digits", "--data", "xorr"], "xor"),
        (["train", "digits", "--out", "/no/such/folder/net.cnnlab"], "cannot be written"),
        (["train", "lenet"], "lenet5"),
        (["train", "missing.cnnlab"], "missing.cnnlab cannot be opened. There is no such file"),
        (["train", "lenet5"], "--data PATH"),
        (["train", "xor", "--data", "digits"], "Put Flatten before it"),
        (["train", "digits", "--data", "shapes"], "classes"),
        (["train", "digits", "--data", "xor"], "images"),
        (["eval", "digits"], "not trained yet"),
        (["predict", "digits"], "IMAGE"),
        (["predict", "digits", "a.png"], "not trained yet"),
        (["list", "animals"], "choose from"),
        (["bench", "--threads", "0"], "whole number between 1 and 64"),
        (["summary", "../lab"], "cannot be opened"),
    ],
)
def test_a_mistake_is_explained_in_one_place(line: list[str], words: str, lab: Lab) -> None:
    found = lab(*line)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("Error: ")
    assert words in found.err
    assert "Traceback" not in found.err


def test_a_mistake_of_ours_is_told_and_logged(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_options: object) -> None:
        raise KeyError("weight")

    monkeypatch.setattr(listing, "run", break_down)
    found = lab("list", "layers")
    log = log_dir() / "command-line.log"
    assert (found.code, found.out) == (1, "")
    assert "KeyError: 'weight'" in found.err
    assert str(log) in found.err
    assert "Traceback" not in found.err
    assert "break_down" in log.read_text(encoding="utf-8")


def test_interrupted_anywhere_the_code_says_so(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "run", interrupt)
    assert lab("list", "layers").code == 130


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe of bash")
def test_a_reader_that_has_seen_enough_is_no_mistake() -> None:
    command = f"{sys.executable} -m lab list layers --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


def test_python_dash_m() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lab", "summary", "nothing"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")


def test_it_starts_without_the_heavy_libraries() -> None:
    program = (
        "import sys; from lab.cli import main; main(['list', 'templates']);"
        "print(sorted({'numba', 'PySide6', 'sklearn', 'scipy', 'PIL', 'torch', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True
    )
    assert done.stdout.endswith("\n[]\n")


def test_the_entry_point_is_the_same_function() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["scripts"]["cnn-lab-cli"] == f"{main.__module__.rpartition('.')[0]}:{main.__name__}"
    assert parser().prog == "python -m lab"
