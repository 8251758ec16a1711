"""What fast kernels share: how many channels they sum together, and which."""

from __future__ import annotations

from lab.kernels.kernel import helper

TILE = 4  # channels that are summed together


@helper
def four(start: int, last: int) -> tuple[int, int, int, int]:
    """Four numbers from `start` on, none above `last`."""
    return start, min(start + 1, last), min(start + 2, last), min(start + 3, last)
