"""Keeps what is unsaved beside the documents, so that a crash costs seconds (lab.document.recovery)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.run_state import RunState

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lab.document.model import Model
    from lab.document.recovery import About, Slot
    from lab.ui.app.documents import Documents
    from lab.ui.app.session import Session
    from lab.ui.app.settings import Settings

EDITS_AFTER = 5.0  # seconds from the first unsaved edit until it is kept; writing may take as long again
CHECKPOINT_EVERY = 60.0  # seconds of training


class Autosave(QObject):
    """Keeps the document of one window, and checkpoints of its run, while they are unsaved.

    Graphs are copied here; encoding and writing happen on one thread of its own, in order. A checkpoint is taken by
    the run's thread between two steps, as for saving.
    """

    kept = Signal()  # something was written
    _done = Signal(object)  # None or why it failed

    def __init__(self, session: Session, documents: Documents, settings: Settings) -> None:
        super().__init__(documents)
        self._session, self._documents, self._settings = session, documents, settings
        self._thread: Executor | None = None  # made when it is needed first
        self._slot: Slot | None = None  # written on the thread only
        self._empty = True  # nothing is kept
        self._saved_edits = session.edits  # how many there were when nothing was unsaved
        self._kept_edits = -1
        self._kept_run: object = None
        self._generation = 0  # raised when what is being kept is no longer wanted
        self._writing = 0
        self._told = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.keep)
        self._checkpoints = QTimer(self)
        self._checkpoints.timeout.connect(self._checkpoint)
        self._done.connect(self._on_done)
        session.document_edited.connect(self._on_edit)
        session.document_replaced.connect(self.forget)
        session.runner.state_changed.connect(self._on_run)
        documents.saved.connect(self._on_saved)

    @property
    def every(self) -> float:
        """Seconds between two checkpoints of a run."""
        return self._settings.get("recovery/checkpoints", CHECKPOINT_EVERY)

    @every.setter
    def every(self, seconds: float) -> None:
        self._settings.set("recovery/checkpoints", seconds)
        if self._checkpoints.isActive():
            self._checkpoints.start(round(1000 * seconds))

    # -- keeping

    def keep(self) -> None:
        """Keep now what is unsaved; the run only while it rests (else the checkpoints do)."""
        self._soon.stop()
        if self._writing:
            self._keep_soon()
        elif self._session.unsaved:
            self._keep_document()
            if self._session.runner.state is not RunState.TRAINING:
                self._keep_run()

    def adopt(self, slot: Slot, edits: int) -> None:
        """The document was recovered from this slot: it is ours until the document is saved."""

        def take() -> None:
            if self._slot is not None:
                self._slot.remove()
            self._slot = slot

        self._saved_edits = self._session.edits - edits
        self._empty = False
        self._submit(take)

    def keep_model(self, model: Model) -> None:
        """Keep a recovered model that has no slot yet."""
        about = self._about()
        self._submit(lambda: self._own().keep_document(model, about))
        self._submit(lambda: self._own().keep_run(model, about))
        self._empty = False

    def checkpoint(self) -> Model | None:
        """The run as it was kept last; None if it was not, or stands in the document's file. FileError in words."""
        from lab.document.files import load
        from lab.document.recovery import RUN

        path = self._slot.folder / RUN if self._slot is not None else None
        return load(path) if path is not None and path.exists() else None

    def forget(self) -> None:
        """Nothing is unsaved, or nobody wants it: forget what is kept."""
        self._soon.stop()
        self._generation += 1
        self._told = False
        self._saved_edits = self._session.edits
        self._kept_edits, self._kept_run = -1, None
        if not self._empty:
            self._empty = True
            self._submit(lambda: self._slot.clear() if self._slot is not None else None)

    def close(self) -> None:
        """The document was closed as the learner wished. Returns when everything is written."""
        self._soon.stop()
        self._checkpoints.stop()
        self._generation += 1
        if self._thread is not None:
            self._thread.submit(lambda: self._slot.remove() if self._slot is not None else None)
            self._thread.shutdown(wait=True)

    # -- inside

    def _on_edit(self) -> None:
        if not self._session.unsaved:  # all was undone
            self.forget()
        else:
            self._keep_soon()

    def _keep_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start(round(1000 * self._settings.get("recovery/edits", EDITS_AFTER)))

    def _on_run(self) -> None:
        runner = self._session.runner
        if runner.state is RunState.TRAINING:
            if not self._checkpoints.isActive():
                self._checkpoints.start(round(1000 * self.every))
        else:
            self._checkpoints.stop()
            if runner.unsaved:
                self._keep_soon()

    def _on_saved(self, well: bool) -> None:
        if well:
            self.forget()
            self.keep()  # what came after it

    def _about(self) -> About:
        from lab.document.recovery import About

        session = self._session
        path = str(session.path.absolute()) if session.path is not None else None
        name = session.path.stem if session.path is not None else self._documents.title
        return About(name, path, self._documents.seen, max(0, session.edits - self._saved_edits))

    def _keep_document(self) -> None:
        from lab.document.model import Model

        session = self._session
        if self._kept_edits == session.edits:
            return
        self._kept_edits = session.edits
        document, about = session.document, self._about()
        model = Model(document.graph.copy(), document.setup, runs=session.runner.runs)
        self._write(lambda: self._own().keep_document(model, about))

    def _checkpoint(self) -> None:
        if not self._writing:  # else the disk is slower than the clock
            self._keep_run()

    def _keep_run(self) -> None:
        """Ask the run for a checkpoint, if it has gone on since the last one."""
        runner, generation = self._session.runner, self._generation
        mark, resting = runner.mark, runner.state is not RunState.TRAINING
        if not runner.unsaved or mark == self._kept_run:
            return

        def take(trainer: Any) -> Model | None:
            operation = trainer.operation
            if resting and operation is not None and operation.beat == "update":
                return None  # the learner looks at it half done; a checkpoint would end it
            model: Model = trainer.model()
            return model

        def write(model: object) -> None:
            if model is None or isinstance(model, LabError) or generation != self._generation:
                return
            self._kept_run = mark
            self._keep_document()
            about = self._about()
            self._write(lambda: self._own().keep_run(model, about))  # type: ignore[arg-type]

        runner.ask(take, write)

    def _own(self) -> Slot:
        """The slot; made when it is needed first. On the thread."""
        from lab.document.recovery import Slot

        if self._slot is None:
            self._slot = Slot.new()
        return self._slot

    def _write(self, work: Callable[[], object]) -> None:
        self._empty = False
        self._submit(work)

    def _submit(self, work: Callable[[], object]) -> None:
        def run() -> None:
            problem: Message | None = None
            try:
                work()
            except LabError as error:
                problem = error.message
            self._done.emit(problem)

        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(1, "autosave")
        self._writing += 1
        self._thread.submit(run)

    def _on_done(self, problem: Message | None) -> None:
        self._writing -= 1
        if problem is None:
            self.kept.emit()
            return
        self._kept_edits, self._kept_run = -1, None  # try again with the next edit or checkpoint
        if not self._told:
            self._told = True
            self._session.message.emit(
                Message("Unsaved work cannot be kept for the case of a crash. {reason}", reason=problem), "warning"
            )
