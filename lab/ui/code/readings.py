"""Reads code on a thread of its own, a moment after the last letter; only the newest text counts."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lab.export.code.reading import Reading, read
from lab.ui.app.worker import report_exception

SETTLE = 150  # ms without typing before the text is read
STACK = 32 * 1024 * 1024  # bytes: the parser goes deep, and threads have less on some systems


class Readings(QObject):
    """`changed` comes with what was read of the newest text."""

    changed = Signal(Reading)
    _ended = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reading = Reading()
        self._wanted: str | None = None
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, singleShot=True, interval=SETTLE)
        self._timer.timeout.connect(self._begin)
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether the newest text has not been read yet."""
        return self._wanted is not None

    def want(self, text: str, *, now: bool = False) -> None:
        """Read this text, once nothing has come for a moment."""
        self._wanted = text
        if now:
            self._timer.stop()
            self._begin()
        else:
            self._timer.start()

    def close(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._wanted = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _begin(self) -> None:
        if self._thread is not None or self._wanted is None:
            return  # it begins when the one before has ended
        before = threading.stack_size(STACK)
        try:
            self._thread = threading.Thread(target=self._work, args=(self._wanted,), name="code", daemon=False)
            self._thread.start()
        finally:
            threading.stack_size(before)

    def _work(self, text: str) -> None:
        try:
            found: Reading | None = read(text)
        except Exception:
            report_exception()
            found = None
        self._ended.emit(text, found)

    def _finish(self, text: str, found: Reading | None) -> None:
        if self._thread is None:
            return  # closed meanwhile
        self._thread.join()
        self._thread = None
        if text != self._wanted:
            if not self._timer.isActive():
                self._begin()
            return
        self._wanted = None
        self.reading = found or Reading()
        self.changed.emit(self.reading)
