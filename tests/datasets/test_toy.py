"""Points in the plane."""

from __future__ import annotations

import numpy as np

from lab.datasets.circles import Circles
from lab.datasets.moons import Moons
from lab.datasets.spirals import Spirals
from lab.datasets.xor import Xor


def test_xor_is_its_truth_table() -> None:
    samples = Xor().load()
    assert samples.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert samples.targets.tolist() == [0, 1, 1, 0]


def test_the_other_gates_are_their_truth_tables() -> None:
    tables = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0]}
    assert {gate: Xor(gate=gate).load().targets.tolist() for gate in tables} == tables


def test_more_points_of_xor_lie_around_the_corners() -> None:
    samples = Xor(count=1000, noise=0.05).load()
    corners = samples.inputs.round()
    assert set(map(tuple, corners)) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    np.testing.assert_array_equal(corners[:, 0] != corners[:, 1], samples.targets)
    assert 0.045 < (samples.inputs - corners).std() < 0.055


def test_circles_are_told_apart_by_their_radius() -> None:
    samples = Circles(noise=0).load()
    np.testing.assert_allclose(np.hypot(*samples.inputs.T), np.where(samples.targets, 0.5, 1), rtol=1e-6)


def test_moons_are_half_circles() -> None:
    samples = Moons(noise=0).load()
    upper, lower = (samples.inputs[samples.targets == number] for number in (0, 1))
    np.testing.assert_allclose(np.hypot(*upper.T), 1, rtol=1e-6)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1, rtol=1e-6)
    assert upper[:, 1].min() > 0
    assert lower[:, 1].max() < 0.5


def test_second_spiral_is_the_first_turned_by_half() -> None:
    samples = Spirals(noise=0).load()
    np.testing.assert_allclose(samples.inputs[::2], -samples.inputs[1::2], atol=1e-6)
    first = samples.inputs[::2]
    angle = np.unwrap(np.arctan2(first[:, 1], first[:, 0]))
    assert abs((angle[-1] - angle[0]) / (2 * np.pi) - 1.5) < 0.02
