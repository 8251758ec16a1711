"""Every sample is left out once."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.moons import Moons
from lab.datasets.split import split
from lab.datasets.truth_table import TruthTable
from lab.datasets.xor import Xor
from lab.document.templates import template
from lab.engine.cross_validation import cross_validate, folds
from lab.spec.errors import DataError


def test_every_sample_but_those_of_the_test_is_left_out_once() -> None:
    samples = Moons(count=100).load()
    parts = split(samples)
    divided = folds(samples, parts, 5)
    left_out = np.concatenate([one.validation for one in divided])
    np.testing.assert_array_equal(np.sort(left_out), np.sort([*parts.training, *parts.validation]))
    for one in divided:
        assert not set(one.training) & set(one.validation)
        assert not set(parts.test) & {*one.training, *one.validation}
        assert abs(np.bincount(samples.targets[one.validation]).tolist()[0] * 2 - len(one.validation)) <= 2
    assert [one.validation.tolist() for one in folds(samples, parts, 5)] == [one.validation.tolist() for one in divided]


def test_few_samples_are_left_out_one_by_one() -> None:
    samples = TruthTable().load()
    assert sorted(int(one.validation[0]) for one in folds(samples, split(samples), 4)) == [0, 1, 2, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_more_parts_than_samples_of_a_class_are_refused(count: int) -> None:
    samples = Xor().load()
    with pytest.raises(DataError, match="2 to 2 parts"):
        folds(samples, split(samples), count)


def test_the_results_are_those_of_unseen_samples() -> None:
    model, samples = template("logistic"), Xor(gate="and", count=80, noise=0.05).load()
    setup = model.setup.changed(run=model.setup.run.replace(epochs=100, batch_size=16))
    results = list(cross_validate(model.graph, setup, samples, folds(samples, split(samples), 3)))
    assert len(results) == 3
    assert all(loss < 0.3 and accuracy == 1 for loss, accuracy in results)
