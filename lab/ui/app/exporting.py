"""File > Export: a network with what it has learned, written for other programs while the window stays alive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.i18n import tr, translate
from lab.ui.app.saver import take
from lab.ui.app.task import Task
from lab.ui.widgets.banner import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.document.model import Model
    from lab.export.base import Exporter, Written
    from lab.ui.app.export_dialog import ExportDialog
    from lab.ui.app.window import MainWindow


class Exporting(QObject):
    """The verb of one window, its dialog, and the thread that writes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ExportDialog | None = None
        self._task: Task | None = None
        self._wanted = False  # whether what was asked for still is

    def ask(self) -> None:
        """Open the dialog."""
        window = self._window
        path = window.session.path
        folder = path.parent if path is not None else window.settings.last_folder
        self.dialog.ask(window.documents.name, folder)

    @property
    def dialog(self) -> ExportDialog:
        """Made when it is asked for first."""
        if self._dialog is None:
            from lab.export.ways import exporters
            from lab.ui.app.export_dialog import ExportDialog
            from lab.ui.designer import figure_formats  # noqa: F401  (registers the formats that Qt paints)

            self._dialog = ExportDialog(exporters(), self._window.settings, self._window)
            self._dialog.asked.connect(self._export)
            self._dialog.stop_asked.connect(self._stop)
        return self._dialog

    def close(self) -> None:
        """The window goes: wait for what is being written."""
        self._wanted = False
        if self._task is not None:
            self._task.close()
            self._task = None

    # -- inside

    def _export(self, way: Exporter, path: Path) -> None:
        session, name = self._window.session, self._window.documents.name
        stale = session.runner.stale
        self._wanted = True

        def begin(model: Model | LabError) -> None:
            if not self._wanted:
                self.dialog.set_busy(False)
            elif isinstance(model, LabError):
                self.dialog.fail(model)
            else:
                self._write(way, path, model, name, stale)

        take(session, begin)

    def _write(self, way: Exporter, path: Path, model: Model, name: str, stale: bool) -> None:
        from lab.export.base import Source

        samples = self._window.session.samples

        def write(stopped: Callable[[], bool]) -> Written:
            source = Source(model, name, samples) if samples is not None else Source.of(model, name)
            return way.write(replace(source, stopped=stopped), path)

        def done(given: object) -> None:
            self._task = None
            self._tell(given, stale)

        self._task = Task(write, done, self, f"export {way.name}")

    def _stop(self) -> None:
        self._wanted = False
        if self._task is not None:
            self._task.stop()

    def _tell(self, given: object, stale: bool) -> None:
        from lab.export.base import ExportStopped

        if isinstance(given, ExportStopped):
            self.dialog.set_busy(False)
        elif isinstance(given, LabError):
            self.dialog.fail(given)
        else:
            written: Written = given  # type: ignore[assignment]  # the only other thing that the task gives
            self.dialog.finish()
            self._window.settings.last_folder = written.files[0].absolute().parent
            self._announce(written, stale)

    def _announce(self, written: Written, stale: bool) -> None:
        """What was written, what to know of it, and the way there."""
        notes = list(written.notes)
        if stale:
            notes.insert(
                0,
                Message(
                    "The network was edited since its run, so what it learned no longer fits: it went out with the "
                    "weights that a new run would begin with."
                ),
            )
        names = ", ".join(path.name for path in written.files)
        folder = written.files[0].absolute().parent

        def words() -> str:
            return " ".join([tr("Exported: {names}.").format(names=names), *map(translate, notes)])

        show = Action(
            lambda: tr("Show in folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            closes=False,
        )
        self._window.banners.say("info", words, [show], key="export")
