"""`import`: files of other programs become model files."""

from __future__ import annotations

from pathlib import Path

from lab.document.files import load
from tests.cli.conftest import Lab
from tests.export.onnx.making import file_of, node, numbers


def _file(folder: Path, *operators: str) -> Path:
    names = ["x", *(f"t{number}" for number in range(len(operators)))]
    nodes = [node("Gemm", "x w", "t0")]
    nodes += [node(operator, names[place], names[place + 1]) for place, operator in enumerate(operators[1:], 1)]
    path = folder / "made.onnx"
    path.write_bytes(file_of(nodes, ["n", 4], {"w": numbers(4, 3)}, outputs=names[-1]).SerializeToString())
    return path


def test_an_onnx_file_becomes_a_model_file(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "made.cnnlab"
    outcome = lab("import", _file(tmp_path, "Gemm", "Relu"), out)
    assert outcome.code == 0
    assert str(out) in outcome.out
    model = load(out)
    assert [node.kind for node in model.graph] == ["input", "dense", "relu"]
    assert model.weights["dense1/weight"].shape == (3, 4)
    assert len({(node.x, node.y) for node in model.graph}) == 3


def test_what_was_made_is_told_as_json(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "made.cnnlab"
    told = lab("import", _file(tmp_path, "Gemm", "Softmax"), out, "--json").json
    assert (told["layers"], told["parameters"]) == (3, 12)
    assert any("Softmax" in note or "softmax" in note for note in told["notes"])


def test_what_no_layer_does_is_said_and_nothing_is_written(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "made.cnnlab"
    outcome = lab("import", _file(tmp_path, "Gemm", "Hardmax"), out)
    assert outcome.code == 2
    assert "Hardmax" in outcome.err
    assert not out.exists()


def test_a_file_of_another_kind_is_refused_with_those_that_can_be_read(lab: Lab, tmp_path: Path) -> None:
    outcome = lab("import", tmp_path / "made.pdf", tmp_path / "made.cnnlab")
    assert outcome.code == 2
    assert ".onnx" in outcome.err


def test_a_network_is_read_from_code_and_what_is_not_understood_is_shown_at_its_place(lab: Lab, tmp_path: Path) -> None:
    source, out = tmp_path / "net.py", tmp_path / "net.cnnlab"
    source.write_text("import torch.nn as nn\nnet = nn.Sequential(nn.Linear(4, 3), nn.Turn(9))\n", encoding="utf-8")
    outcome = lab("import", source, out)
    assert outcome.code == 0
    assert [node.kind for node in load(out).graph] == ["input", "dense"]
    told, line, marks = outcome.err.splitlines()
    assert told.startswith(f"line 2, column {line.index('nn.Turn') + 1}: ")
    assert line[marks.index("^") : marks.rindex("^") + 1] == "nn.Turn"


def test_code_without_a_network_is_refused(lab: Lab, tmp_path: Path) -> None:
    source, out = tmp_path / "net.py", tmp_path / "net.cnnlab"
    source.write_text("print('hello'", encoding="utf-8")
    outcome = lab("import", source, out)
    assert outcome.code == 2
    assert "line 1, column 6" in outcome.err
    assert not out.exists()
