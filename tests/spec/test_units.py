from __future__ import annotations

import math

import pytest

from lab.spec import units

T = units.THIN


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (999, "999"),
        (999.6, f"1.00{T}k"),
        (1898, f"1.90{T}k"),
        (1270, f"1.27{T}k"),
        (61706, f"61.7{T}k"),
        (308426, f"308{T}k"),
        (3.14159, "3.14"),
        (0.00123, "0.00123"),
        (1.234e-5, "1.23 × 10⁻⁵"),
        (-0.25, "−0.250"),
        (1.5e22, "1.50 × 10²²"),
        (math.nan, "NaN"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_have_three_digits_and_a_prefix(value: float, text: str) -> None:
    assert units.format_number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(47100, "FLOP", f"47.1{T}kFLOP"), (0.0021, "s", f"2.10{T}ms"), (0, "px", f"0{T}px"), (5, "px", f"5{T}px")],
)
def test_units_take_the_prefix(value: float, unit: str, text: str) -> None:
    assert units.format_number(value, unit) == text


def test_the_digits_can_be_chosen() -> None:
    assert units.format_number(3.14159, digits=5) == "3.1416"


def test_sizes_shapes_counts_and_shares() -> None:
    assert units.format_bytes(512) == f"512{T}B"
    assert units.format_bytes(3_410_000) == f"3.41{T}MB"
    assert units.format_shape((8, 28, 28)) == "8 × 28 × 28"
    assert units.format_shape(()) == "1"
    assert units.format_count(61706) == "61,706"
    assert units.format_percent(0.9834) == f"98.3{T}%"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.00085, f"850{T}µs"), (12.4, f"12.4{T}s"), (59.96, "1:00"), (65, "1:05"), (3600, "1:00:00"), (7387, "2:03:07")],
)
def test_durations(seconds: float, text: str) -> None:
    assert units.format_duration(seconds) == text


def test_clocks() -> None:
    assert units.format_clock(12) == "0:12"
    assert units.format_clock(math.inf) == "–"
