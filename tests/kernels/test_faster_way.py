"""Short steps are made by a gang or by one thread, whichever is faster at the time."""

from __future__ import annotations

import pytest

from lab.kernels import faster_way
from lab.kernels.faster_way import FasterWay


def seconds_spent(way: FasterWay, together: float, alone: float, steps: int) -> dict[bool, float]:
    """Make so many steps, sixteen in a call, that take so long by the gang and by one thread."""
    spent = {True: 0.0, False: 0.0}
    for _ in range(steps // 16):
        left = 16
        while left:
            by_gang, count = way.next(left)
            assert 1 <= count <= left
            seconds = count * (together if by_gang else alone)
            way.note(by_gang, count, seconds)
            spent[by_gang] += seconds
            left -= count
    return spent


@pytest.mark.parametrize(("together", "alone"), [(40e-6, 70e-6), (1400e-6, 70e-6)])
def test_nearly_all_the_time_goes_to_the_faster_way(together: float, alone: float) -> None:
    way = FasterWay()
    seconds_spent(way, together, alone, 160)
    spent = seconds_spent(way, together, alone, 100_000)
    faster = together < alone
    assert 0 < spent[not faster] < 0.02 * spent[faster]


def test_what_changes_is_noticed() -> None:
    way = FasterWay()
    seconds_spent(way, 40e-6, 70e-6, 1600)
    assert way.together
    seconds_spent(way, 1400e-6, 70e-6, 32)
    assert not way.together
    seconds_spent(way, 40e-6, 70e-6, 100_000)
    assert way.together


def test_a_hiccup_changes_nothing() -> None:
    way = FasterWay()
    seconds_spent(way, 40e-6, 70e-6, 1600)
    seconds_spent(way, 75e-6, 70e-6, 16)
    assert way.together


@pytest.mark.parametrize("times", [2, 2 * faster_way.AT_WORST])
def test_long_steps_are_the_gangs(times: int) -> None:
    way, each = FasterWay(), times * faster_way.SHORT
    assert seconds_spent(way, each, 0.9 * each, 32)[False] <= each  # to see whether they are long for one thread, too
    assert seconds_spent(way, each, 0.9 * each, 1600)[False] == 0


def test_what_waking_the_gang_takes_is_not_its_fault() -> None:
    way = FasterWay()
    seconds_spent(way, 1400e-6, 70e-6, 1600)
    made: list[bool] = []
    while not way.together and len(made) < 10_000:
        together, count = way.next(16)
        sleepy = together and not made[-1]
        way.note(together, count, count * (40e-6 if together else 70e-6) + (0.005 if sleepy else 0))
        made.append(together)
    assert way.together
