"""File > Import, and files of other programs that are opened or dropped: networks read off the interface's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from lab.export.formats.code import CodeImporter
from lab.spec.errors import LabError
from lab.ui.app.i18n import term, tr, translate
from lab.ui.app.report import show_report
from lab.ui.app.saver import take
from lab.ui.app.task import Task
from lab.ui.widgets.banner import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.document.model import Model
    from lab.export.base import Imported, Importer, WeightsImporter
    from lab.spec.message import Message
    from lab.ui.app.window import MainWindow


class Importing(QObject):
    """The verb of one window. A file that cannot be read changes nothing; a later one takes an earlier one's place."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None

    def ask(self) -> None:
        """Choose a file and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import"), str(self._window.settings.last_folder), filters()
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file in the background, then show its network; unsaved changes are asked about before."""
        from lab.export.base import WeightsImporter
        from lab.export.ways import importer_for

        try:
            way = importer_for(path)
        except LabError as error:
            self._window.say(error.message, "error")
            return
        if issubclass(way, CodeImporter):
            self._window.code.open(path)  # where all that is not understood is seen at its place
            return
        if issubclass(way, WeightsImporter):
            self._fill(path, way())
        else:
            self._begin(path, way().read, lambda imported: self._show(path, imported))

    def _fill(self, path: Path, way: WeightsImporter) -> None:
        """Weights alone go into the network that is open."""
        session = self._window.session
        document = session.document

        def show(imported: Imported) -> None:
            if session.document is document:
                self._take_weights(path, imported)

        def begin(model: Model | LabError) -> None:
            if isinstance(model, LabError):
                self._refuse(path, model)
            else:
                self._begin(path, lambda path: way.fill(model, path), show)

        take(session, begin)

    def _begin(self, path: Path, read: Callable[[Path], Imported], show: Callable[[Imported], object]) -> None:
        """Read in the background; what was being read before is not wanted any more."""
        self.stop()
        self._window.banners.forget("import troubles")

        def done(given: object) -> None:
            self._task = None
            self._window.banners.forget("import")
            if isinstance(given, LabError):
                self._refuse(path, given)
            else:
                show(given)  # type: ignore[arg-type]  # the only other thing that the task gives

        cancel = Action(lambda: tr("Cancel"), self.stop)
        self._window.banners.say("info", lambda: tr("Reading {name} …").format(name=path.name), [cancel], key="import")
        self._task = Task(lambda _: read(path), done, self, f"import {path.name}")

    def stop(self) -> None:
        """What is being read is not wanted any more."""
        if self._task is not None:
            self._task.forget()
            self._task = None

    def close(self) -> None:
        """The window goes: wait for every thread that still reads."""
        for task in self.findChildren(Task):
            task.close()
        self._task = None

    def _show(self, path: Path, imported: Imported) -> None:
        window = self._window
        if window.documents.show_new(imported.model, path.stem):
            self._tell(path, imported)

    def _take_weights(self, path: Path, imported: Imported) -> None:
        """The run goes on from these weights; one that was not saved is asked about before."""
        session = self._window.session
        if session.runner.unsaved and not self._window.documents.may_leave():
            return
        session.runner.rebind(imported.model)
        session.document.history.mark_unsaved()  # these weights stand in no file of ours
        self._tell(path, imported)

    def _tell(self, path: Path, imported: Imported) -> None:
        """What became of the file."""
        window = self._window
        window.settings.last_folder = path.absolute().parent
        if imported.notes:
            window.banners.say("info", lambda: " ".join(map(translate, imported.notes)), key="import")
        if imported.troubles:
            self._list(path, imported.troubles)

    def _list(self, path: Path, troubles: Sequence[Message]) -> None:
        """What was left out of the file, on demand one by one."""

        def words() -> str:
            if len(troubles) == 1:
                return tr("One part of {name} was not understood. The network is without it.").format(name=path.name)
            return tr("{count} parts of {name} were not understood. The network is without them.").format(
                count=len(troubles), name=path.name
            )

        def every() -> str:
            return "\n\n".join(map(translate, troubles))

        show = Action(lambda: tr("Show"), lambda: show_report(words, every, self._window), closes=False)
        self._window.banners.say("warning", words, [show], key="import troubles")

    def _refuse(self, path: Path, error: LabError) -> None:
        """Say why it cannot be read: the first line, and all of them on demand."""

        def first() -> str:
            return translate(error).partition("\n")[0]

        actions = []
        if "\n" in str(error):
            every = partial(show_report, lambda: path.name, lambda: translate(error), self._window)
            actions.append(Action(lambda: tr("Show"), every, closes=False))
        self._window.banners.say("error", first, actions, key="import")


def importable(path: Path) -> bool:
    """Whether there is a way in for files with this ending."""
    return any(path.suffix.lower() in way.suffixes for way in _ways())


def filters() -> str:
    """What a dialog for files offers: all that can be read, then each format, then everything."""
    ways = _ways()
    every = " ".join(f"*{suffix}" for suffix in dict.fromkeys(suffix for way in ways for suffix in way.suffixes))
    kinds = [tr("Networks of other programs ({endings})").format(endings=every)] if ways else []
    kinds += [f"{term(way.title)} ({' '.join(f'*{suffix}' for suffix in way.suffixes)})" for way in ways]
    return ";;".join([*kinds, tr("All files (*)")])


def _ways() -> list[type[Importer]]:
    from lab.export.ways import importers

    return importers()
