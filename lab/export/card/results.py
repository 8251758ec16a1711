"""How well a network does: loss and accuracy of each part of its data, and what it takes for what on the test part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Part, Samples, Split
from lab.datasets.split import split
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine.checks import check_network
from lab.engine.evaluate import evaluate, predict
from lab.export.base import Source

_CHUNK = 1024  # samples between two looks at whether to go on

PARTS: tuple[Part, ...] = ("training", "validation", "test")


@dataclass(frozen=True)
class Results:
    """What was measured now, with the weights that go out.

    Attributes:
        parts: for each part that has samples: its name, how many, their mean loss and the accuracy (NaN for values).
        confusion: (true class, predicted class) counts of the test samples; None where there are no classes or no
            test samples.
    """

    parts: tuple[tuple[str, int, float, float], ...]
    confusion: NDArray[np.int64] | None = None


def parts_of(model: Model, samples: Samples) -> Split:
    """The division into training, validation and test that the network's settings ask for."""
    run = model.setup.run
    return split(samples, run.validation, run.test, run.split_seed)


def measured(source: Source, samples: Samples) -> Results:
    """Run the network over its data. PlanError or DataError in words where it does not fit them."""
    model = source.model
    graph = unfolded(model.graph)
    check_network(graph, analyse(graph), model.setup.loss, samples)
    division = parts_of(model, samples)
    found = []
    for name in PARTS:
        indices = division.part(name)
        if len(indices):
            source.check()
            found.append((name, len(indices), *evaluate(model, samples, indices)))
    test = division.test
    return Results(tuple(found), _confusion(source, samples, test) if samples.classes and len(test) else None)


def _confusion(source: Source, samples: Samples, indices: NDArray[np.int64]) -> NDArray[np.int64]:
    count = len(samples.classes)
    found = np.zeros((count, count), np.int64)
    for start in range(0, len(indices), _CHUNK):
        source.check()
        chunk = indices[start : start + _CHUNK]
        inputs = (samples.inputs[chunk] * np.float32(samples.scale) + np.float32(samples.offset)).astype(np.float32)
        np.add.at(found, (samples.targets[chunk].astype(np.int64), _classes(source.model, inputs)), 1)
    return found


def _classes(model: Model, inputs: NDArray[np.float32]) -> NDArray[np.int64]:
    """The class that each input is taken for; a single output is compared with the loss's threshold."""
    outputs = predict(model, inputs)
    if outputs.shape[1] > 1:
        return np.asarray(outputs.argmax(axis=1), np.int64)
    border = model.setup.loss.probabilities(np.array([[model.setup.loss.threshold]]))
    return np.asarray(outputs[:, 0] >= border[0, 0], np.int64)


def most_confused(confusion: NDArray[np.int64], most: int = 5) -> list[tuple[int, int, int]]:
    """True class, predicted class and how often, for the mistakes that are made most often."""
    mistakes = confusion - np.diag(np.diag(confusion))
    order = np.argsort(-mistakes, axis=None, kind="stable")[:most]
    pairs = [divmod(int(place), confusion.shape[1]) for place in order]
    return [(one, other, int(mistakes[one, other])) for one, other in pairs if mistakes[one, other]]
