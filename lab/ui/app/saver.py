"""Writes a document as it is at one moment, with the state of its run between two steps, without waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPixmap

from lab.document.document import Document
from lab.spec.errors import LabError

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.ui.app.session import Session

THUMBNAIL = 320  # px, the longer side


@dataclass(frozen=True)
class Written:
    """What stands in the file: the document after so many edits, its run after `step` (None: as it was opened)."""

    document: Document
    edits: int
    step: int | None


def take(session: Session, done: Callable[[Model | LabError], None]) -> None:
    """The document with its run as it is between two steps: `done` hears of it, at once or later."""
    from lab.document.model import Model

    runner, graph, setup = session.runner, session.document.graph.copy(), session.document.setup

    def end(given: object) -> None:
        if isinstance(given, Model):
            done(replace(given, graph=graph, setup=setup))
        elif isinstance(given, LabError):
            done(given)

    if runner.trained and not runner.stale and runner.ask(lambda trainer: trainer.model(), end):
        return
    end(runner.kept_model() or Model(graph, setup, runs=runner.runs))


class Saver:
    """One file at a time; `busy` while it is being written."""

    def __init__(self, session: Session, picture: Callable[[], QPixmap]) -> None:
        self._session, self._picture = session, picture
        self.busy = False

    def write(self, path: Path, done: Callable[[Written | LabError], None], *, weights: bool = True) -> None:
        """Write a model file, then call `done`, at once or later. Without `weights` the network and its setup only."""
        from lab.document.files import save
        from lab.document.model import Model

        session, runner, document = self._session, self._session.runner, self._session.document
        graph, setup, thumbnail = document.graph.copy(), document.setup, self._thumbnail()
        edits = session.edits

        def complete(model: Model) -> Model:
            return replace(model, graph=graph, setup=setup, thumbnail=thumbnail)

        def write(trainer: Any) -> int:
            model = complete(trainer.model())
            save(path, model)
            return int(model.state["step"])

        def end(given: object) -> None:
            self.busy = False
            step = given if isinstance(given, int) else None
            done(given if isinstance(given, LabError) else Written(document, edits, step))

        self.busy = True
        if weights and runner.trained and not runner.stale and runner.ask(write, end):
            return
        kept = runner.kept_model() if weights else None
        try:
            save(path, complete(kept or Model(graph, setup, runs=runner.runs if weights else [])))
        except LabError as error:
            end(error)
        else:
            end(None)

    def _thumbnail(self) -> bytes | None:
        picture = self._picture()
        if picture.isNull():
            return None
        mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.scaled(THUMBNAIL, THUMBNAIL, *mode).save(buffer, "PNG")
        return bytes(buffer.data().data())
