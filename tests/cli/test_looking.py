"""Verbs that only look: summary, list, gradcheck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lab.document import files
from lab.document.templates import template
from tests.cli.conftest import Lab


def test_summary_as_json_has_the_fields_that_scripts_rely_on(lab: Lab) -> None:
    content = lab("summary", "lenet5", "--json").json
    assert list(content) == ["parameters", "flops", "memory_bytes", "layers"]
    assert content["parameters"] == 61_706
    assert content["layers"][1] == {
        "name": "conv1",
        "kind": "conv2d",
        "output_shape": [6, 28, 28],
        "parameters": 156,
    }
    assert sum(layer["parameters"] for layer in content["layers"]) == content["parameters"]
    assert content["flops"] > 800_000
    assert content["memory_bytes"] > 4 * 4 * 61_706


def test_summary_for_people(lab: Lab) -> None:
    found = lab("summary", "lenet5")
    assert found.code == 0
    assert "conv1      conv2d      6 × 28 × 28          156" in found.out
    assert "61,706 parameters" in found.out


def test_summary_of_an_unfinished_network_says_what_is_missing(lab: Lab, tmp_path: Path) -> None:
    model = template("digits")
    model.graph.remove_link(model.graph.links[3])
    files.save(tmp_path / "half.cnnlab", model)
    found = lab("summary", tmp_path / "half.cnnlab", "--json")
    assert found.code == 0
    assert "conv2: Conv 2-D has no input" in found.err
    assert found.json["layers"][-1]["output_shape"] is None


@pytest.mark.parametrize(
    ("what", "some"),
    [
        ("layers", {"input", "conv2d", "batch_norm", "concatenate"}),
        ("templates", {"digits", "lenet5", "784-16-10", "xor"}),
        ("datasets", {"digits", "mnist", "xor"}),
        ("optimizers", {"sgd", "adam"}),
        ("losses", {"cross_entropy", "mean_squared_error", "binary_cross_entropy"}),
        ("initializers", {"zeros", "normal", "xavier", "he"}),
    ],
)
def test_list(what: str, some: set[str], lab: Lab) -> None:
    content = lab("list", what, "--json").json
    assert list(content) == [what]
    assert some <= {entry["name"] for entry in content[what]}
    assert all(entry["title"] and entry["help"] for entry in content[what])
    printed = lab("list", what).out.splitlines()
    assert some <= {line.split()[0] for line in printed[1:]}
    assert max(map(len, printed)) < 140


def test_list_tells_settings_with_their_defaults(lab: Lab) -> None:
    layers = {entry["name"]: entry for entry in lab("list", "layers", "--json").json["layers"]}
    assert layers["conv2d"]["settings"]["kernel"] == [3, 3]


def test_gradcheck(lab: Lab) -> None:
    content = lab("gradcheck", "xor", "--json").json
    assert content["passed"] is True
    assert [(each["layer"], each["parameter"]) for each in content["arrays"]] == [
        ("dense1", "weight"),
        ("dense1", "bias"),
        ("dense2", "weight"),
        ("dense2", "bias"),
    ]
    assert all(each["error"] < content["tolerance"] for each in content["arrays"])
    assert "All gradients are right" in lab("gradcheck", "xor").out


def test_gradcheck_needs_no_data(lab: Lab) -> None:
    assert lab("gradcheck", "784-16-10", "--json").json["passed"] is True


def test_a_wrong_gradient_has_an_exit_code_of_its_own(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    import lab.engine.gradcheck as engine

    right = engine.check

    def wrong(*arguments: Any, **named: Any) -> list[engine.GradientCheck]:
        first, *rest = right(*arguments, **named)
        return [engine.GradientCheck(first.node, first.parameter, first.checked, 0.5), *rest]

    monkeypatch.setattr(engine, "check", wrong)
    found = lab("gradcheck", "xor")
    assert found.code == 1
    assert "WRONG" in found.out


def test_check_lists_what_is_wrong_and_what_mends_it(lab: Lab, tmp_path: Path) -> None:
    model = template("digits")
    end = model.graph.order()[-1]
    model.graph.replace_node(end.changed(layer=end.layer.replace(units=3)))
    files.save(tmp_path / "three.cnnlab", model)
    found = lab("check", tmp_path / "three.cnnlab")
    assert found.code == 2
    assert f"Error: {end.name}: The data has 10 classes" in found.out
    assert f"Mend: Give {end.name} 10 units" in found.out
    (issue,) = lab("check", tmp_path / "three.cnnlab", "--json").json["issues"]
    assert list(issue) == ["severity", "rule", "layer", "message", "mend"]


def test_check_of_a_sound_network(lab: Lab) -> None:
    found = lab("check", "digits")
    assert (found.code, found.out) == (0, "Nothing to mend.\n")
    assert lab("check", "digits", "--json").json == {"issues": []}


def test_check_without_data_looks_at_the_network_alone(lab: Lab) -> None:
    found = lab("check", "lenet5")
    assert found.code == 0
    assert "Checked without data" in found.err


def test_compare_tells_what_is_different_between_two_versions(lab: Lab, tmp_path: Path) -> None:
    model = template("digits")
    model.graph.replace_node(
        model.graph.node("dense1").changed(layer=model.graph.node("dense1").layer.replace(units=3))
    )
    files.save(tmp_path / "three.cnnlab", model)
    found = lab("compare", "digits", tmp_path / "three.cnnlab")
    assert "~  dense1  Units: 10  Units: 3" in found.out
    assert "Neither is trained." in found.out
    content = lab("compare", "digits", tmp_path / "three.cnnlab", "--json").json
    assert [(layer["id"], layer["fate"]) for layer in content["layers"]] == [("dense1", "changed")]
    assert "The networks are the same." in lab("compare", "digits", "digits").out
