"""Every registered initialiser: shape, reproducibility, and the spread that its formula promises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from lab import initializers
from lab.initializers.base import Initializer
from lab.spec import registry

registry.discover(initializers)

ALL: list[Any] = registry.known("initializer")
SHAPE, FAN_IN, FAN_OUT, SPREAD = (50, 20, 3, 3), 180, 450, 0.07
DEVIATIONS = {
    "he": math.sqrt(2 / FAN_IN),
    "he_uniform": math.sqrt(2 / FAN_IN),
    "xavier": math.sqrt(2 / (FAN_IN + FAN_OUT)),
    "xavier_uniform": math.sqrt(2 / (FAN_IN + FAN_OUT)),
    "normal": SPREAD,
    "zeros": 0.0,
}

every_initializer = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)


def _draw(kind: type[Initializer], seed: int) -> Any:
    return kind().draw(SHAPE, FAN_IN, FAN_OUT, SPREAD, np.random.default_rng(seed))


@every_initializer
def test_says_what_it_is(kind: type[Initializer]) -> None:
    assert kind.title
    assert kind.__doc__
    assert kind(**kind().config()) == kind()


@every_initializer
def test_draws_float64_of_the_shape(kind: type[Initializer]) -> None:
    weights = _draw(kind, 0)
    assert weights.shape == SHAPE
    assert weights.dtype == np.float64


@every_initializer
def test_depends_on_the_seed_alone(kind: type[Initializer]) -> None:
    assert np.array_equal(_draw(kind, 3), _draw(kind, 3))
    assert kind.name == "zeros" or not np.array_equal(_draw(kind, 3), _draw(kind, 4))


@every_initializer
def test_mean_and_deviation(kind: type[Initializer]) -> None:
    weights, deviation = _draw(kind, 0), DEVIATIONS[kind.name]
    assert abs(weights.mean()) <= 4 * deviation / math.sqrt(weights.size)
    assert weights.std() == pytest.approx(deviation, rel=0.02)
    if kind.name.endswith("uniform"):
        assert np.abs(weights).max() == pytest.approx(math.sqrt(3) * deviation, rel=0.01)
