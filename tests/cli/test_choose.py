"""Depth and width by cross-validation, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.document.files import load
from lab.document.shapes import analyse
from tests.cli.conftest import Lab

QUICK = ("choose", "3-10-10-10-1", "--data", "moons", "--set", "data.count=60", "--epochs", 2, "--folds", 2)


def test_it_says_what_was_tried_and_which_is_best_and_keeps_it(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "best.cnnlab"
    content = lab(*QUICK, "--depth", "1,2", "--width", "3", "--out", out, "--json").json
    assert [(each["depth"], each["width"], each["parameters"]) for each in content["tried"]] == [(1, 3, 13), (2, 3, 25)]
    assert content["best"] in content["tried"]
    assert content["best"]["accuracy"] == max(each["accuracy"] for each in content["tried"])
    model = load(out)
    assert analyse(model.graph).parameters == content["best"]["parameters"]
    assert not model.trained
    assert model.setup.dataset.name == "moons"


def test_for_people_it_is_a_table(lab: Lab) -> None:
    found = lab(*QUICK, "--depth", "1", "--width", "2,3")
    assert found.out.count("\n") == 3
    assert found.out.count("best") == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("xor", "--folds", 3), "2 to 2 parts"),
        (("digits",), "hidden dense layer"),
        (("xor", "--depth", "0"), "whole numbers from 1"),
        (("xor", "--width", "many"), "whole numbers from 1"),
        (("xor", "--out", "no/such/folder/net"), "cannot be written"),
    ],
)
def test_what_cannot_be_chosen_is_explained(lab: Lab, options: tuple[object, ...], words: str) -> None:
    found = lab("choose", *options)
    assert found.code == 2
    assert words in found.err
