"""Four samples of three inputs."""

from __future__ import annotations

from lab.datasets.truth_table import TruthTable


def test_the_truth_table_for_both_sigmoids() -> None:
    unipolar, bipolar = TruthTable().load(), TruthTable(low="-1").load()
    assert unipolar.inputs.tolist() == [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    assert unipolar.targets.ravel().tolist() == [0, 1, 1, 0]
    assert bipolar.inputs.tolist() == (2 * unipolar.inputs - 1).tolist()
    assert bipolar.targets.ravel().tolist() == [-1, 1, 1, -1]
    assert TruthTable(value="first").load().targets.ravel().tolist() == [0, 0, 1, 1]
