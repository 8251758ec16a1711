"""Four samples of three inputs, the classic first exercise in back-propagation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples
from lab.spec.fields import Choice
from lab.spec.registry import register


@register("dataset", "truth_table", title="Truth table", group="Tables", order=30)
class TruthTable(Dataset):
    """Four samples of three inputs and one value to predict: exclusive or of the first two, or just the first; the
    third input is always 1.

    A network whose output lies between 0 and 1 (sigmoid) needs 0 for no, one whose output lies between -1 and 1
    (bipolar sigmoid, tanh) needs -1. Four samples are too few to hold any out: all parts are the same.
    """

    value = Choice(
        "xor",
        options={"xor": "First XOR second", "first": "The first input"},
        help="What is to be predicted",
    )
    low = Choice("0", options={"0": "0", "-1": "-1"}, title="No is", help="The number for no; yes is 1")

    cases = ({}, {"low": "-1"}, {"value": "first"})

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (4, 3) float32, targets (4, 1) float32."""
        bits: NDArray[np.int64] = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
        answer = bits[:, 0] ^ bits[:, 1] if self.value == "xor" else bits[:, 0]
        low = int(self.low)
        inputs, targets = (np.where(values, 1, low).astype(np.float32) for values in (bits, answer[:, np.newaxis]))
        return Samples(inputs=inputs, targets=targets, axes=("features",))
