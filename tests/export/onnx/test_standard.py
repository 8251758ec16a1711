"""The standard's own tests: every case gives the right outputs, or is refused with the message in refused.txt."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.export.onnx.standard import (
    HEAVY,
    LIGHT,
    REFUSED,
    Outcome,
    counts,
    file_cases,
    light_cases,
    node_cases,
    outcome,
    table,
)

README = Path(__file__).parents[3] / "README.md"


def test_every_case_passes_or_is_refused_with_a_reason_that_is_listed() -> None:
    outcomes = [outcome(case) for case in (*node_cases(), *file_cases(), *light_cases(LIGHT))]
    assert not [(each.name, each.failure) for each in outcomes if each.failure]
    found, listed = table(outcomes), REFUSED.read_text(encoding="utf-8")
    print(found.partition("\n")[0])
    differences = difflib.unified_diff(listed.splitlines(), found.splitlines(), "refused.txt", "found", n=0)
    assert found == listed, "\n".join(differences)
    passed, refused, _ = counts(outcomes)
    told = f"of {passed + refused} cases {passed} pass, {refused} are refused with the reason, none fails"
    assert told in " ".join(README.read_text(encoding="utf-8").split())


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_networks_that_take_long(name: str) -> None:
    (case,) = light_cases([name])
    assert outcome(case) == Outcome(case.name)
