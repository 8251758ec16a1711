"""What samples refuse."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.spec.errors import DataError

INPUTS = np.zeros((4, 2), np.float32)
TARGETS = np.array([0, 1, 0, 1])


def test_counts_must_agree() -> None:
    with pytest.raises(DataError, match="4 samples but 3 targets"):
        Samples(INPUTS, TARGETS[:3], ("a", "b"))


def test_empty() -> None:
    with pytest.raises(DataError, match="no samples"):
        Samples(INPUTS[:0], TARGETS[:0], ("a", "b"))


@pytest.mark.parametrize("wrong", [-1, 2, 10**12])
def test_class_numbers_must_be_classes(wrong: int) -> None:
    with pytest.raises(DataError, match="there are 2 classes"):
        Samples(INPUTS, np.array([0, 1, wrong, 1]), ("a", "b"))


@pytest.mark.parametrize("test_from", [-1, 0, 5])
def test_test_set_must_leave_samples_for_training(test_from: int) -> None:
    with pytest.raises(DataError, match="test set would begin"):
        Samples(INPUTS, TARGETS, ("a", "b"), test_from=test_from)


def test_numbers_must_be_finite() -> None:
    inputs = INPUTS.copy()
    inputs[2, 1] = np.nan
    with pytest.raises(DataError, match="Sample 2"):
        Samples(inputs, TARGETS, ("a", "b"))
    targets = np.zeros((4, 1), np.float32)
    targets[3] = -np.inf
    with pytest.raises(DataError, match="Sample 3"):
        Samples(INPUTS, targets)


def test_arrays_must_be_what_the_kernels_read() -> None:
    for inputs in (INPUTS.astype(np.float64), np.asfortranarray(INPUTS)):
        with pytest.raises(TypeError, match="C-contiguous"):
            Samples(inputs, TARGETS, ("a", "b"))
    with pytest.raises(TypeError, match="targets"):
        Samples(INPUTS, TARGETS.astype(np.int32), ("a", "b"))


def test_what_a_network_must_give() -> None:
    assert Samples(INPUTS, TARGETS, ("a", "b", "c")).outputs == 3
    assert Samples(INPUTS, np.zeros((4, 2), np.float32)).outputs == 2
