"""Has all kernels compiled ahead once the window is there, and tells in the status bar how far that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lab.kernels.compile_processes import EAGER
from lab.ui.app.i18n import tr

if TYPE_CHECKING:
    from lab.engine.kernel_set import Ahead
    from lab.ui.app.windows import Windows

LOOK = 250  # milliseconds


class CompilingAhead(QObject):
    """Begins when the first window is complete; `stop` at the end of the program."""

    def __init__(self, windows: Windows) -> None:
        super().__init__()
        self._windows = windows
        self._ahead: Ahead | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK)

    def stop(self) -> None:
        """Leave what is not compiled yet for the next time."""
        self._timer.stop()
        if self._ahead is not None:
            self._ahead.stop()

    def _look(self) -> None:
        if not self._windows.windows:
            return
        window = self._windows.windows[0]
        status, session = window.status, window.session
        if self._ahead is None:
            if status.starting or EAGER.busy:  # what is waited for comes first
                return
            from lab.engine.kernel_set import Ahead

            self._ahead = Ahead(session.document.graph.copy(), session.document.setup, session.samples)
            self._ahead.start()
        if not self._ahead.running:
            self._timer.stop()
            status.show_starting(1.0, "")
        elif self._ahead.progress is not None:
            done, of = self._ahead.progress
            status.show_starting(done / of, tr("Preparing the engine: {done} of {of}").format(done=done, of=of))
