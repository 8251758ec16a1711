"""Writes down how a run is trained: a stretch for every change of its settings (lab.document.runs)."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import msgspec
import numpy as np

from lab.document.format import encode_setup
from lab.document.runs import Stretch
from lab.document.setup import Setup
from lab.engine.network import Network
from lab.engine.record import Record

SHORTEST = 2.0  # seconds; a slider that is being dragged makes no stretch of every value


class RunLog:
    """The stretches of a document: `earlier` ones, and those of the run at work.

    `continued`: that goes on from the last of the earlier ones instead of beginning anew.
    """

    def __init__(self, earlier: list[Stretch], setup: Setup, network: Network, *, continued: bool) -> None:
        self._done = list(earlier)
        self._setup = setup
        self._batches = network.batches
        layers, parameters = len(network.analysis.nodes), network.analysis.parameters
        before = earlier[-1].run if earlier else 0
        number = max(1, before) if continued else before + 1
        self._now = Stretch(number, "", encode_setup(setup), layers, parameters, 0, 0, 0.0, 0.0)
        self._begun = False

    def begin(self, setup: Setup, record: Record, step: int, epoch: float) -> None:
        """The run goes on now, under these settings."""
        if self._begun and setup is self._setup:
            return
        now = self._now
        if self._begun and now.steps and encode_setup(setup) != now.setup and now.seconds >= SHORTEST:
            self._done.append(self._measured(record))
            self._begun = False
        if not self._begun:
            self._begun = True
            started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._now = now = msgspec.structs.replace(
                now, started=started, first_step=step, last_step=step, epoch=epoch, seconds=0.0
            )
        self._setup = setup
        self._now = msgspec.structs.replace(now, setup=encode_setup(setup))

    def add(self, step: int, epoch: float, seconds: float) -> None:
        """So far it has come, and so much longer it took."""
        self._now = msgspec.structs.replace(self._now, last_step=step, epoch=epoch, seconds=self._now.seconds + seconds)

    def stretches(self, record: Record) -> list[Stretch]:
        """All of them, the one at work as it stands now."""
        return [*self._done, self._measured(record)] if self._now.steps > 0 else list(self._done)

    def _measured(self, record: Record) -> Stretch:
        """The stretch at work with what came of it."""
        now = self._now
        rows = min(now.steps, self._batches)
        losses = record.steps.column("loss")[-rows:]
        evaluations = record.evaluations
        measured = len(evaluations) > 0 and evaluations.column("step")[-1] > now.first_step
        test = record.test
        return msgspec.structs.replace(
            now,
            training_loss=_number(float(np.mean(losses))) if len(losses) else None,
            validation_loss=_number(evaluations.column("loss")[-1]) if measured else None,
            validation_accuracy=_number(evaluations.column("accuracy")[-1]) if measured else None,
            test_loss=_number(test[0]) if test else None,
            test_accuracy=_number(test[1]) if test else None,
        )


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
