"""What can be seen of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lab.engine.record import Record
from lab.engine.snapshot import Progress, Snapshot
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.run_state import RunState
from lab.ui.app.worker import Worker

if TYPE_CHECKING:
    from lab.document.advice import Issue
    from lab.document.runs import Stretch
    from lab.engine.rows import Row
    from lab.ui.app.session import Session


class RunView(QObject):
    """State and numbers of the run of a session.

    Attributes:
        state: what the run is doing.
        stale: whether the network was edited since the run.
        snapshot: the latest copies of what is watched.
        obstacle: why the network cannot be trained as it stands; `obstacle_issue` is the issue of the
            check that it is, None where it is the data.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._worker: Worker | None = None
        self._record = Record()
        self._runs: list[Stretch] = []  # of the document before the run
        self._settling = QTimer(self, singleShot=True)  # active while the learner is still editing
        self._stopped_early = False
        self._saved: tuple[int, int] | None = None  # number of the run and step that a file holds
        self.state = RunState.EMPTY
        self.stale = False
        self.snapshot: Snapshot | None = None
        self.obstacle: Message | None = None
        self.obstacle_issue: Issue | None = None

    @property
    def obstacle_node(self) -> str | None:
        """The layer to look at, where there is one."""
        return self.obstacle_issue.node if self.obstacle_issue is not None else None

    @property
    def record(self) -> Record:
        """The curves of the run."""
        trainer = self._worker.trainer if self._worker else None
        return trainer.record if trainer is not None else self._record

    @property
    def runs(self) -> list[Stretch]:
        """How the document was trained so far, the run included."""
        trainer = self._worker.trainer if self._worker else None
        return trainer.runs if trainer is not None else self._runs

    @property
    def progress(self) -> Progress:
        """How far the run is."""
        trainer = self._worker.trainer if self._worker else None
        return trainer.progress if trainer is not None else Progress(epochs=self._session.document.setup.run.epochs)

    @property
    def failure(self) -> LabError | None:
        """Why the run failed; None when it did not."""
        return self._worker.failure if self._worker else None

    @property
    def operation(self) -> Row | None:
        """The last operation done, where the run does not rest between two steps; where it failed, the culprit."""
        trainer = self._worker.trainer if self._worker else None
        return trainer.operation if trainer is not None else None

    @property
    def beat(self) -> str | None:
        """The beat of that operation: "forward", "loss", "backward" or "update"."""
        return self.operation.beat if self.operation is not None else None

    @property
    def trained(self) -> bool:
        """Whether the run has done anything that would be lost."""
        trainer = self._worker.trainer if self._worker else None
        return trainer is not None and (trainer.step > 0 or trainer.operation is not None)

    @property
    def unsaved(self) -> bool:
        """Whether the run is further than what was last saved or opened."""
        return self.trained and self.mark != self._saved

    @property
    def compiled(self) -> tuple[int, int] | None:
        """(kernels ready, kernels needed) while they are compiled for the first time on this machine."""
        worker = self._worker
        return worker.compiled if worker is not None and worker.trainer is None else None

    @property
    def threads(self) -> int:
        """Processor threads of the run; 0 while there is none."""
        trainer = self._worker.trainer if self._worker else None
        return trainer.threads if trainer is not None else 0

    @property
    def mark(self) -> tuple[int, int] | None:
        """Number of the run and its step: what tells two moments apart; None while there is no run."""
        worker = self._worker
        return (worker.number, worker.trainer.step) if worker is not None and worker.trainer is not None else None

    def _state(self) -> RunState:
        worker = self._worker
        if worker is None:
            waiting = self._session.data_loading.loading or self._settling.isActive()
            return RunState.PREPARING if waiting else RunState.EMPTY
        if worker.failure is not None:
            return RunState.FAILED
        if worker.trainer is None:
            return RunState.PREPARING
        if worker.finished or (self._stopped_early and not worker.control.running):
            return RunState.FINISHED
        if worker.control.running or worker.control.stepping:
            return RunState.TRAINING
        if self.trained:
            return RunState.PAUSED
        if self._session.data_loading.loading:
            return RunState.PREPARING
        return RunState.EMPTY if self.obstacle is not None else RunState.READY
