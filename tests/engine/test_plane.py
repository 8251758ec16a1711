"""The plane of the inputs, as the layers of a network in training make it."""

from __future__ import annotations

import numpy as np
import pytest

from lab.datasets.base import Samples
from lab.datasets.circles import Circles
from lab.datasets.split import split
from lab.datasets.xor import Xor
from lab.document.templates import template
from lab.engine.plane import MOST_SAMPLES, SIDE, grid, shown_samples
from lab.engine.snapshot import Interest
from lab.engine.trainer import Trainer

WANTED = Interest(plane=frozenset({"sigmoid1", "dense2"}))


def test_the_grid_reaches_beyond_the_samples() -> None:
    points = grid(Xor().load())
    assert points.shape == (SIDE, SIDE, 2)
    np.testing.assert_allclose(points[0, 0], [-0.25, -0.25])
    np.testing.assert_allclose(points[0, -1], [1.25, -0.25])  # x along a row
    np.testing.assert_allclose(points[-1, 0], [-0.25, 1.25])


def test_samples_in_one_place_have_a_plane_too() -> None:
    one = Samples(np.ones((3, 2), np.float32), np.zeros(3, np.int64), ("a", "b"))
    assert np.ptp(grid(one), axis=(0, 1)).min() > 0


def test_of_many_samples_evenly_many_are_looked_at() -> None:
    chosen = shown_samples(Circles(count=1001).load())
    assert len(chosen) <= MOST_SAMPLES
    assert len(set(np.diff(chosen))) == 1


def test_a_snapshot_holds_the_plane_of_the_weights_at_work() -> None:
    model, data = template("xor"), Xor().load()
    trainer = Trainer(model.graph, model.setup, data, split(data), threads=1)
    assert trainer.snapshot(Interest()).plane == {}
    plane = trainer.snapshot(WANTED).plane
    weights = trainer.network.weights()
    points = np.concatenate([grid(data).reshape(-1, 2), data.inputs])
    hidden = 1 / (1 + np.exp(-(points @ weights["dense1/weight"].T + weights["dense1/bias"])))
    scores = hidden @ weights["dense2/weight"].T + weights["dense2/bias"]
    np.testing.assert_allclose(plane["sigmoid1"], hidden, atol=1e-5)
    np.testing.assert_allclose(plane["dense2"], scores, atol=1e-5)
    with pytest.raises(ValueError, match="read-only"):
        plane["dense2"][0] = 0
    trainer.close()


def test_pictures_have_no_plane() -> None:
    model = template("digits")
    data = model.setup.dataset.load()
    trainer = Trainer(model.graph, model.setup, data, split(data), threads=1, keep=())
    assert trainer.snapshot(Interest(plane=frozenset({"dense1"}))).plane == {}
    trainer.close()
