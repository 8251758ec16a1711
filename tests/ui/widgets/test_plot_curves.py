"""Decimation keeps extremes, smoothing equals its definition: compared with slow obvious twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.ui.widgets.curves import Curve, Smoothing


def curve_of(y: np.ndarray) -> Curve:
    curve = Curve()
    curve.update(np.arange(len(y), dtype=float), y)
    return curve


def smoothed(y: list[float], weight: float) -> list[float]:
    """The definition, value by value."""
    state, count, out = 0.0, 0, []
    for value in y:
        if np.isfinite(value):
            count += 1
            state = weight * state + (1 - weight) * value
            out.append(state / (1 - weight**count))
        else:
            out.append(np.nan)
    return out


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 30_000),
    st.integers(20, 1000),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_view_has_the_extremes_of_its_range(seed: int, length: int, most: int, a: float, b: float) -> None:
    random = np.random.default_rng(seed)
    y = random.normal(size=length)
    y[random.integers(0, length, 3)] = (100, -100, 50)
    curve = curve_of(y)
    low, high = sorted((a * length, b * length))
    x, shown = curve.view(low, high, most)
    assert len(x) <= max(most, 2)
    assert (np.diff(x) >= 0).all()
    inside = y[(np.arange(length) >= low) & (np.arange(length) <= high)]
    if len(inside):
        assert shown.max() >= inside.max()
        assert shown.min() <= inside.min()
    np.testing.assert_array_equal(shown, y[x.astype(int)])  # only points that exist


def test_few_points_are_all_shown() -> None:
    x, y = curve_of(np.arange(100.0)).view(0, 99, 1000)
    assert x.tolist() == y.tolist() == list(range(100))


def test_one_point_beyond_each_side_keeps_the_line_going() -> None:
    x, _ = curve_of(np.zeros(100)).view(20.5, 30.5, 1000)
    assert (x[0], x[-1]) == (20, 31)


def test_first_and_last_point_are_always_drawn() -> None:
    x, _ = curve_of(np.random.default_rng(0).normal(size=100_000)).view(0, 1e9, 500)
    assert (x[0], x[-1]) == (0, 99_999)


def test_growing_bit_by_bit_equals_all_at_once() -> None:
    y = np.random.default_rng(3).normal(size=5000)
    x = np.arange(5000.0)
    curve = Curve()
    for end in (1, 7, 8, 9, 64, 700, 701, 4096, 5000):
        curve.update(x[:end], y[:end])
    once = curve_of(y)
    for low, high in ((0, 4999), (100, 900)):
        np.testing.assert_array_equal(curve.view(low, high, 200), once.view(low, high, 200))
    assert (curve.low, curve.high) == (y.min(), y.max())


def test_what_is_no_number_is_never_an_extreme() -> None:
    y = np.random.default_rng(4).normal(size=10_000)
    y[5000] = np.nan
    y[6000] = 77
    _, shown = curve_of(y).view(0, 10_000, 100)
    assert np.nanmax(shown) == 77
    assert curve_of(y).high == 77


def test_a_shorter_column_is_another_run() -> None:
    curve = curve_of(np.full(1000, 9.0))
    curve.update(np.arange(10.0), np.zeros(10))
    assert curve.high == 0
    assert len(curve) == 10


def test_limits_of_a_logarithmic_axis_leave_out_zero() -> None:
    assert curve_of(np.array([0.0, -1.0, 0.01, 5.0])).low_positive == 0.01


@pytest.mark.parametrize(("x", "index"), [(-5, 0), (0.4, 0), (0.6, 1), (7.5, 7), (99, 9)])
def test_the_nearest_point(x: float, index: int) -> None:
    assert curve_of(np.zeros(10)).nearest(x) == index


def test_no_points_no_nearest() -> None:
    assert Curve().nearest(1) is None
    assert len(Curve().view(0, 1, 10)[0]) == 0


@pytest.mark.parametrize("weight", [0.0, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("ends", [(500,), (1, 2, 3, 130, 200, 500), (63, 64, 65, 500)])
def test_smoothing_is_the_debiased_average(weight: float, ends: tuple[int, ...]) -> None:
    y = np.random.default_rng(1).normal(2, 1, 500)
    smoothing = Smoothing(weight)
    for end in ends:
        result = smoothing.update(y[:end])
    np.testing.assert_allclose(result, smoothed(y.tolist(), weight), rtol=1e-10)


def test_smoothing_starts_at_the_first_value() -> None:
    assert Smoothing(0.99).update(np.array([2.3]))[0] == pytest.approx(2.3)


def test_smoothing_leaves_out_what_is_no_number() -> None:
    y = np.array([1.0, np.nan, 3.0, np.inf, 2.0])
    result = Smoothing(0.5).update(y)
    np.testing.assert_allclose(result, smoothed(y.tolist(), 0.5))


def test_smoothing_a_shorter_column_starts_anew() -> None:
    smoothing = Smoothing(0.9)
    smoothing.update(np.full(100, 50.0))
    assert smoothing.update(np.array([1.0, 1.0])).tolist() == pytest.approx([1, 1])
