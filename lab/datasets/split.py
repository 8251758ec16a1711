"""Which samples a network learns from, which watch it while it learns, and which judge it in the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples, Split
from lab.spec.errors import DataError
from lab.spec.fields import Float, Int
from lab.spec.message import Message

TINY = 20  # fewer samples than this are too few to hold any out

_VALIDATION = Float(0.15, low=0, high=0.9, title="Validation share")
_TEST = Float(0.15, low=0, high=0.9, title="Test share")
_SEED = Int(0, low=0, high=2**31 - 1, title="Split seed")


def split(samples: Samples, validation: float = 0.15, test: float = 0.15, seed: int = 0) -> Split:
    """Divide samples into training, validation and test, with the classes in the same proportions everywhere.

    A part with the share s of n samples holds round(s n) of them, at least one unless s is 0, and of each class its
    proportion to within one sample. A test set that comes with the source is kept as it is; the validation samples
    are then drawn from the others. Of fewer than 20 samples (the four points of XOR) none can be spared: every part
    whose share is not 0 holds all of them. The same seed gives the same split.

    Errors: FieldError for a share outside 0 to 0.9; DataError when nothing is left for training.
    """
    validation, test, seed = _VALIDATION.check(validation), _TEST.check(test), _SEED.check(seed)
    order: NDArray[np.int64] = np.arange(len(samples) if samples.test_from is None else samples.test_from)
    own_test = np.arange(len(order), len(samples)) if samples.test_from is not None else None
    if len(order) < TINY:
        none = order[:0]
        drawn_test = order if test else none
        return Split(order, order if validation else none, drawn_test if own_test is None else own_test, seed)

    counts = [_count(validation, len(order)), _count(test, len(order)) if own_test is None else 0]
    if sum(counts) >= len(order):
        raise DataError(
            Message(
                "Validation and test take {taken} of {count} samples, so none are left for training. "
                "Make one of the shares smaller.",
                taken=sum(counts),
                count=len(order),
            )
        )
    random = np.random.default_rng(seed)
    order = random.permutation(order)
    if samples.classes:
        order = order[np.argsort(samples.targets[order], kind="stable")]
    parts = []
    for count in counts:
        # Evenly spaced in the order of classes: every class gives its proportion.
        taken = ((np.arange(count) + 0.5) * len(order) / max(count, 1)).astype(np.int64)
        parts.append(random.permutation(order[taken]))
        order = np.delete(order, taken)
    drawn_validation, drawn_test = parts
    return Split(random.permutation(order), drawn_validation, drawn_test if own_test is None else own_test, seed)


def _count(share: float, samples: int) -> int:
    return max(1, round(share * samples)) if share else 0
