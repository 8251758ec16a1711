"""File > Export picture: the network that the canvas shows, as a figure for print, painted beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from lab.document.document import Document
from lab.document.model import Model
from lab.spec.errors import LabError
from lab.ui.app.i18n import tr
from lab.ui.app.task import Task
from lab.ui.designer.figure import Figure
from lab.ui.designer.figure_file import SUFFIXES, filters, save_figure
from lab.ui.widgets.banner import Action

if TYPE_CHECKING:
    from lab.ui.app.window import MainWindow

_PATIENCE = 300  # ms after which it is said that the picture is being written


class PictureExport(QObject):
    """The verb of one window, and the threads that paint."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Ask where, then write the figure in the format that the name says."""
        window = self._window
        name = window.documents.name
        start = window.settings.last_folder / f"{name}{SUFFIXES[0]}"
        chosen, kind = QFileDialog.getSaveFileName(window, tr("Export picture"), str(start), filters())
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in SUFFIXES:  # the one of the kind that was chosen, such as "... (*.pdf)"
            path = path.with_name(path.name + next((each for each in SUFFIXES if f"*{each}" in kind), SUFFIXES[0]))
        self._write(window.designer.document, name, path)

    def close(self) -> None:
        """The window goes: what is being written is still written."""
        for task in self.findChildren(Task):
            task.wait()

    # -- inside

    def _write(self, shown: Document, name: str, path: Path) -> None:
        window, key = self._window, f"picture {path}"
        graph, setup = shown.graph.copy(), shown.setup

        def write(stopped: Callable[[], bool]) -> None:
            from lab.export.base import Source

            source = Source(Model(graph, setup), name, stopped=stopped)
            save_figure(Figure(Document(graph, setup), check=source.check), name, path)

        def done(given: object) -> None:
            patience.stop()
            window.banners.forget(key)
            if isinstance(given, LabError) and not task.stopping:
                window.session.message.emit(given.message, "error")

        def say() -> None:
            cancel = Action(lambda: tr("Cancel"), task.stop)
            window.banners.say("info", lambda: tr("Writing {name} …").format(name=path.name), [cancel], key=key)

        task = Task(write, done, self, f"picture {path.name}")
        patience = QTimer(task, singleShot=True, interval=_PATIENCE)
        patience.timeout.connect(say)
        patience.start()
