"""`export` to ONNX."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest

from lab.document.files import load
from lab.engine.evaluate import predict
from tests.cli.conftest import Lab
from tests.export.onnx_running import run


def test_a_template_goes_out_by_the_ending_of_the_file(lab: Lab, tmp_path: Path) -> None:
    path = tmp_path / "out.onnx"
    found = lab("export", "xor", path)
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines()[0] == str(path)
    assert "not trained" in found.out
    assert onnx.load(path).graph.name == "xor"


def test_a_trained_network_goes_out_by_the_name_of_the_format(lab: Lab, tmp_path: Path, trained_digits: Path) -> None:
    path = tmp_path / "digits.model"
    found = lab("export", trained_digits, "--to", "onnx", path, "--set", "probabilities=true", "--json")
    assert found.json["files"] == [str(path)]
    model = load(trained_digits)
    samples = model.setup.dataset.load()
    some = samples.inputs[:50]
    wanted = predict(model, some.astype(np.float32) * np.float32(samples.scale))
    np.testing.assert_allclose(run(onnx.load(path), some), wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "size=3"], 'no setting called "size"'),
        (["--set", "probabilities=maybe"], "true or false"),
        (["--set", "probabilities"], "SETTING=VALUE"),
        (["--to", "onix"], "onnx"),
    ],
)
def test_mistakes_are_told_in_words(lab: Lab, tmp_path: Path, arguments: list[str], words: str) -> None:
    found = lab("export", "xor", tmp_path / "out.onnx", *arguments)
    assert found.code == 2
    assert words in found.err
    assert not list(tmp_path.iterdir())


def test_onnx_is_imported_only_when_it_is_needed() -> None:
    code = "import sys; from lab.export.ways import exporters; print(len(exporters()), 'onnx' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    count, imported = printed.split()
    assert int(count) > 0
    assert imported == "False"
