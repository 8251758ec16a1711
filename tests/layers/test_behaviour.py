"""What single layers must do that no comparison with a twin shows: figures from textbooks, NaN, noise, statistics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab import initializers, layers
from lab.kernels.noise import noise_key, uniform
from lab.kernels.state import SEED, UPDATES
from lab.layers.base import Layer
from lab.spec import registry
from tests.conformance.single import NODE, SingleLayer

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


@pytest.mark.parametrize(
    "kind",
    ["softmax", "max_pool2d", "average_pool2d", "flatten", "batch_norm"],
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


def test_batch_norm_gives_mean_zero_and_variance_one() -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    y = output(
        single("batch_norm", (4, 3, 5), batch=20, config={"epsilon": 1e-12}), x, scale=np.ones(4), shift=np.zeros(4)
    )
    np.testing.assert_allclose(y.mean(axis=(0, 2, 3)), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=(0, 2, 3)), 1, rtol=1e-9)


def test_batch_norm_follows_the_batches() -> None:
    x = 7 + 3 * np.random.default_rng(0).standard_normal((20, 4, 3, 5))
    layer = single("batch_norm", (4, 3, 5), batch=20, config={"momentum": 0.25})
    ones, zeros = np.ones(4), np.zeros(4)
    start = {"scale": ones, "shift": zeros, "running_mean": zeros, "running_variance": ones}
    found = layer.run([x], start, np.ones_like(x)).parameters
    np.testing.assert_allclose(found["running_mean"], 0.25 * x.mean(axis=(0, 2, 3)))
    np.testing.assert_allclose(found["running_variance"], 0.75 + 0.25 * x.var(axis=(0, 2, 3), ddof=1))


def test_batch_norm_of_one_number_gives_the_shift() -> None:
    layer = single("batch_norm", (2,))
    start = {"scale": np.ones(2), "shift": np.array([3.0, 4.0]), "running_mean": np.zeros(2)}
    found = layer.run([np.array([[5.0, -5.0]])], {**start, "running_variance": np.ones(2)}, np.ones((1, 2)))
    assert found.output.ravel().tolist() == [3, 4]
    assert np.isfinite(found.parameters["running_variance"]).all()


def dropped(layer: SingleLayer, x: NDArray[Any], seed: int = 1, update: int = 1) -> NDArray[Any]:
    layer.program.state[SEED], layer.program.state[UPDATES] = seed, update
    return output(layer, x)


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    x = np.ones((64, 10, 6, 6))
    y = dropped(single("dropout", (10, 6, 6), batch=64, config={"rate": 0.3}), x)
    assert (y == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert y.mean() == pytest.approx(1, abs=0.01)
    shares = [(y == 0).mean(axis=axes) for axes in ((1, 2, 3), (0, 2, 3), (0, 1))]
    assert all(abs(share - 0.3).max() < 0.1 for share in shares), "no sample, channel or place is favoured"


def test_dropout_depends_on_seed_update_and_layer_alone() -> None:
    x = np.ones((16, 200))
    layer = single("dropout", (200,), batch=16)
    first = dropped(layer, x)
    assert np.array_equal(first, dropped(layer, x))
    assert not np.array_equal(first, dropped(layer, x, update=2))
    assert not np.array_equal(first, dropped(layer, x, seed=2))
    assert noise_key(1, 2, 3) != noise_key(1, 3, 2) != noise_key(2, 1, 3)


def test_dropout_passes_everything_outside_training() -> None:
    x = np.random.default_rng(0).standard_normal((3, 5))
    assert np.array_equal(output(single("dropout", (5,), batch=3, training=False), x), x)


def test_dropout_uses_one_mask_both_ways() -> None:
    layer = single("dropout", (50,), batch=4)
    found = layer.run([np.ones((4, 50))], {}, np.ones((4, 50)))
    assert np.array_equal(found.output, found.input_gradients[0])
    assert np.array_equal(found.output, layer.arena.read(f"{NODE}/mask").reshape(4, 50))


def test_noise_is_even_and_uncorrelated() -> None:
    draws = np.array([[uniform(noise_key(7, update, 5), place) for place in range(2000)] for update in range(4)])
    assert ((draws >= 0) & (draws < 1)).all()
    counts, _ = np.histogram(draws, bins=20, range=(0, 1))
    assert abs(counts - 400).max() < 90
    assert abs(np.corrcoef(draws) - np.eye(4)).max() < 0.08
    assert abs(np.corrcoef(draws[0, :-1], draws[0, 1:])[0, 1]) < 0.08
