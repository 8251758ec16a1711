"""All windows of the program, and what is loaded behind the first paint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from lab.document.document import Document
from lab.document.opened import same_file
from lab.document.templates import template
from lab.spec.errors import LabError
from lab.ui.app.i18n import tr
from lab.ui.app.session import Session
from lab.ui.app.turns import soon
from lab.ui.app.window import MainWindow

if TYPE_CHECKING:
    from lab.document.model import Model
    from lab.ui.app.exceptions import Watch
    from lab.ui.app.looks import Looks
    from lab.ui.app.settings import Settings

FIRST = "digits"  # the template that lies open at the start


class Windows(QObject):
    """Keeps the windows; the last one that closes ends the program."""

    def __init__(
        self,
        settings: Settings,
        looks: Looks,
        watch: Watch | None = None,
        make_session: Callable[[Document], Session] = Session,
    ) -> None:
        super().__init__()
        self._settings, self._looks, self._watch, self._make_session = settings, looks, watch, make_session
        self.windows: list[MainWindow] = []

    def open_first(self, file: Path | None = None) -> MainWindow:
        """The digits network, or the file that was asked for: a path, or the name of a template."""
        model = template(FIRST)
        window = self._show(Document(model.graph, model.setup))
        window.documents.set_title(FIRST)
        if file is not None:
            after_paint(window, lambda: self._open_asked(window, file))
        after_paint(window, lambda: self._offer_recovery(window))
        return window

    def open_model(self, model: Model, name: str) -> MainWindow:
        """A window with a model that stands in no file, under a name."""
        window = self.open_empty()
        window.documents.show(model, name)
        return window

    def show_file(self, path: Path, besides: MainWindow) -> bool:
        """Bring the window that has a file open to the front; False if none has it, or only the one that asks."""
        for window in self.windows:
            if window is not besides and window.session.path is not None and same_file(path, window.session.path):
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.raise_()
                window.activateWindow()
                return True
        return False

    def open_empty(self) -> MainWindow:
        """A window with an empty canvas."""
        from lab.document.graph import Graph

        return self._show(Document(Graph()))

    def close_all(self) -> bool:
        """Close every window; False as soon as one stays."""
        return all(window.close() for window in list(self.windows))

    def _show(self, document: Document) -> MainWindow:
        window = MainWindow(self._make_session(document), self._settings, self._looks, self._watch)
        if self.windows:  # not exactly over the one before
            last = self.windows[-1].pos()
            window.move(last.x() + 32, last.y() + 32)
        self.windows.append(window)
        window.closed.connect(lambda: self.windows.remove(window))
        window.documents.find_open = lambda path: self.show_file(path, window)
        window.documents.open_beside = self.open_model
        window.new_window_asked.connect(self.open_empty)
        window.quit_asked.connect(self.close_all)
        window.show()
        after_paint(window, lambda: _load_rest(window))
        return window

    def _offer_recovery(self, window: MainWindow) -> None:
        from lab.ui.app.recovering import offer_recovery

        offer_recovery(self, window)

    def _open_asked(self, window: MainWindow, file: Path) -> None:
        if not file.exists() and not file.suffix and file.parent == Path():
            try:
                template(str(file))
            except LabError as error:
                window.say(error.message, "error")
            else:
                window.documents.open_template(str(file))
            return
        window.documents.open(file)


def _load_rest(window: MainWindow) -> None:
    """Data at once; then the plots, piece by piece, so that the window stays alive."""
    window.session.load_data()
    steps: list[Callable[[], object]] = [_import_plots, lambda: steps.extend(window.fill_panels())]
    done = 0

    def go_on() -> None:
        nonlocal done
        if not window.isVisible():
            return
        if done < len(steps):
            soon(window, go_on)  # even if this step fails
            done += 1
            window.status.show_starting(done / max(len(steps), 7), tr("Loading the plots …"))
            steps[done - 1]()
        else:
            window.status.show_starting(1.0, "")

    window.status.show_starting(0.05, tr("Loading the plots …"))
    soon(window, go_on)


def _import_plots() -> None:
    import pyqtgraph  # noqa: F401


class _FirstPaint(QObject):
    """Calls once when a widget has been painted for the first time."""

    def __init__(self, widget: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        widget.designer.canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._widget, self._then)
        return super().eventFilter(watched, event)


def after_paint(window: MainWindow, then: Callable[[], object]) -> None:
    """Call `then` as soon as the window has been painted for the first time."""
    _FirstPaint(window, then)
