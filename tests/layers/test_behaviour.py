"""What single layers must do that no comparison with a twin shows: figures from textbooks, NaN, noise, statistics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab import initializers, layers
from lab.layers.base import Layer
from lab.spec import registry
from tests.conformance.single import SingleLayer

registry.discover(initializers)
registry.discover(layers)

# The curve detector of the classic tutorial: a curve of 30s, and a patch of the mouse picture on which it gives 6600.
CURVE = np.zeros((7, 7))
CURVE[[1, 2, 3, 4, 5], [5, 4, 3, 3, 3]] = 30
PATCH = np.zeros((7, 7))
PATCH[[0, 1, 2, 3, 4, 5, 5], [6, 5, 4, 3, 3, 3, 2]] = [30, 50, 20, 50, 50, 50, 50]


def single(kind: str, *shapes: tuple[int, ...], batch: int = 1, **options: Any) -> SingleLayer:
    config = options.pop("config", {})
    layer = registry.find("layer", kind)(**config)
    assert isinstance(layer, Layer)
    return SingleLayer(layer, shapes, batch, **options)


def output(layer: SingleLayer, *inputs: NDArray[Any], **parameters: NDArray[Any]) -> NDArray[Any]:
    layer.load(list(inputs), parameters)
    return layer.forward()


def test_a_convolution_finds_its_curve() -> None:
    conv = single("conv2d", (1, 7, 7), config={"channels": 1, "kernel": 7, "padding": "valid", "bias": False})
    weight = CURVE[None, None]
    assert output(conv, PATCH[None, None], weight=weight)[0, 0, 0, 0] == 6600
    bars = np.zeros((7, 7))
    bars[[0, 6]] = 50
    assert output(conv, bars[None, None], weight=weight)[0, 0, 0, 0] == 0


def test_an_impulse_gives_the_kernel_back() -> None:
    conv = single("conv1d", (1, 9), config={"channels": 1, "kernel": 3, "bias": False})
    signal = np.zeros((1, 1, 9))
    signal[0, 0, [2, 6]] = 1
    answer = output(conv, signal, weight=np.array([[[1.0, 2.0, 3.0]]]))
    assert answer.ravel().tolist() == [0, 3, 2, 1, 0, 3, 2, 1, 0], "not flipped: cross-correlation"


def test_max_pool_sends_the_gradient_to_the_first_winner() -> None:
    pool = single("max_pool2d", (1, 2, 2))
    found = pool.run([np.array([[[[1.0, 5.0], [5.0, 2.0]]]])], {}, np.array([[[[7.0]]]]))
    assert found.output.ravel().tolist() == [5]
    assert found.input_gradients[0].ravel().tolist() == [0, 7, 0, 0]


def test_average_pool_shares_the_gradient_equally() -> None:
    pool = single("average_pool2d", (1, 2, 2))
    found = pool.run([np.array([[[[1.0, 2.0], [3.0, 6.0]]]])], {}, np.array([[[[8.0]]]]))
    assert found.output.ravel().tolist() == [3]
    assert found.input_gradients[0].ravel().tolist() == [2, 2, 2, 2]


def test_a_transposed_convolution_paints_its_kernel() -> None:
    layer = single("transposed_conv1d", (1, 3), config={"channels": 1, "kernel": 3, "stride": 2, "bias": False})
    painted = output(layer, np.array([[[1.0, 0.0, 2.0]]]), weight=np.array([[[1.0, 5.0, 3.0]]]))
    assert painted.ravel().tolist() == [1, 5, 3, 0, 2, 10, 6]


def test_upsampling_between_the_middles_of_pixels() -> None:
    x = np.array([[[0.0, 4.0]]])
    assert output(single("upsample", (1, 2)), x).ravel().tolist() == [0, 0, 4, 4]
    linear = single("upsample", (1, 2), config={"method": "linear"})
    assert output(linear, x).ravel().tolist() == [0, 1, 3, 4]


def test_a_zero_shortcut_keeps_every_second_pixel_and_adds_zeros() -> None:
    shortcut = single("zero_shortcut", (1, 3, 3), config={"channels": 2})
    found = shortcut.run([np.arange(1.0, 10.0).reshape(1, 1, 3, 3)], {}, np.full((1, 2, 2, 2), 7.0))
    assert found.output.tolist() == [[[[1, 3], [7, 9]], [[0, 0], [0, 0]]]]
    assert found.input_gradients[0].tolist() == [[[[7, 0, 7], [0, 0, 0], [7, 0, 7]]]]


def test_stochastic_pool_draws_by_chance_and_gives_the_gradient_to_whom_it_drew() -> None:
    window = np.array([1.0, 2.0, -9.0, 5.0])
    x = np.broadcast_to(window.reshape(2, 2), (64, 40, 2, 2)).copy()
    pool = single("stochastic_pool2d", (40, 2, 2), batch=64)
    found = pool.run([x], {}, np.full((64, 40, 1, 1), 7.0))
    shares = [(found.output == number).mean() for number in window]
    np.testing.assert_allclose(shares, [1 / 8, 2 / 8, 0, 5 / 8], atol=0.03)
    np.testing.assert_array_equal(found.input_gradients[0], np.where(x == found.output, 7.0, 0.0))
    calm = single("stochastic_pool2d", (40, 2, 2), batch=64, training=False)
    np.testing.assert_allclose(output(calm, x), (1 + 4 + 25) / 8)


@pytest.mark.parametrize("training", [True, False])
def test_stochastic_pool_of_nothing_above_zero_is_zero(training: bool) -> None:
    pool = single("stochastic_pool2d", (1, 2, 2), training=training)
    found = pool.run([np.array([[[[-1.0, 0.0], [0.0, -3.0]]]])], {}, np.array([[[[7.0]]]]))
    assert found.output.ravel().tolist() == [0]
    assert found.input_gradients[0].ravel().tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "kind",
    [
        "softmax",
        "max_pool2d",
        "average_pool2d",
        "stochastic_pool2d",
        "global_max_pool",
        "flatten",
        "batch_norm",
        "layer_norm",
    ],
)
@pytest.mark.parametrize("place", [0, 3])
def test_nan_is_never_swallowed(kind: str, place: int) -> None:
    x = np.linspace(-1, 1, 8).reshape(2, 1, 2, 2)
    x[1].reshape(-1)[place] = np.nan
    inputs = [x] * (2 if kind == "add" else 1)
    layer = single(kind, *[(1, 2, 2)] * len(inputs), batch=2, dtype="float32")
    assert np.isnan(output(layer, *inputs, scale=np.ones(1), shift=np.zeros(1))[1]).any()


def test_large_numbers_do_not_overflow() -> None:
    x = np.array([[-1e4, 0.0, 1e4]])
    assert output(single("sigmoid", (3,)), x).ravel().tolist() == [0, 0.5, 1]
    assert output(single("tanh", (3,)), x).ravel().tolist() == [-1, 0, 1]
    assert output(single("softmax", (3,)), x).ravel().tolist() == [0, 0, 1]


def test_sigmoid_is_steepest_at_zero() -> None:
    found = single("sigmoid", (3,)).run([np.array([[-3.0, 0.0, 3.0]])], {}, np.ones((1, 3)))
    assert found.input_gradients[0][0, 1] == 0.25
    assert found.input_gradients[0].max() == 0.25


def test_softmax_rows_sum_to_one() -> None:
    x = np.random.default_rng(0).standard_normal((5, 7, 2, 3))
    np.testing.assert_allclose(output(single("softmax", (7, 2, 3), batch=5), x).sum(axis=1), 1, rtol=1e-12)
