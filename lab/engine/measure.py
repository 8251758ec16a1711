"""What the training samples show, for layers that read them: mean and variance of each channel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples

_CHUNK = 2**22  # numbers that are looked at together


def channel_statistics(samples: Samples, indices: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """The "mean" and "variance" (with count - 1) of each channel of these samples, as the network sees them."""
    step = max(1, _CHUNK // max(samples.inputs[0].size, 1))
    parts = [indices[start : start + step] for start in range(0, len(indices), step)]
    channels, count = samples.shape[0], len(indices) * samples.inputs[0].size / samples.shape[0]

    def total(middle: NDArray[np.float64] | float, power: int) -> NDArray[np.float64]:
        """Sum of (x - middle)^power of each channel."""
        summed = np.zeros(channels)
        for part in parts:
            seen = samples.inputs[part].astype(np.float64) * samples.scale + samples.offset
            distance = np.moveaxis(seen, 1, -1) - middle
            summed += (distance**power).reshape(-1, channels).sum(axis=0)
        return summed

    mean = total(0.0, 1) / count
    return {"mean": mean, "variance": total(mean, 2) / max(count - 1, 1)}
