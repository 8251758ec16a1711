"""How a network is to be trained: data, loss, optimiser, schedule, the run's settings. Immutable; saved with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from lab.schedules.base import Schedule
from lab.schedules.constant import Constant
from lab.spec import registry
from lab.spec.fields import Choice, Declared, Float, Int

if TYPE_CHECKING:
    from lab.datasets.base import Dataset
    from lab.losses.base import Loss
    from lab.optimizers.base import Optimizer


class RunSettings(Declared):
    """Batch, length, seeds and clipping of a run."""

    batch_size = Int(32, low=1, high=4096, unit="samples", help="Samples whose gradients are averaged for one step")
    epochs = Int(20, low=1, high=100_000, unit="epochs", help="How often the run goes through the training samples")
    seed = Int(0, low=0, high=2**31 - 1, help="Decides the initial weights, the order of the samples and dropout")
    validation = Float(
        0.15, low=0, high=0.9, help="Share of the samples kept apart to watch for overfitting", title="Validation share"
    )
    test = Float(0.15, low=0, high=0.9, help="Share of the samples kept for the final test", title="Test share")
    split_seed = Int(0, low=0, high=2**31 - 1, help="Decides which samples belong to which part")
    clipping = Choice(
        "none",
        options={"none": "No clipping", "norm": "By norm", "value": "By value"},
        help="Limits the gradients before each update, against explosion",
    )
    clip_limit = Float(
        1.0,
        low=0,
        low_open=True,
        high=1e6,
        log=True,
        help="Largest norm of all gradients together, or largest size of each",
        when=("clipping", ("norm", "value")),
    )
    threads = Int(0, low=0, high=64, help="Processor threads to train on; 0 chooses by the network's size")


@dataclass(frozen=True)
class Setup:
    """What a run needs beside the graph."""

    dataset: Dataset
    loss: Loss
    optimizer: Optimizer
    run: RunSettings = RunSettings()  # noqa: RUF009  (immutable)
    schedule: Schedule = Constant()  # noqa: RUF009  (immutable)

    def changed(self, **values: object) -> Self:
        """A copy with other parts."""
        return replace(self, **values)  # type: ignore[arg-type]


def discover_all() -> None:
    """Make every layer, loss, optimiser, schedule, initialiser and data set known."""
    from lab import datasets, initializers, layers, losses, optimizers, schedules

    for package in (initializers, layers, losses, optimizers, schedules, datasets):
        registry.discover(package)


def default_setup() -> Setup:
    """Handwritten digits, cross-entropy, Adam: what a new document starts with."""
    discover_all()
    return Setup(
        registry.find("dataset", "digits")(),  # type: ignore[arg-type]
        registry.find("loss", "cross_entropy")(),  # type: ignore[arg-type]
        registry.find("optimizer", "adam")(),  # type: ignore[arg-type]
    )
