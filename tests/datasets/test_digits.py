"""scikit-learn's digits."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from lab.datasets.digits import Digits


def test_they_are_those_of_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = Digits().load()
    assert samples.inputs.shape == (1797, 1, 8, 8)
    assert samples.inputs.max() * samples.scale == 1

    # Also where scikit-learn keeps the file elsewhere one day.
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    loaded = Digits().load()
    np.testing.assert_array_equal(samples.inputs, loaded.inputs)
    np.testing.assert_array_equal(samples.targets, loaded.targets)
