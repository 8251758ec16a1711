"""What the toy sets share: points of two classes in the plane, to be seen and separated."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples
from lab.spec.fields import Float, Int


class ToySet(Dataset):
    """Points (x, y) around two curves; the samples take the classes in turn."""

    count = Int(400, low=4, high=100_000, unit="samples", help="How many points")
    noise = Float(0.1, low=0, high=2, help="Standard deviation of the noise that is added to both coordinates")
    seed = Int(0, low=0, high=2**31 - 1, help="Decides the noise")

    classes: ClassVar[tuple[str, ...]]
    cases = ({}, {"count": 5, "noise": 0}, {"count": 1001, "noise": 0.5, "seed": 7})

    @abstractmethod
    def points(self, t: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
        """Coordinates (sample, 2) without noise at t, (sample,) between 0 and 1 along the curve of the class."""

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (count, 2) float32."""
        number: NDArray[np.int64] = np.arange(self.count)
        targets = self.targets(number)
        t = (number // 2 + 0.5) / ((self.count + 1) // 2)
        noise = np.random.default_rng(self.seed).normal(scale=self.noise, size=(self.count, 2))
        inputs = (self.points(t, targets) + noise).astype(np.float32)
        return Samples(inputs=inputs, targets=targets, classes=self.classes, axes=("features",))

    def targets(self, number: NDArray[np.int64]) -> NDArray[np.int64]:
        """Class of the samples of these numbers."""
        return number % 2
