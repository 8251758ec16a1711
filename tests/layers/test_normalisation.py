"""What normalisation is for: mean 0 and variance 1, over the batch or over a sample."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conformance.single import numbers_for
from tests.layers.test_behaviour import output, single


def start(channels: int) -> dict[str, NDArray[Any]]:
    ones, zeros = np.ones(channels), np.zeros(channels)
    return {"scale": ones, "shift": zeros, "running_mean": zeros, "running_variance": ones}


def assert_normal(y: NDArray[Any], axes: tuple[int, ...]) -> None:
    np.testing.assert_allclose(y.mean(axis=axes), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=axes), 1, rtol=1e-9)


def test_batch_norm_gives_mean_zero_and_variance_one() -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    y = output(single("batch_norm", (4, 3, 5), batch=20, config={"epsilon": 1e-12}), x, **start(4))
    assert_normal(y, (0, 2, 3))


def test_batch_norm_follows_the_batches() -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    layer = single("batch_norm", (4, 3, 5), batch=20, config={"momentum": 0.25})
    found = layer.run([x], start(4), np.ones_like(x)).parameters
    np.testing.assert_allclose(found["running_mean"], 0.25 * x.mean(axis=(0, 2, 3)))
    np.testing.assert_allclose(found["running_variance"], 0.75 + 0.25 * x.var(axis=(0, 2, 3), ddof=1))


def test_batch_norm_of_one_number_gives_the_shift() -> None:
    layer = single("batch_norm", (2,))
    parameters = {**start(2), "shift": np.array([3.0, 4.0])}
    found = layer.run([np.array([[5.0, -5.0]])], parameters, np.ones((1, 2)))
    assert found.output.ravel().tolist() == [3, 4]
    assert np.isfinite(found.parameters["running_variance"]).all()


@pytest.mark.parametrize("batch", [16, 17, 64])
@pytest.mark.parametrize("first", [1e3, -1e4], ids=["alike", "first samples unlike the others"])
def test_batch_norm_keeps_its_digits_far_from_zero(batch: int, first: float) -> None:
    x = 1e3 + np.random.default_rng(0).standard_normal((batch, 1, 6, 6)).astype(np.float32)
    x[:16] += np.float32(first - 1e3)
    layer = single("batch_norm", (1, 6, 6), batch=batch, dtype="float32")
    output(layer, x, **start(1))
    exact = x.astype(np.float64)
    assert layer.arena.read("layer/mean")[0] == pytest.approx(exact.mean(), rel=1e-6)
    assert layer.arena.read("layer/variance")[0] == pytest.approx(exact.var(), rel=1e-4)


def test_frozen_batch_norm_trains_as_it_infers() -> None:
    shapes = ((3, 4, 5),)
    frozen = single("batch_norm", *shapes, batch=5, config={"frozen": True})
    inferring = single("batch_norm", *shapes, batch=5, training=False)
    x, parameters, gradient = numbers_for(frozen.layer, shapes, 5)
    trained, inferred = frozen.run(x, parameters, gradient).all(), inferring.run(x, parameters, gradient).all()
    assert trained.keys() == inferred.keys()
    for name, array in inferred.items():
        assert np.array_equal(trained[name], array), name
    assert np.array_equal(trained["running_mean"], parameters["running_mean"])
    assert np.array_equal(trained["running_variance"], parameters["running_variance"])
    assert trained["gradient of scale"].all(), "scale still learns"


def test_layer_norm_normalises_each_sample() -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    y = output(single("layer_norm", (4, 3, 5), batch=20, config={"epsilon": 1e-12}), x, **start(4))
    assert_normal(y, (1, 2, 3))


@pytest.mark.parametrize("groups", [2, 4])
def test_group_norm_normalises_the_groups_of_each_sample(groups: int) -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    y = output(single("group_norm", (4, 3, 5), batch=20, config={"groups": groups, "epsilon": 1e-12}), x, **start(4))
    assert_normal(y.reshape(20, groups, 4 // groups, 3, 5), (2, 3, 4))


def test_group_norm_of_one_group_is_layer_norm() -> None:
    x = np.random.default_rng(0).standard_normal((3, 4, 3, 5))
    one = output(single("group_norm", (4, 3, 5), batch=3, config={"groups": 1}), x, **start(4))
    assert np.array_equal(one, output(single("layer_norm", (4, 3, 5), batch=3), x, **start(4)))
