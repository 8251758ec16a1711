"""Loads a data set and splits it on a thread of its own, with progress; a newer wish replaces an older one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app.worker import report_exception, unexpected

if TYPE_CHECKING:
    from lab.datasets.base import Dataset, Progress, Samples

POLL = 40  # ms between two looks at the thread
Load = Callable[["Dataset", "Progress"], "Samples"]


def load_samples(dataset: Dataset, progress: Progress) -> Samples:
    """The samples of a data set."""
    return dataset.load(progress)


@dataclass(frozen=True)
class LoadProgress:
    """How far loading is: `share` from 0 to 1 and what is being done, in words."""

    share: float = 0.0
    what: Message | None = None


class _Job:
    """One wish: load this."""

    def __init__(self, dataset: Dataset, load: Load, after: _Job | None) -> None:
        self.dataset = dataset
        self.samples: Samples | None = None
        self.failure: LabError | None = None
        self.progress = LoadProgress()
        self.cancelled = False
        self._load = load
        self._after = after
        self.thread = threading.Thread(target=self._work, name=f"data {dataset.name}", daemon=False)
        self.thread.start()

    def cancel_all(self) -> None:
        """Stop this and what it waits for."""
        self.cancelled = True
        before = self._after
        if before is not None:
            before.cancel_all()

    @property
    def done(self) -> bool:
        return self.samples is not None or self.failure is not None

    def _work(self) -> None:
        if self._after is not None:
            self._after.thread.join()
            self._after = None
        if self.cancelled:
            return
        try:
            self.samples = self._load(self.dataset, self._advance)
        except LabError as error:
            self.failure = error
        except Exception as error:
            self.failure = unexpected(error)
            report_exception()

    def _advance(self, share: float, what: Message) -> bool:
        self.progress = LoadProgress(share, what)
        return not self.cancelled


class DataLoading(QObject):
    """Keeps the samples of the data set that was asked for last, and those of the one before it (for undo).

    `want` is for the data that the document needs now; `fetch` loads another one ahead, while the first stays in use.
    """

    changed = Signal()  # what was wanted is loaded, has failed, or is something else now
    progressed = Signal()  # loading has begun, is further, or is over: look at `progress`

    def __init__(self, parent: QObject | None = None, load: Load = load_samples) -> None:
        super().__init__(parent)
        self.samples: Samples | None = None
        self.failure: LabError | None = None
        self._load = load
        self._job: _Job | None = None
        self._fetching: tuple[_Job, Callable[[Samples | LabError], None]] | None = None
        self._last_job: _Job | None = None
        self._kept: dict[Dataset, Samples] = {}
        self._shown: LoadProgress | None = None
        self._timer = QTimer(self, interval=POLL)
        self._timer.timeout.connect(self._look)

    @property
    def loading(self) -> bool:
        """Whether the thread is at work for the data set that the document needs."""
        return self._job is not None

    @property
    def progress(self) -> LoadProgress | None:
        """How far loading is; None while nothing is loaded."""
        job = self._fetching[0] if self._fetching is not None else self._job
        return job.progress if job is not None else None

    def want(self, dataset: Dataset) -> None:
        """Load this data set unless it is here already."""
        if self._job is not None:
            if self._job.dataset == dataset:
                return
            self._job.cancelled = True
        self.samples, self.failure, self._job = self._kept.get(dataset), None, None
        if self.samples is None:
            self._job = self._begin(dataset)
        self._announce()
        self.changed.emit()

    def fetch(self, dataset: Dataset, then: Callable[[Samples | LabError], None]) -> None:
        """Load ahead, then call `then`; a later fetch takes the place of this one."""
        if self._fetching is not None:
            self._fetching[0].cancelled = True
            self._fetching = None
        if dataset in self._kept:
            then(self._kept[dataset])
        else:
            self._fetching = (self._begin(dataset), then)
        self._announce()

    def cancel(self) -> None:
        """Stop what is loading; data that the document needs stays away until it is asked for again."""
        if self._fetching is not None:
            self._fetching[0].cancelled = True
            self._fetching = None
        elif self._job is not None:
            self._job.cancelled = True
            self._job = None
            self.failure = LabError(Message("Loading the data was stopped. Choose the data set again to load it."))
            self.changed.emit()
        self._announce()

    def close(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._job = self._fetching = None
        if self._last_job is not None:  # it waits for those before it
            self._last_job.cancel_all()
            self._last_job.thread.join()

    def _begin(self, dataset: Dataset) -> _Job:
        self._last_job = _Job(dataset, self._load, self._last_job)
        self._timer.start()
        return self._last_job

    def _look(self) -> None:
        if self._fetching is not None and self._fetching[0].done:
            (job, then), self._fetching = self._fetching, None
            self._keep(job)
            given = job.samples if job.samples is not None else job.failure
            assert given is not None
            then(given)
        job_done = self._job
        if job_done is not None and job_done.done:
            self._job = None
            self._keep(job_done)
            self.samples, self.failure = job_done.samples, job_done.failure
            self.changed.emit()
        if self._job is None and self._fetching is None:
            self._timer.stop()
        self._announce()

    def _keep(self, job: _Job) -> None:
        if job.samples is not None:
            self._kept = dict([*list(self._kept.items())[-1:], (job.dataset, job.samples)])

    def _announce(self) -> None:
        if self.progress != self._shown:
            self._shown = self.progress
            self.progressed.emit()
