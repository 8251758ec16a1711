"""New, open, save and close: what happens to files, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from lab.document.document import Document
from lab.document.graph import Graph
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.registry import find
from lab.ui.app.i18n import term, tr

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.ui.app.session import Session
    from lab.ui.app.settings import Settings

SUFFIX = ".cnnlab"
THUMBNAIL = 320  # px, the longer side


class Documents(QObject):
    """The file verbs of one window."""

    recent_changed = Signal()
    saved = Signal(bool)  # a save has ended: whether it went well

    def __init__(self, session: Session, settings: Settings, window: QWidget, picture: Callable[[], QPixmap]) -> None:
        super().__init__(window)
        self._session, self._settings, self._window, self._picture = session, settings, window, picture
        self._saving = False
        self._title = ""  # of the template that the document was made from

    # -- other documents

    def new(self) -> bool:
        """An empty canvas, after unsaved changes were asked about."""
        if not self.may_leave():
            return False
        self._title = ""
        self._session.replace(Document(Graph(), self._session.document.setup))
        return True

    def open_template(self, name: str) -> bool:
        """A network that comes with the program, without a file."""
        from lab.document.templates import template

        return self._open(lambda: template(name), None, name)

    def set_title(self, name: str) -> None:
        """Call the document by the template that it was made from."""
        self._title = find("template", name).title
        self._session.path_changed.emit()

    def ask_open(self) -> bool:
        """Choose a file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open"), str(self._settings.last_folder), self._filter() + ";;" + tr("All files (*)")
        )
        return bool(name) and self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a file. One that cannot be read changes nothing; unsaved changes are asked about before."""
        from lab.document.files import load

        if not self._open(lambda: load(path), path):
            return False
        self._remember(path)
        return True

    def _open(self, load: Callable[[], Model], path: Path | None, name: str = "") -> bool:
        try:
            model = load()
        except LabError as error:
            self._session.message.emit(error.message, "error")
            return False
        if not self.may_leave():
            return False
        self._title = find("template", name).title if name else ""
        self._session.open_model(model, path)
        return True

    # -- leaving

    def may_leave(self) -> bool:
        """Whether the document may be replaced or closed: nothing is unsaved, or the learner has decided."""
        if not self._session.unsaved:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(tr("CNN Lab"))
        box.setText(tr("Save what you have changed in {name}?").format(name=self.name))
        box.setInformativeText(
            tr("The trained weights and curves are part of it.")
            if self._session.runner.unsaved
            else tr("Otherwise it is lost.")
        )
        button = QMessageBox.StandardButton
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        answer = box.exec()
        if answer == button.Save:
            return self._save_and_wait()
        return answer == button.Discard

    def _save_and_wait(self) -> bool:
        outcome: list[bool] = []
        loop = QEventLoop()

        def done(well: bool) -> None:
            outcome.append(well)
            loop.quit()

        self.saved.connect(done)
        self.save()
        if not outcome:
            loop.exec()
        self.saved.disconnect(done)
        return outcome[0]

    # -- saving

    @property
    def name(self) -> str:
        """What the document is called."""
        path = self._session.path
        return path.stem if path is not None else term(self._title) or tr("Untitled")

    def save(self) -> None:
        """Save to the document's file; one that has none is asked for. `saved` tells the outcome."""
        if self._session.path is None:
            self.save_as()
        else:
            self._write(self._session.path)

    def save_as(self) -> None:
        """Choose a file and save to it."""
        start = self._session.path or self._settings.last_folder / f"{self.name}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as"), str(start), self._filter())
        if not name:
            self.saved.emit(False)
            return
        path = Path(name)
        self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _filter(self) -> str:
        return tr("CNN Lab networks (*.cnnlab)")

    def _write(self, path: Path) -> None:
        """Write the document with the run's state as it is between two steps, without waiting for it."""
        if self._saving:
            return
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

        def done(given: object) -> None:
            self._saving = False
            if isinstance(given, LabError):
                session.message.emit(given.message, "error")
                self.saved.emit(False)
                return
            if session.document is document:
                if session.edits == edits:  # else what was edited meanwhile is still unsaved
                    document.history.mark_saved()
                runner.mark_saved(given if isinstance(given, int) else None)
                session.set_path(path)
            self._remember(path)
            self.saved.emit(True)

        self._saving = True
        if runner.trained and not runner.stale and runner.ask(write, done):
            return
        kept = runner.kept_model()
        try:
            save(path, complete(kept if kept is not None else Model(graph, setup)))
        except LabError as error:
            done(error)
            return
        if runner.stale:
            session.message.emit(
                Message(
                    "Saved without weights: the network was edited since this run, so they no longer fit. "
                    "Undo the edit to save them, or start a new run."
                ),
                "info",
            )
        done(None)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.last_folder = path.absolute().parent
        self.recent_changed.emit()

    def _thumbnail(self) -> bytes | None:
        picture = self._picture()
        if picture.isNull():
            return None
        mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.scaled(THUMBNAIL, THUMBNAIL, *mode).save(buffer, "PNG")
        return bytes(buffer.data().data())
