"""What the document was: its runs, and its versions, compared with what it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.i18n import tr
from lab.ui.app.saver import take

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lab.document.model import Model
    from lab.ui.app.autosave import Autosave
    from lab.ui.app.documents import Documents
    from lab.ui.app.run_history import RunHistory
    from lab.ui.app.session import Session


class Versions:
    """The verbs of one window; what cannot be compared is said in its banner."""

    def __init__(self, window: QWidget, session: Session, documents: Documents, autosave: Autosave) -> None:
        self._window, self._session, self._documents, self._autosave = window, session, documents, autosave
        self._runs: RunHistory | None = None

    def show_runs(self) -> None:
        """Every run of the document with its figures."""
        from lab.ui.app.run_history import RunHistory

        if self._runs is None:
            self._runs = RunHistory(self._session, self._documents, self._window)
        self._runs.open()

    def with_file(self) -> None:
        """Choose a file to compare the document with."""
        path = self._documents.ask_file(tr("Compare with"))
        if path is not None:
            self._with_path(path, path.stem)

    def with_saved(self) -> None:
        """What has changed since the document was saved."""
        path = self._session.path
        if path is None:
            self._say(Message("This network has never been saved: there is nothing to compare it with."))
        else:
            self._with_path(path, tr("{name} (as saved)").format(name=path.stem))

    def with_checkpoint(self) -> None:
        """What the run has learned since it was kept last for the case of a crash."""
        name = tr("{name} (checkpoint)").format(name=self._documents.name)
        nothing = Message("There is no checkpoint yet: one is made while the network trains.")
        self._with(self._autosave.checkpoint, name, nothing)

    def _with_path(self, path: Path, name: str) -> None:
        from lab.document.files import load

        self._with(lambda: load(path), name)

    def _with(self, find: Callable[[], Model | None], name: str, nothing: Message | None = None) -> None:
        try:
            other = find()
        except LabError as error:
            self._say(error.message, "error")
            return
        if other is None:
            if nothing is not None:
                self._say(nothing)
            return

        def done(now: Model | LabError) -> None:
            if isinstance(now, LabError):
                self._say(now.message, "error")
            else:
                show_comparison(self._window, other, now, (name, self._documents.name))

        take(self._session, done)

    def _say(self, message: Message, kind: str = "info") -> None:
        self._session.message.emit(message, kind)


def show_comparison(window: QWidget, before: Model, after: Model, names: tuple[str, str]) -> None:
    """Open the two versions side by side."""
    from lab.document.compare import compare
    from lab.ui.compare import CompareWindow

    CompareWindow(compare(before, after), names, window).show()
