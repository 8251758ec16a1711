"""Handwritten digits that come with scikit-learn: nothing to download."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples
from lab.spec.registry import register


@register("dataset", "digits", title="Handwritten digits 8x8", group="Pictures", order=1)
class Digits(Dataset):
    """Real digits written by 43 people: 1797 pictures of 8 × 8 pixels, grey from 0 to 16. Trains in seconds.

    Source: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998;
    the part that scikit-learn brings along.
    """

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (1797, 1, 8, 8) uint8 from 0 to 16."""
        table = _table()
        return Samples(
            inputs=np.ascontiguousarray(table[:, :64]).reshape(-1, 1, 8, 8),
            targets=table[:, 64].astype(np.int64),
            classes=tuple("0123456789"),
            axes=("channels", "height", "width"),
            scale=1 / 16,
        )


def _table() -> NDArray[np.uint8]:
    """(sample, 64 pixels and the class). The file itself, since importing scikit-learn takes over a second."""
    found = importlib.util.find_spec("sklearn")
    for folder in (found and found.submodule_search_locations) or ():
        file = Path(folder, "datasets", "data", "digits.csv.gz")
        if file.is_file():
            with gzip.open(file, "rt") as lines:
                return np.loadtxt(lines, delimiter=",", dtype=np.uint8)
    from sklearn.datasets import load_digits

    digits = load_digits()
    return np.column_stack([digits.data, digits.target]).astype(np.uint8)
