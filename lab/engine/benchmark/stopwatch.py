"""Timing: one thing, or two in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SLICE = 0.02  # seconds of one turn
REST = 0.03  # seconds between turns: the other side's threads look for work a while longer before they sleep

Steps = Callable[[int], Any]  # does so many steps


@dataclass(frozen=True)
class Comparison:
    """What two sides that took turns needed for a step: medians, and the median and smallest of theirs / ours."""

    ours_ms: float
    torch_ms: float
    speedup: float
    speedup_min: float


def seconds(function: Callable[[], Any]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def steps_for(steps: Steps, slice_seconds: float = SLICE) -> int:
    """How many steps fill one turn."""
    one = min(seconds(lambda: steps(1)) for _ in range(3))
    if one < slice_seconds / 50:  # too short to be timed alone
        one = seconds(lambda: steps(50)) / 50
    return max(1, round(slice_seconds / max(one, 1e-7)))


def best(steps: Steps, rounds: int) -> float:
    """Seconds a step: the least of several turns."""
    count = steps_for(steps)
    return min(seconds(lambda: steps(count)) for _ in range(rounds)) / count


def compare(ours: Steps, theirs: Steps, rounds: int) -> Comparison:
    """Both in turn, `rounds` turns each."""
    our_steps, their_steps = steps_for(ours), steps_for(theirs)

    def turn(steps: Steps, count: int) -> float:
        time.sleep(REST)
        return seconds(lambda: steps(count)) / count

    pairs = [(turn(ours, our_steps), turn(theirs, their_steps)) for _ in range(rounds)]
    ratios = [their / our for our, their in pairs]
    return Comparison(
        1e3 * statistics.median(our for our, _ in pairs),
        1e3 * statistics.median(their for _, their in pairs),
        statistics.median(ratios),
        min(ratios),
    )
