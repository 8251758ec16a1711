"""New, open, save and close: what happens to files, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from lab.document.document import Document
from lab.document.graph import Graph
from lab.document.opened import Claim, same_file, stamp
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.spec.registry import find
from lab.ui.app import importing
from lab.ui.app.i18n import term, tr
from lab.ui.app.saver import Saver, Written

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.document.recovery import Recovered
    from lab.ui.app.session import Session
    from lab.ui.app.settings import Settings

SUFFIX = ".cnnlab"
Button = QMessageBox.StandardButton
Role = QMessageBox.ButtonRole


class Documents(QObject):
    """The file verbs of one window.

    Attributes:
        seen: stamp of the document's file as it was opened or saved last; None if it has no file.
        find_open: brings the window that has a file open to the front; False if no other window has it.
        open_beside: shows a model without a file in another window, under a name.
        import_file: reads a file of another program and shows its network.
    """

    recent_changed = Signal()
    saved = Signal(bool)  # a save has ended: whether it went well

    def __init__(self, session: Session, settings: Settings, window: QWidget, picture: Callable[[], QPixmap]) -> None:
        super().__init__(window)
        self._session, self._settings, self._window, self._picture = session, settings, window, picture
        self._saver = Saver(session, picture)
        self._title = ""  # of a document without a file: the template that it was made from
        self._claim: Claim | None = None
        self.seen: str | None = None
        self.find_open: Callable[[Path], bool] = lambda path: False
        self.open_beside: Callable[[Model, str], object] = lambda model, name: None
        self.import_file: Callable[[Path], object] = lambda path: None
        session.path_changed.connect(self._claim_file)

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
        path = self.ask_file(tr("Open"), also=importing.filters())
        return path is not None and self.open(path)

    def ask_file(self, title: str, also: str = "") -> Path | None:
        """Choose a file that is there; `also` are the kinds that are offered beside ours."""
        kinds = f"{self._filter()};;{also or tr('All files (*)')}"
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._settings.last_folder), kinds)
        return Path(name) if name else None

    def open(self, path: Path) -> bool:
        """Open a file. One that cannot be read changes nothing; unsaved changes are asked about before.

        If another window has it, that comes to the front instead. A file of another program is imported.
        """
        from lab.document.files import load

        if path.suffix != SUFFIX and importing.importable(path):
            self.import_file(path)
            return True
        if self.find_open(path):
            return True
        seen = stamp(path)
        if not self._open(lambda: load(path), path):
            return False
        self.seen = seen
        self._remember(path)
        return True

    def open_recovered(self, model: Model, found: Recovered) -> None:
        """Show what was unsaved when the program ended unexpectedly: still unsaved, its file is remembered."""
        self._title = found.about.name
        self._session.open_model(model, found.path)
        self._session.document.history.mark_unsaved()
        self.seen = found.about.stamp

    def show(self, model: Model, name: str) -> None:
        """Show a model that stands in no file under a name."""
        self._title = name
        self._session.open_model(model)

    def show_new(self, model: Model, name: str) -> bool:
        """Show a network that stands in no file yet, after unsaved changes were asked about; whether that was done."""
        if not self.may_leave():
            return False
        self.show(model, name)
        self._session.document.history.mark_unsaved()
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

    def associate(self) -> None:
        """Have the system open our files with this program."""
        from lab.document import association

        try:
            self._tell(association.associate(), "info")
        except LabError as error:
            self._tell(error.message, "warning")

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
        box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        box.setDefaultButton(Button.Save)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        answer = box.exec()
        if answer == Button.Save:
            return self._save_and_wait()
        return answer == Button.Discard

    def close(self) -> None:
        """The document's file is not open here any more."""
        if self._claim is not None:
            self._claim.release()
            self._claim = None

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

    @property
    def title(self) -> str:
        """What a document without a file is called, as it was declared; empty where it has no name."""
        return self._title

    def save(self) -> None:
        """Save to the document's file; one that has none is asked for. `saved` tells the outcome."""
        path = self._session.path
        if path is None:
            self.save_as()
        elif self._may_overwrite(path):
            self._write(path)

    def save_as(self) -> None:
        """Choose a file and save to it."""
        path = self._ask_save(tr("Save as"), self._session.path or self._settings.last_folder / f"{self.name}{SUFFIX}")
        if path is None:
            self.saved.emit(False)
        elif self.find_open(path):
            self._tell(Message("{file} is open in another window. Choose another name.", file=path.name), "warning")
            self.saved.emit(False)
        else:
            self._write(path)

    def save_copy(self) -> None:
        """Choose a file and write a copy to it; the document stays what it is."""
        self._copy(tr("Save a copy"), tr("{name} (copy)"), weights=True)

    def save_copy_without_weights(self) -> None:
        """The same without what was learned: the network and its setup only."""
        self._copy(tr("Save a copy without weights"), tr("{name} (without weights)"), weights=False)

    def _copy(self, title: str, name: str, *, weights: bool) -> None:
        folder = self._session.path.parent if self._session.path is not None else self._settings.last_folder
        path = self._ask_save(title, folder / f"{name.format(name=self.name)}{SUFFIX}")
        if path is None:
            return
        if (self._session.path is not None and same_file(path, self._session.path)) or self.find_open(path):
            self._tell(Message("{file} is the document itself. Choose another name.", file=path.name), "warning")
            return

        def done(given: Written | LabError) -> None:
            if isinstance(given, LabError):
                self._tell(given.message, "error")
            else:
                self._tell(Message("The copy was saved as {file}.", file=path.name), "info")
                self._settings.last_folder = path.absolute().parent

        Saver(self._session, self._picture).write(path, done, weights=weights)

    def _ask_save(self, title: str, start: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), self._filter())
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(SUFFIX)

    def _filter(self) -> str:
        return tr("CNN Lab networks (*.cnnlab)")

    def _write(self, path: Path) -> None:
        """Write the document with the run's state as it is between two steps, without waiting for it."""
        if self._saver.busy:
            return
        session, runner = self._session, self._session.runner

        def done(given: Written | LabError) -> None:
            if isinstance(given, LabError):
                self._tell(given.message, "error")
                self.saved.emit(False)
                return
            if session.document is given.document:
                if session.edits == given.edits:  # else what was edited meanwhile is still unsaved
                    session.document.history.mark_saved()
                runner.mark_saved(given.step)
                session.set_path(path)
                self.seen = stamp(path)
                if runner.stale:
                    self._tell_stale()
            self._remember(path)
            self.saved.emit(True)

        self._saver.write(path, done)

    def _may_overwrite(self, path: Path) -> bool:
        """Whether the file may be replaced: nobody else has changed it, or the learner has decided."""
        now = stamp(path)
        if now is None or self.seen is None or now == self.seen:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(tr("CNN Lab"))
        box.setText(tr("Another program has changed {name} since it was opened here.").format(name=path.name))
        box.setInformativeText(tr("Overwriting it would lose what the other has saved."))
        overwrite = box.addButton(tr("Overwrite"), Role.DestructiveRole)
        other_name = box.addButton(tr("Save as …"), Role.AcceptRole)
        show = box.addButton(tr("Open the other"), Role.ActionRole)
        box.addButton(Button.Cancel)
        box.setDefaultButton(other_name)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.exec()
        pressed = box.clickedButton()
        if pressed is overwrite:
            return True
        if pressed is other_name:
            self.save_as()
            return False
        if pressed is show:
            self._open_other(path)
        self.saved.emit(False)
        return False

    def _open_other(self, path: Path) -> None:
        from lab.document.files import load

        try:
            self.open_beside(load(path), tr("{name} (as on the disk)").format(name=path.stem))
        except LabError as error:
            self._tell(error.message, "error")

    def _tell_stale(self) -> None:
        self._tell(
            Message(
                "Saved without weights: the network was edited since this run, so they no longer fit. "
                "Undo the edit to save them, or start a new run."
            ),
            "info",
        )

    def _tell(self, message: Message, kind: str) -> None:
        self._session.message.emit(message, kind)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.last_folder = path.absolute().parent
        self.recent_changed.emit()

    def _claim_file(self) -> None:
        """Claim the file that the document now has; if another CNN Lab has it open, that is told."""
        path = self._session.path
        if self._claim is not None and path is not None and same_file(path, self._claim.path):
            return
        self.close()
        self.seen = None
        if path is None:
            return
        self._claim = Claim(path)
        if self._claim.other:
            self._tell(
                Message(
                    "{file} is open in another CNN Lab as well. Each would overwrite what the other saves: "
                    "close it there, or save this one under another name.",
                    file=path.name,
                ),
                "warning",
            )
