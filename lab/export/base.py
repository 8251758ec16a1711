"""What a way out and a way in are: from a network with what it has learned to files, and back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from lab.datasets.base import Samples
from lab.document.model import Model
from lab.spec.errors import DataError, FileError, LabError
from lab.spec.fields import Declared
from lab.spec.message import Message


@dataclass(frozen=True)
class Source:
    """What is to be written.

    Attributes:
        model: the network; untrained ones go out with the weights that a run would begin with.
        name: what the network is called, for titles and names of files.
        samples: its data, for normalisation, names of classes and scripts that train; None where it cannot be loaded.
        stopped: whether whoever asked has thought better of it; what takes long looks now and then (`check`).
    """

    model: Model
    name: str
    samples: Samples | None = None
    stopped: Callable[[], bool] = field(default=lambda: False, compare=False)

    @classmethod
    def of(cls, model: Model, name: str) -> Source:
        """With the data that the network comes with, where that is there."""
        try:
            samples = model.setup.dataset.load()
        except DataError:
            samples = None
        return cls(model, name, samples)

    def check(self) -> None:
        """ExportStopped if nobody wants it any more."""
        if self.stopped():
            raise ExportStopped(Message("The export was stopped. No file was written."))


class ExportStopped(LabError):
    """Whoever asked has thought better of it."""


@dataclass(frozen=True)
class Written:
    """The files that were written, and in words what the reader should know (what was left out, how to go on)."""

    files: tuple[Path, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Imported:
    """A network, laid out, and in words what became of its file on the way here.

    `troubles` are what could not be read: where it stands, and why. The network is without it.
    """

    model: Model
    notes: tuple[Message, ...] = ()
    troubles: tuple[Message, ...] = ()


class Exporter(Declared):
    """A way out. Its fields are what can be chosen; registered as kind "export"."""

    suffix: ClassVar[str]  # of the file that is asked for, with the dot

    @abstractmethod
    def write(self, source: Source, path: Path) -> Written:
        """Write the file, and others beside it where the format needs them, each whole or not at all.

        It runs on a thread of its own; what takes long calls `source.check()` now and then.
        LabError says in words what cannot be written, and why.
        """


class Importer(Declared):
    """A way in; registered as kind "import"."""

    suffixes: ClassVar[tuple[str, ...]]  # of the files that it reads, with the dot

    @abstractmethod
    def read(self, path: Path) -> Imported:
        """The network in a file. LabError says in words all that cannot be read, where it stands and why."""


class WeightsImporter(Importer):
    """A way in for files that hold weights and no network: they go into one that is there. Registered as kind "import".

    A menu offers them where a network is open, and puts `fill(document's model, path).model` in its place.
    """

    def read(self, path: Path) -> Imported:
        raise FileError(
            Message(
                "{file} holds weights, but no network. Open the network that they belong to, and import them into it; "
                "on the command line give it with --network.",
                file=path.name,
            )
        )

    @abstractmethod
    def fill(self, model: Model, path: Path) -> Imported:
        """The network with the weights in a file: trained, with no optimiser's state and no curves.

        All weights or none are taken: LabError lists what is missing, too much, or of another shape.
        """
