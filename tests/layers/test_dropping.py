"""What is dropped together, how much of it, and on what the noise depends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lab.kernels.lanes import LANES
from lab.kernels.noise import noise_key, uniform, uniforms
from lab.kernels.state import SEED, UPDATES
from tests.conformance.single import NODE, SingleLayer
from tests.layers.test_behaviour import output, single


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


def test_spatial_dropout_drops_whole_maps() -> None:
    x = np.random.default_rng(0).standard_normal((200, 10, 3, 3))
    shares = dropped(single("spatial_dropout", (10, 3, 3), batch=200, config={"rate": 0.3}), x) / x
    maps = shares.reshape(200, 10, 9)
    assert np.allclose(maps, maps[:, :, :1]), "all cells of a map or none"
    assert (maps[:, :, 0] == 0).mean() == pytest.approx(0.3, abs=0.04)
    assert maps.mean() == pytest.approx(1, abs=0.05)
    assert 0 < (maps[0, :, 0] == 0).sum() < 10, "not all maps of a sample"


def test_drop_path_drops_whole_samples() -> None:
    x = np.random.default_rng(0).standard_normal((2000, 3, 2, 2))
    shares = (dropped(single("drop_path", (3, 2, 2), batch=2000, config={"rate": 0.2}), x) / x).reshape(2000, 12)
    assert np.allclose(shares, shares[:, :1]), "all of a sample or nothing"
    assert (shares[:, 0] == 0).mean() == pytest.approx(0.2, abs=0.03)
    assert shares.mean() == pytest.approx(1, abs=0.04)


def test_noise_is_even_and_uncorrelated() -> None:
    draws = np.array([[uniform(noise_key(7, update, 5), place) for place in range(2000)] for update in range(4)])
    assert ((draws >= 0) & (draws < 1)).all()
    counts, _ = np.histogram(draws, bins=20, range=(0, 1))
    assert abs(counts - 400).max() < 90
    assert abs(np.corrcoef(draws) - np.eye(4)).max() < 0.08
    assert abs(np.corrcoef(draws[0, :-1], draws[0, 1:])[0, 1]) < 0.08


def test_noise_in_lanes_is_the_same_noise() -> None:
    for key, number in ((noise_key(7, 1, 5), 0), (3, 2**32 - 5), (2**32 - 1, 2**33 + 1)):
        lanes = uniforms(key, number, np.zeros(LANES))
        assert lanes.tolist() == [uniform(key, number + lane) for lane in range(LANES)]
        assert np.array_equal(uniforms(key, number, np.zeros(LANES, np.float32)), lanes), "exact in float32"
