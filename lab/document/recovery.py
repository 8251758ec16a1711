"""Unsaved work kept beside the documents: what is left of it after a crash, and whose it is.

    recovery/9f3a.../lock              held while the program that writes here lives
                     about.json        what the document is called, its file, how many edits
                     document.cnnlab   network and setup as last edited, without weights
                     run.cnnlab        the latest checkpoint of its run, with the network that was trained

Each file is replaced in one step, so that a program killed at any moment leaves whole files; about.json, written last,
may then be one edit behind.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import msgspec

from lab.document.decoding import convert, decode_json
from lab.document.files import load, save
from lab.document.model import Model
from lab.document.writing import replace_file, trouble
from lab.spec.errors import FileError
from lab.spec.folders import data_dir
from lab.spec.lock import FileLock
from lab.spec.message import Message

LOCK, ABOUT, DOCUMENT, RUN = "lock", "about.json", "document.cnnlab", "run.cnnlab"


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of unsaved work: the document's name, its file and that file's stamp (lab.document.opened) as it
    was opened or saved, edits since then, and when it was kept.
    """

    name: str
    path: str | None
    stamp: str | None
    edits: int
    time: float = 0.0  # seconds since 1970


@dataclass
class Recovered:
    """What a slot holds. `document` or `run` is None where there is none; `damage` tells what could not be read."""

    about: About
    document: Model | None = None
    run: Model | None = None
    damage: list[Message] = field(default_factory=list)

    @property
    def path(self) -> Path | None:
        """The file of the document; None if it was never saved."""
        return Path(self.about.path) if self.about.path else None

    @property
    def latest(self) -> Model | None:
        """The network as last edited, without weights; None if nothing can be read."""
        if self.document is not None or self.run is None:
            return self.document
        return Model(self.run.graph, self.run.setup)

    def matched(self, same: Callable[[Model, Model], bool]) -> tuple[Model, Model | None]:
        """The document with its weights, and the run by itself where it does not fit the document any more.

        The weights are those of the checkpoint or, where there is none, of the document's file. `same(run, document)`
        says whether the run may go on with the document.
        """
        document = self.latest
        assert document is not None
        trained = self.run if self.run is not None else self.saved
        if trained is None or not trained.trained:
            return document, None
        if same(trained, document):
            adapted = trained.adapted(document.graph, document.setup)
            if adapted.trained:
                return adapted, None
        return document, self.run

    @cached_property
    def saved(self) -> Model | None:
        """The document as it stands in its file; None if it has none that can be read."""
        if self.path is None:
            return None
        with contextlib.suppress(FileError):
            return load(self.path)
        return None


class Slot:
    """A folder for the unsaved work of one document, ours while we live. All methods raise FileError in words."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def new(cls) -> Slot:
        """An empty one."""
        with _in_words():
            while True:
                folder = _root() / secrets.token_hex(8)
                folder.mkdir(parents=True)
                lock = FileLock.take(folder / LOCK)
                if lock is not None:  # else a program that starts just now took the empty folder for left behind
                    return cls(folder, lock)

    def keep_document(self, model: Model, about: About) -> None:
        """Keep network and setup, without weights."""
        save(self.folder / DOCUMENT, replace(model, weights={}, thumbnail=None))
        self._tell(about)

    def keep_run(self, model: Model, about: About) -> None:
        """Keep a checkpoint of the run."""
        save(self.folder / RUN, model)
        self._tell(about)

    def _tell(self, about: About) -> None:
        data = msgspec.json.encode(msgspec.structs.replace(about, time=time.time()))
        with _in_words():
            replace_file(self.folder / ABOUT, lambda file: file.write(data))

    def read(self) -> Recovered | None:
        """What is kept here; None if nothing is."""
        try:
            about = convert(decode_json((self.folder / ABOUT).read_bytes(), ABOUT), About, ABOUT)
        except (OSError, FileError):  # killed before the first time, or damaged: the rest tells what it is
            about = About("", None, None, 0)
        found = Recovered(about)
        for name in (DOCUMENT, RUN):
            if (self.folder / name).exists():
                try:
                    setattr(found, name.partition(".")[0], load(self.folder / name))
                except FileError as error:
                    found.damage.append(error.message)
        return found if found.latest is not None or found.damage else None

    def clear(self) -> None:
        """Forget what is kept: it is saved elsewhere, or not wanted."""
        for name in (RUN, DOCUMENT, ABOUT):
            with contextlib.suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    def remove(self) -> None:
        """Forget it, and the folder."""
        self.clear()
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def release(self) -> None:
        """Leave it to the next who looks for it."""
        self._lock.release()


def anything_left() -> bool:
    """Whether it is worth looking for slots, ours or not: a glance at the folder."""
    with contextlib.suppress(OSError):
        return bool(os.listdir(_root()))
    return False


def left_behind() -> list[Slot]:
    """The slots of programs that have ended without removing them, the oldest first; they are ours from now on."""
    try:
        folders = sorted(_root().iterdir(), key=_age)
    except OSError:  # there never was one, or nobody may look
        return []
    return [slot for folder in folders if (slot := _taken(folder)) is not None]


def _taken(folder: Path) -> Slot | None:
    with contextlib.suppress(OSError):
        lock = FileLock.take(folder / LOCK)
        if lock is not None:
            return Slot(folder, lock)
    return None


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


def _root() -> Path:
    return data_dir() / "recovery"


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(trouble(error)) from error
