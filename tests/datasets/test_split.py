"""The split into training, validation and test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.datasets.base import Samples
from lab.datasets.split import split
from lab.spec.errors import DataError, FieldError


def samples_of(targets: Any, classes: int, test_from: int | None = None) -> Samples:
    targets = np.asarray(targets, np.int64)
    names = tuple(str(number) for number in range(classes))
    return Samples(np.zeros((len(targets), 2), np.float32), targets, names, test_from=test_from)


@settings(max_examples=60, deadline=None)
@given(
    targets=st.lists(st.integers(0, 3), min_size=20, max_size=300),
    validation=st.floats(0, 0.45),
    test=st.floats(0, 0.45),
    seed=st.integers(0, 2**31 - 1),
)
def test_parts_are_disjoint_complete_and_in_proportion(
    targets: list[int], validation: float, test: float, seed: int
) -> None:
    samples = samples_of(targets, 4)
    parts = split(samples, validation, test, seed)
    together = np.concatenate([parts.training, parts.validation, parts.test])
    np.testing.assert_array_equal(np.sort(together), np.arange(len(samples)))
    whole = np.bincount(samples.targets, minlength=4)
    for indices, share in ((parts.validation, validation), (parts.test, test)):
        assert len(indices) == (max(1, round(share * len(samples))) if share else 0)
        counts = np.bincount(samples.targets[indices], minlength=4)
        assert np.all(abs(counts - whole * len(indices) / len(samples)) < 2)


def test_the_seed_decides() -> None:
    samples = samples_of(np.arange(200) % 5, 5)
    first, again, other = (split(samples, seed=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.validation, again.validation)
    assert set(first.validation) != set(other.validation)
    assert first.seed == 3


def test_parts_are_not_in_the_order_of_classes() -> None:
    parts = split(samples_of(np.repeat(np.arange(4), 100), 4))
    for indices in (parts.training, parts.validation, parts.test):
        assert len(set((indices // 100)[:20])) == 4


def test_values_without_classes() -> None:
    samples = Samples(np.zeros((50, 2), np.float32), np.zeros((50, 1), np.float32))
    assert [len(indices) for indices in (split(samples).training, split(samples).test)] == [34, 8]


@pytest.mark.parametrize("count", [1, 4, 19])
def test_too_few_to_hold_any_out(count: int) -> None:
    samples = samples_of(np.zeros(count), 1)
    parts = split(samples)
    for indices in (parts.training, parts.validation, parts.test):
        np.testing.assert_array_equal(indices, np.arange(count))
    assert len(split(samples, validation=0).validation) == 0
    assert len(split(samples, test=0).test) == 0


def test_few_samples_with_a_test_set_of_their_own() -> None:
    parts = split(samples_of(np.zeros(9), 1, test_from=6))
    np.testing.assert_array_equal(parts.training, np.arange(6))
    np.testing.assert_array_equal(parts.validation, np.arange(6))
    np.testing.assert_array_equal(parts.test, np.arange(6, 9))


def test_a_part_that_is_wanted_is_never_empty() -> None:
    parts = split(samples_of(np.zeros(30), 1), validation=0.001, test=0)
    assert (len(parts.training), len(parts.validation), len(parts.test)) == (29, 1, 0)


def test_something_must_be_left_for_training() -> None:
    samples = samples_of(np.zeros(100), 1)
    with pytest.raises(DataError, match=r"100 of 100 samples.*none are left for training"):
        split(samples, validation=0.5, test=0.5)
    with pytest.raises(DataError, match="180 of 100"):
        split(samples, validation=0.9, test=0.9)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"validation": -0.1}, "Validation share"),
        ({"validation": 0.95}, "Validation share"),
        ({"test": 1.0}, "Test share"),
        ({"test": float("nan")}, "Test share"),
        ({"seed": -1}, "Split seed"),
        ({"seed": 0.5}, "Split seed"),
    ],
)
def test_ranges_are_checked(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(FieldError, match=named):
        split(samples_of(np.zeros(100), 1), **wrong)
