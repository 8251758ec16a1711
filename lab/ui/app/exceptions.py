"""Nothing fails in silence: what goes wrong unexpectedly, in any thread, is logged and shown in words.

`watch()` once at the start; the window connects to `Watch.happened`. The program goes on: an exception in a slot
loses no work.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TextIO

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler

from lab.spec.errors import LabError
from lab.spec.folders import log_dir
from lab.spec.message import Message

LARGEST_LOG = 1_000_000  # bytes, before a new one is begun
KEPT_LOGS = 3

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass
class Trouble:
    """Something unexpected, however often it happened.

    Attributes:
        message: what to tell the learner.
        details: what to tell the authors: versions, thread, traceback.
        mistake: True for a LabError, which explains itself and is nobody's bug.
        count: how often it has happened.
    """

    message: Message
    details: str
    mistake: bool
    count: int = field(default=1)


class Watch(QObject):
    """Holds the hooks. `happened(trouble)` comes in the thread of the interface, again for each new count."""

    happened = Signal(object)
    _caught = Signal()

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path or log_dir() / "cnn-lab.log"
        self._lock = threading.Lock()
        self._troubles: dict[tuple[object, ...], Trouble] = {}
        self._waiting: list[Trouble] = []
        self._file = _open_log(self.path)
        self._handler = logging.StreamHandler(self._file)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
        self._log = logging.getLogger("lab")
        self._caught.connect(self._announce, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None

    def begin(self) -> None:
        """Put the hooks in place."""
        self._log.addHandler(self._handler)
        self._log.setLevel(logging.INFO)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._exception
        threading.excepthook = self._thread_exception
        qInstallMessageHandler(self._qt_message)
        faulthandler.enable(self._file)

    def end(self) -> None:
        """Put everything back as it was."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
            qInstallMessageHandler(None)
            faulthandler.disable()
            self._log.removeHandler(self._handler)
        self._file.close()

    def report(self, error: BaseException, thread: str = "") -> Trouble:
        """Log an exception and have it shown; safe in any thread."""
        key = (
            type(error),
            *(f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)),
        )
        with self._lock:
            trouble = self._troubles.get(key)
            if trouble is None:
                trouble = self._troubles[key] = _trouble(error, thread or threading.current_thread().name)
                self._log.error("%s", trouble.details)
            else:
                trouble.count += 1
                if trouble.count in (10, 100, 1000, 10_000, 100_000):
                    self._log.error("the same for the %dth time: %s", trouble.count, type(error).__name__)
            first = not self._waiting
            if trouble not in self._waiting:
                self._waiting.append(trouble)
        if first:  # a storm of exceptions is one event
            self._caught.emit()
        return trouble

    @Slot()
    def _announce(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for trouble in waiting:
            self.happened.emit(trouble)

    def _exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))
        if sys.stderr is not None:
            traceback.print_exception(kind, error, trace)

    def _thread_exception(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None and not issubclass(happened.exc_type, SystemExit):
            self.report(happened.exc_value, happened.thread.name if happened.thread else "")

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        self._log.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", text)
        if sys.stderr is not None:
            print(text, file=sys.stderr)


def watch(path: Path | None = None) -> Watch:
    """Watch over everything from now on; `path` is the log, by default in the system's folder for logs."""
    made = Watch(path)
    made.begin()
    return made


def versions() -> str:
    """What the authors need to know of this machine."""
    from importlib import metadata  # takes 50 ms, and hopefully nobody needs it

    try:
        own = metadata.version("cnn-lab")
    except metadata.PackageNotFoundError:
        own = "source"
    return (
        f"CNN Lab {own}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.platform()}, "
        f"{platform.machine()}"
    )


def _trouble(error: BaseException, thread: str) -> Trouble:
    details = f"{versions()}\nThread: {thread}\n\n{''.join(traceback.format_exception(error))}"
    if isinstance(error, LabError):
        return Trouble(error.message, details, mistake=True)
    if isinstance(error, MemoryError):
        message = Message(
            "There is not enough memory for this. Make the network or the batch smaller. Your work is kept."
        )
        return Trouble(message, details, mistake=True)
    message = Message(
        "Something went wrong that should not have: {error}. Your work is kept; save it before you go on.",
        error=f"{type(error).__name__}: {error}" if str(error) else type(error).__name__,
    )
    return Trouble(message, details, mistake=False)


def _open_log(path: Path) -> TextIO:
    """The log to append to; a large one is set aside first, so that the file stays the same while it is open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        for number in range(KEPT_LOGS - 1, 0, -1):
            older = path.with_name(f"{path.name}.{number}")
            if older.exists():
                older.replace(path.with_name(f"{path.name}.{number + 1}"))
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
