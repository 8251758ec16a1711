"""What every source of data gives: samples in memory, and their split into training, validation and test."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from lab.spec.errors import DataError
from lab.spec.fields import Declared
from lab.spec.message import Message

Part = Literal["training", "validation", "test"]
Progress = Callable[[float, Message], bool]  # share done (0 to 1) and what; False asks to stop


class LoadingStopped(DataError):
    """The progress callback asked to stop."""


def report(progress: Progress | None, share: float, what: Message) -> None:
    """Tell the progress callback, if there is one; LoadingStopped when it asks to stop."""
    if progress is not None and not progress(share, what):
        raise LoadingStopped(Message("Loading was stopped."))


@dataclass(frozen=True)
class Samples:
    """Samples in memory. A network sees `inputs * scale + offset` as floating point.

    Attributes:
        inputs: (sample, *shape), uint8 or float32, C-contiguous; shape is (features), (channels, length) or
            (channels, height, width).
        targets: (sample,) int64 class numbers when `classes` are given, else (sample, output) float32 values.
        classes: the classes' names; empty for values.
        axes: what each axis of one sample is called ("channels", "height", "width").
        scale, offset: what turns a stored number into the network's; pictures then lie between 0 and 1.
        test_from: samples from here on are the source's own test set; None when the test set is drawn by the split.
    """

    inputs: NDArray[np.uint8] | NDArray[np.float32]
    targets: NDArray[np.int64] | NDArray[np.float32]
    classes: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    scale: float = 1.0
    offset: float = 0.0
    test_from: int | None = None

    def __post_init__(self) -> None:
        if self.inputs.dtype not in (np.uint8, np.float32) or not self.inputs.flags.c_contiguous:
            raise TypeError(f"inputs must be C-contiguous uint8 or float32, got {self.inputs.dtype}")
        if self.targets.dtype != (np.int64 if self.classes else np.float32) or not self.targets.flags.c_contiguous:
            raise TypeError(f"targets must be C-contiguous int64 classes or float32 values, got {self.targets.dtype}")
        if len(self.inputs) != len(self.targets):
            raise DataError(
                Message(
                    "There are {inputs} samples but {targets} targets. Each sample needs one.",
                    inputs=len(self.inputs),
                    targets=len(self.targets),
                )
            )
        if len(self.inputs) == 0:
            raise DataError(Message("There are no samples in this data."))
        for array in (self.inputs, self.targets):
            if array.dtype.kind == "f" and not np.isfinite(array).all():
                where = int(np.flatnonzero(~np.isfinite(array).reshape(len(array), -1).all(axis=1))[0])
                raise DataError(
                    Message(
                        "Sample {number} contains a value that is not a finite number. "
                        "Remove the sample or replace the value.",
                        number=where,
                    )
                )

        if self.classes and not 0 <= self.targets.min() <= self.targets.max() < len(self.classes):
            raise DataError(
                Message(
                    "The class numbers run from {low} to {high}, but there are {count} classes, numbered from 0.",
                    low=int(self.targets.min()),
                    high=int(self.targets.max()),
                    count=len(self.classes),
                )
            )
        if self.test_from is not None and not 0 < self.test_from <= len(self.inputs):
            raise DataError(
                Message(
                    "The test set would begin at sample {number} of {count}. It must leave samples for training.",
                    number=self.test_from,
                    count=len(self.inputs),
                )
            )

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one sample."""
        return tuple(self.inputs.shape[1:])

    @property
    def outputs(self) -> int:
        """How many numbers a network must give for one sample."""
        return len(self.classes) if self.classes else int(self.targets.shape[1])

    def __len__(self) -> int:
        return len(self.inputs)


@dataclass(frozen=True)
class Split:
    """Indices of the samples of each part, (count,) int64; disjoint, but for data too small to be divided."""

    training: NDArray[np.int64]
    validation: NDArray[np.int64]
    test: NDArray[np.int64]
    seed: int = field(default=0)

    def part(self, name: Part) -> NDArray[np.int64]:
        """Indices of one part."""
        indices: NDArray[np.int64] = getattr(self, name)
        return indices


class Dataset(Declared):
    """A source of samples. One file per source in lab/datasets, registered as kind "dataset".

    `cases` are configurations that every conformance test runs over; empty for a source that reads files, whose own
    tests write them. `load` must give the same samples for the same configuration.
    """

    cases: ClassVar[tuple[dict[str, object], ...]] = ({},)
    # What `from_path` recognises, in words: "a folder of IDX files (...)".
    reads: ClassVar[Message | None] = None

    @abstractmethod
    def load(self, progress: Progress | None = None) -> Samples:
        """Read or make the samples; DataError names what is wrong and what would mend it, LoadingStopped ends it."""

    @classmethod
    def from_path(cls, path: Path) -> Self | None:
        """This source reading that file or folder; None when it is not of this kind."""
        return None
