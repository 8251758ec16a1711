"""What activations must do that no comparison with a twin shows: their pinned figures, limits and edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab import layers
from lab.layers.base import Layer
from lab.spec import registry
from lab.spec.errors import ShapeError
from tests.conformance.single import Results, SingleLayer

registry.discover(layers)

EDGES = np.array([[-1e4, -20.0, -3.0, 0.0, 3.0, 20.0, 1e4]])


def passed(kind: str, x: NDArray[Any], dtype: str = "float64", **config: Any) -> Results:
    """Output and derivative of an activation for one row of numbers."""
    layer = registry.find("layer", kind)(**config)
    assert isinstance(layer, Layer)
    shape = layer.output_shape((x.shape[1],))
    return SingleLayer(layer, ((x.shape[1],),), len(x), dtype=dtype).run([x], {}, np.ones((len(x), *shape)))


def derivative(kind: str, x: NDArray[Any], **config: Any) -> list[float]:
    return [float(d) for d in passed(kind, x, **config).input_gradients[0].ravel()]


ELEMENTWISE = [
    kind.name
    for kind in registry.known("layer")
    if kind.group == "Activation" and kind.name not in ("softmax", "log_softmax", "maxout", "prelu")
]


@pytest.mark.parametrize("kind", ELEMENTWISE)
def test_numbers_of_any_size_stay_finite_and_nan_stays(kind: str) -> None:
    found = passed(kind, np.append(EDGES, np.nan)[None], dtype="float32")
    assert np.isfinite(found.output[0, :-1]).all()
    assert np.isfinite(found.input_gradients[0][0, :-1]).all()
    assert np.isnan(found.output[0, -1])


@pytest.mark.parametrize(
    ("kind", "below", "above"),
    [
        ("sigmoid", 0, 1),
        ("bipolar_sigmoid", -1, 1),
        ("tanh", -1, 1),
        ("hard_sigmoid", 0, 1),
        ("elu", -1, 1e4),
        ("selu", -1.7580993408473766, 1.0507009873554805e4),
        ("swish", 0, 1e4),
        ("gelu", 0, 1e4),
        ("softplus", 0, 1e4),
        ("symmetric_log", -np.log1p(1e4), np.log1p(1e4)),
        ("step", 0, 1),
        ("linear", -1e4, 1e4),
    ],
)
def test_far_ends(kind: str, below: float, above: float) -> None:
    found = passed(kind, EDGES).output.ravel()
    np.testing.assert_allclose(found[[0, -1]], [below, above], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("kind", "steepness"),
    [
        ("sigmoid", 0.25),
        ("bipolar_sigmoid", 0.5),
        ("tanh", 1),
        ("hard_sigmoid", 1 / 6),
        ("swish", 0.5),
        ("gelu", 0.5),
        ("softplus", 0.5),
        ("symmetric_log", 1),
        ("linear", 1),
        ("step", 0),
    ],
)
def test_derivative_at_zero(kind: str, steepness: float) -> None:
    assert derivative(kind, np.zeros((1, 1))) == pytest.approx([steepness], rel=1e-12)


def test_bipolar_sigmoid_is_tanh_of_the_half() -> None:
    x = np.linspace(-6, 6, 49)[None]
    np.testing.assert_allclose(passed("bipolar_sigmoid", x).output, np.tanh(x / 2), rtol=1e-14)
    sigmoid = passed("sigmoid", x).output
    np.testing.assert_allclose(passed("bipolar_sigmoid", x).output, 2 * sigmoid - 1, rtol=1e-12, atol=1e-15)


def test_the_derivative_of_softplus_is_the_sigmoid() -> None:
    x = np.linspace(-30, 30, 61)[None]
    np.testing.assert_allclose(derivative("softplus", x), passed("sigmoid", x).output.ravel(), rtol=1e-12)


def test_small_numbers_pass_softly_bent_activations_almost_unchanged() -> None:
    x = np.array([[-1e-6, 1e-7, 1e-30]])
    for kind in ("tanh", "elu", "symmetric_log"):
        np.testing.assert_allclose(passed(kind, x, dtype="float32").output, x, rtol=2e-6)


def test_the_hard_sigmoid_saturates() -> None:
    assert derivative("hard_sigmoid", EDGES) == pytest.approx([0, 0, 0, 1 / 6, 0, 0, 0])


def test_step_says_yes_at_zero_and_lets_no_gradient_through() -> None:
    x = np.array([[-2.0, -0.5, 0.0, 0.5]])
    assert passed("step", x).output.ravel().tolist() == [0, 0, 1, 1]
    assert passed("step", x, low="-1").output.ravel().tolist() == [-1, -1, 1, 1]
    assert derivative("step", x) == [0, 0, 0, 0]


def test_selu_keeps_mean_zero_and_variance_one() -> None:
    x = np.random.default_rng(0).standard_normal((2000, 20))
    y = passed("selu", x).output
    assert y.mean() == pytest.approx(0, abs=0.02)
    assert y.var() == pytest.approx(1, abs=0.02)


def test_maxout_takes_the_largest_and_the_first_of_equals_gets_the_gradient() -> None:
    found = passed("maxout", np.array([[1.0, 3.0, 3.0, -2.0, -5.0, -2.0]]), pieces=3)
    assert found.output.ravel().tolist() == [3, -2]
    assert found.input_gradients[0].ravel().tolist() == [0, 1, 0, 1, 0, 0]


def test_maxout_keeps_nan() -> None:
    found = passed("maxout", np.array([[1.0, np.nan, np.nan, 1.0, 1.0, 2.0]])).output.ravel()
    assert np.isnan(found[:2]).all()
    assert found[2] == 2


def test_maxout_explains_channels_that_do_not_divide() -> None:
    maxout = registry.find("layer", "maxout")(pieces=3)
    assert isinstance(maxout, Layer)
    with pytest.raises(ShapeError, match="Maxout takes 3 channels together, which 4 channels cannot be divided into"):
        maxout.output_shape((4, 2, 2))
