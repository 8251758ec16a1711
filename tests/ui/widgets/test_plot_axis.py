"""Round ticks and how they are written."""

from __future__ import annotations

import pytest

from lab.spec.ticks import linear_ticks, log_ticks, percent, plain, power
from lab.ui.widgets.plot_axis import Axis


def test_ticks_are_round_and_inside() -> None:
    step, ticks = linear_ticks(0.03, 2.41, 5)
    assert step == 0.5
    assert ticks == pytest.approx([0.5, 1, 1.5, 2])


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3.3, 7.9), (0, 123_456), (1e-7, 3e-7), (5, 5.001)])
@pytest.mark.parametrize("count", [2, 5, 12])
def test_there_are_about_as_many_ticks_as_asked_for(low: float, high: float, count: int) -> None:
    _, ticks = linear_ticks(low, high, count)
    assert 1 <= len(ticks) <= count + 1
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)


def test_an_empty_range_has_one_tick() -> None:
    assert linear_ticks(2, 2, 5) == (1.0, [2])


def test_log_ticks_are_decades() -> None:
    assert log_ticks(-4.2, 0.3, 6) == [-4, -3, -2, -1, 0]


def test_log_ticks_skip_decades_where_there_is_no_room() -> None:
    assert log_ticks(-12, 0, 4) == [-12, -9, -6, -3, 0]


def test_log_ticks_have_2_and_5_where_there_is_room() -> None:
    assert [power(tick) for tick in log_ticks(-2, 0, 8)] == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]


def test_less_than_a_decade_has_round_numbers() -> None:
    assert [round(10**tick, 3) for tick in log_ticks(-0.3, 0.05, 5)] == [0.6, 0.8, 1.0]


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [(0, 0.5, "0"), (1.5, 0.5, "1.5"), (1.0, 0.02, "1.00"), (-0.002, 0.001, "−0.002"), (20_000, 5000, "20,000")],
)
def test_a_tick_has_as_many_decimals_as_it_needs(value: float, step: float, text: str) -> None:
    assert plain(value, step) == text


def test_large_ticks_have_a_prefix() -> None:
    assert plain(2_000_000, 500_000).startswith("2")
    assert plain(2_000_000, 500_000).endswith("M")


def test_shares_are_percent() -> None:
    assert percent(0.25, 0.25) == "25\N{NARROW NO-BREAK SPACE}%"


@pytest.mark.parametrize(("value", "text"), [(-3, "0.001"), (0, "1"), (3, "1,000"), (-6, "10⁻⁶"), (7, "10⁷")])
def test_powers_of_ten(value: float, text: str) -> None:
    assert power(value) == text


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.3), (2.0, 2.02), (-4.1, -4.0), (23.1, 23.3), (-0.3, 0.05)])
def test_ticks_within_a_decade_are_told_apart(qapp: object, low: float, high: float) -> None:
    axis = Axis("left")
    axis.setLogMode(y=True)
    ticks = log_ticks(low, high, 5)
    texts = axis.tickStrings(ticks, 1.0, 1.0)
    assert len(set(texts)) == len(ticks) > 1


def test_powers_of_ten_with_a_factor() -> None:
    assert power(-5.69897) == "2·10⁻⁶"
