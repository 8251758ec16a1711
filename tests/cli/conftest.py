"""The command line called in this process, with what it printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lab.cli import main


@dataclass(frozen=True)
class Outcome:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object that was printed."""
        assert self.out.count("\n") == 1
        content: dict[str, Any] = json.loads(self.out, parse_constant=lambda word: pytest.fail(word))
        return content


Lab = Callable[..., Outcome]


@pytest.fixture
def lab(capsys: pytest.CaptureFixture[str]) -> Lab:
    """`lab("train", "xor", ...)` as `python -m lab train xor ...` would do it."""

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def trained_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digits network after two epochs."""
    path = tmp_path_factory.mktemp("models") / "digits.cnnlab"
    assert main(["train", "digits", "--epochs", "2", "--out", str(path)]) == 0
    return path
