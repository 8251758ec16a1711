"""How a document was trained so far: its runs, each with its settings and what came of it. Kept in history.json."""

from __future__ import annotations

import itertools
from typing import Annotated

import msgspec
from msgspec import Meta

from lab.document.changes import Change, setup_changes
from lab.document.format import SetupEntry

MOST_STRETCHES = 10_000  # that a file holds; the oldest go first

Count = Annotated[int, Meta(ge=0, le=2**53)]


class Stretch(msgspec.Struct, forbid_unknown_fields=True):
    """Training in one go under the same settings. A run is one stretch or several, one after the other.

    Attributes:
        run: number of the run in its document, from 1. Another begins from new weights, or with other data.
        started: when, in universal time: "2026-11-21T12:00:00Z".
        setup: data set, loss, optimiser, schedule and the run's settings.
        layers, parameters: of the network.
        first_step: steps that the run had done before. last_step: steps done at the end.
        epoch: passes through the training samples at the end.
        seconds: of training.
        training_loss: mean over the last epoch of the stretch. validation_loss, validation_accuracy: the last measured
            in it. test_loss, test_accuracy: if the run was tested at its end. None where there is no such number.
    """

    run: Annotated[int, Meta(ge=1, le=2**53)]
    started: Annotated[str, Meta(max_length=40)]
    setup: SetupEntry
    layers: Count
    parameters: Count
    first_step: Count
    last_step: Count
    epoch: float
    seconds: float
    training_loss: float | None = None
    validation_loss: float | None = None
    validation_accuracy: float | None = None
    test_loss: float | None = None
    test_accuracy: float | None = None

    @property
    def steps(self) -> int:
        """Steps of this stretch alone."""
        return self.last_step - self.first_step


def what_changed(stretches: list[Stretch]) -> list[list[Change]]:
    """For each stretch what is set otherwise than in the one before; nothing for the first."""
    changed: list[list[Change]] = [[] for _ in stretches[:1]]
    for before, after in itertools.pairwise(stretches):
        found = setup_changes(before.setup, after.setup)
        for name, title in (("layers", "Layers"), ("parameters", "Parameters")):
            one, other = getattr(before, name), getattr(after, name)
            if one != other:
                found.append(Change("network", name, title, one, other))
        changed.append(found)
    return changed
