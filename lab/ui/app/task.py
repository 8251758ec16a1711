"""One piece of work on a thread of its own, whose result comes back to the thread of the interface."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from lab.spec.errors import LabError
from lab.ui.app.worker import report_exception, unexpected


class Task(QObject):
    """Calls `work(stopped)` on a thread; `stopped()` tells it whether anybody still wants it.

    `done` is called once with what it gave, or its LabError, in the thread that made the task; not after `forget`.
    """

    _ended = Signal(object)

    def __init__(
        self, work: Callable[[Callable[[], bool]], object], done: Callable[[object], None], parent: QObject, name: str
    ) -> None:
        super().__init__(parent)
        self._work, self._done = work, done
        self._stop = threading.Event()
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=False)
        self._thread.start()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to end; `done` still hears what came of it."""
        self._stop.set()

    def forget(self) -> None:
        """Nobody wants to hear of it any more; it ends as soon as it looks."""
        self._done = lambda given: None
        self._stop.set()

    def close(self) -> None:
        """Forget it and wait until its thread has ended."""
        self.forget()
        self._thread.join()

    def wait(self) -> None:
        """Wait until all is done; nobody wants to hear of it any more."""
        self._done = lambda given: None
        self._thread.join()

    def _run(self) -> None:
        try:
            given = self._work(self._stop.is_set)
        except LabError as error:
            given = error
        except Exception as error:
            given = unexpected(error)
            report_exception()
        self._ended.emit(given)

    def _finish(self, given: object) -> None:
        self._thread.join()
        self._done(given)
        self.deleteLater()
