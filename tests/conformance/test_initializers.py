"""Every registered initialiser: shape, reproducibility, and the spread that its formula promises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from lab import initializers
from lab.initializers.base import Initializer
from lab.initializers.orthogonal import Orthogonal
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
    "uniform": SPREAD / math.sqrt(3),
    "orthogonal": 1 / math.sqrt(FAN_IN),
    "constant": 0.0,
    "zeros": 0.0,
}
MEANS = {"constant": SPREAD}

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
    assert DEVIATIONS[kind.name] == 0 or not np.array_equal(_draw(kind, 3), _draw(kind, 4))


@every_initializer
def test_mean_and_deviation(kind: type[Initializer]) -> None:
    weights, deviation = _draw(kind, 0), DEVIATIONS[kind.name]
    assert abs(weights.mean() - MEANS.get(kind.name, 0.0)) <= 4 * deviation / math.sqrt(weights.size) + 1e-15
    assert weights.std() == pytest.approx(deviation, rel=0.02, abs=1e-15)
    if kind.name.endswith("uniform"):
        assert np.abs(weights).max() == pytest.approx(math.sqrt(3) * deviation, rel=0.01)


@every_initializer
def test_says_whether_it_uses_the_spread(kind: type[Initializer]) -> None:
    one, other = (kind().draw(SHAPE, FAN_IN, FAN_OUT, spread, np.random.default_rng(0)) for spread in (0.1, 0.2))
    assert kind.spreads != np.array_equal(one, other)


@pytest.mark.parametrize("shape", [(4, 9), (9, 4), (3, 2, 2, 2), (5,)])
def test_orthogonal_rows_or_columns(shape: tuple[int, ...]) -> None:
    drawn = Orthogonal().draw(shape, 1, 1, 0.0, np.random.default_rng(1))
    matrix = drawn.reshape(shape[0], -1)
    product = matrix @ matrix.T if len(matrix) <= matrix.shape[1] else matrix.T @ matrix
    np.testing.assert_allclose(product, np.eye(len(product)), atol=1e-12)


def test_layers_show_the_spread_where_it_is_used() -> None:
    from lab.layers.dense import Dense

    for kind in ALL:
        assert Dense.spread.shown({"initializer": kind.name}) == kind.spreads
