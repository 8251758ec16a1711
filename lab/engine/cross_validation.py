"""How well a network does on samples that it has not learned from: each sample is left out once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lab.datasets.base import Samples, Split
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.engine.control import Control
from lab.engine.trainer import Trainer
from lab.spec.errors import DataError
from lab.spec.message import Message


def folds(samples: Samples, split: Split, count: int) -> list[Split]:
    """`count` splits of the samples that are not for the test, with the classes in the same proportions everywhere.

    Each sample is for validation in one of them and for training in the others; data too small to be divided, where all
    parts are the same, is divided here. Errors: DataError where there are fewer samples, or fewer of a class, than
    folds. Source: Stone 1974; Kohavi 1995 (stratified).
    """
    from sklearn.model_selection import KFold, StratifiedKFold

    used = np.unique(np.concatenate([split.training, split.validation]))
    targets = samples.targets[used]
    most = int(np.bincount(targets)[np.unique(targets)].min()) if samples.classes else len(used)
    if not 2 <= count <= most:
        raise DataError(
            Message(
                "The samples can be divided into 2 to {most} parts, since each part needs {what}. Received: {count}.",
                most=most,
                what=Message("one of every class") if samples.classes else Message("one"),
                count=count,
            )
        )
    kind = StratifiedKFold if samples.classes else KFold
    divided = kind(count, shuffle=True, random_state=split.seed).split(used, targets)
    return [Split(used[training], used[validation], used[:0], split.seed) for training, validation in divided]


def cross_validate(graph: Graph, setup: Setup, samples: Samples, splits: list[Split]) -> Iterator[tuple[float, float]]:
    """Loss and accuracy (NaN for values) on the validation samples of each split, after training on the others."""
    for split in splits:
        trainer = Trainer(graph, setup, samples, split, keep=())
        try:
            control = Control()
            control.resume()
            trainer.run(control, lambda snapshot: None)
            result = trainer.evaluate("validation")
            assert result is not None
            yield result
        finally:
            trainer.close()
