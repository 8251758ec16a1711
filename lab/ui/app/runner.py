"""The run of a document, as the interface sees it: its state, its numbers, and the verbs that steer it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from lab.document.model import Model
from lab.document.setup import Setup
from lab.engine.control import Unit
from lab.engine.record import Record
from lab.engine.snapshot import Interest
from lab.spec.errors import LabError
from lab.spec.message import Message
from lab.ui.app import live_settings, readiness
from lab.ui.app.interests import Interests
from lab.ui.app.run_state import RunState
from lab.ui.app.run_view import RunView
from lab.ui.app.turns import soon
from lab.ui.app.worker import Order, TrainerFactory, Worker, make_trainer

__all__ = ["READ", "SETTLE", "RunState", "Runner"]

if TYPE_CHECKING:
    from lab.ui.app.session import Session

READ = 83  # ms between two looks at the run: 12 a second
SLOWEST = 500  # ms between two looks where drawing is slow
SETTLE = 300  # ms without an edit until the network is prepared anew


class Runner(RunView):
    """Prepares the network in the background after edits, trains it on one thread, and reads it 12 times a second.

    A run works on a frozen copy: an edit after training makes it `stale` and never touches it. Learning rate, clip
    limit and number of epochs are the exceptions; they act at once. Verbs return at once.

    `pace` is the most steps a second; 0 is full speed.
    """

    state_changed = Signal()
    refused = Signal()  # asked to train a network that has errors
    updated = Signal()

    def __init__(self, session: Session, make: TrainerFactory = make_trainer, settle: int = SETTLE) -> None:
        super().__init__(session)
        self._make = make
        self._last: Worker | None = None  # the latest thread, which waits for those before it
        self._number = 0
        self._model: Model | None = None  # what a file gave to go on from
        self._carried: Worker | None = None  # whose run is on its way to the same network under other names
        self._interests = Interests()
        self._wanted: Callable[[], None] | None = None  # what to do as soon as data and network are ready
        self._seen: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._drawing_since = 0.0  # when drawing what was read began; 0 when all is drawn
        self.pace = 0.0
        self._timer = QTimer(self, interval=READ)
        self._timer.timeout.connect(self._read)
        self._settling.setInterval(settle)
        self._settling.timeout.connect(self._prepare)

    # -- the verbs

    def train(self) -> None:
        """Start or go on; what is missing is said in words. After the last epoch as many are added again."""
        if not self._ready_to_go(self.train):
            return
        worker = self._worker
        assert worker is not None
        self._stopped_early = False
        if worker.finished and worker.trainer is not None:
            run = self._session.document.setup.run
            if worker.trainer.epoch >= run.epochs:
                epochs = min(run.epochs + worker.order.setup.run.epochs, 100_000)
                live_settings.change(self._session, "run", Message("Train for more epochs"), epochs=epochs)
        worker.control.resume()
        self._read()

    def pause(self) -> None:
        """Stop after the step at work."""
        self._wanted = None
        if self._worker is not None:
            self._worker.control.pause()
        self._read()

    def toggle(self) -> None:
        """Train if paused, pause if training."""
        if self.state is RunState.TRAINING or self._wanted is not None:
            self.pause()
        else:
            self.train()

    def stop(self) -> None:
        """End the run here and test it; Train goes on from here, Reset starts anew."""
        self.pause()
        if self._worker is None or not self.trained or self.failure or self._worker.finished:
            return
        self._stopped_early = True
        control = self._worker.control

        def test(trainer: Any) -> None:
            trainer.record.test = trainer.evaluate("test", control)

        self.ask(test)
        self._read()

    def step(self, unit: Unit) -> None:
        """One operation, layer, beat, batch or epoch, then pause."""
        if not self._ready_to_go(lambda: self.step(unit)):
            return
        worker = self._worker
        assert worker is not None
        if worker.finished:
            self._session.message.emit(
                Message("All epochs are done. Train goes on for more of them; Reset starts anew."), "info"
            )
            return
        self._stopped_early = False
        worker.control.step(unit)
        self._read()

    def reset(self) -> None:
        """Back to the start of the network as it now is: same seed, same initial weights."""
        self._wanted = None
        if self._find_obstacle() is not None:
            self._tell_obstacle()  # and keep what there is
            return
        self._drop()
        self._model = None
        self._start()
        self._read()

    def randomize(self) -> None:
        """Other initial weights, from a new seed that stands in the run's settings."""
        seed = self._session.document.setup.run.seed
        new = random.choice([number for number in range(1, 1000) if number != seed])
        title = Message("New random weights (seed {seed})", seed=new)
        if live_settings.change(self._session, "run", title, merge=False, seed=new):
            self.reset()

    def set_learning_rate(self, value: float) -> None:
        """Change the rate, in the document and at once in the run."""
        live_settings.change(self._session, "optimizer", Message("Change the learning rate"), learning_rate=value)

    def set_clip_limit(self, value: float) -> None:
        """Change the limit of clipping, in the document and at once in the run."""
        live_settings.change(self._session, "run", Message("Change the clip limit"), clip_limit=value)

    def set_pace(self, steps_a_second: float) -> None:
        """Train no faster than so many steps a second, this run and the next; 0 is full speed."""
        self.pace = steps_a_second
        if self._worker is not None:
            self._worker.control.set("pace", steps_a_second)

    def watch(self, owner: object, interest: Interest | None) -> None:
        """What `owner` wants to see from now on; None is nothing."""
        if self._interests.watch(owner, interest):
            self._look()

    def ask(self, question: Callable[[Any], Any], answer: Callable[[Any], None] | None = None) -> bool:
        """Call `question(trainer)` on the run's thread between two steps, then `answer(what it gave)` here.

        False when there is no run to ask.
        """
        if self._worker is None or (self._worker.trainer is None and self._worker.failure is not None):
            return False
        self._worker.ask(question, answer)
        return True

    # -- the document

    def rebind(self, model: Model | None) -> None:
        """Another document is open; `model` is where its run goes on from."""
        self._wanted = None
        self._drop()
        self._record = Record()
        self._model = model if model is not None and model.weights else None
        self._runs = model.runs if model is not None else []
        self._saved = None
        self.reconsider()
        if self.obstacle is None:
            self._prepare()

    def setup_changed(self, before: Setup, after: Setup) -> None:
        """Learning rate, clip limit and epochs act on the run at once."""
        if self._worker is not None:
            live_settings.pass_on(self._worker, before, after)

    def reconsider(self) -> None:
        """The network, its setup or the data may be different now: prepare anew, or say what is missing."""
        self._find_obstacle()
        worker = self._worker
        if worker is not None and self.trained:
            self.stale = self._differs() and not self._carry_over()
        else:
            self.stale = False
            if self.obstacle is None and (worker is None or self._differs()):
                self._settling.start()
            elif self.obstacle is not None:
                self._settling.stop()
                if worker is not None and worker.order.samples is not self._session.samples:
                    self._drop()  # what it shows belongs to other data
        if self.obstacle is None and self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            wanted()
        self._read()

    def mark_saved(self, step: int | None = None) -> None:
        """The run was saved as it was after `step` (by default as it is now); it may have gone on since."""
        mark = self.mark
        self._saved = mark if mark is None or step is None else (mark[0], step)
        self.state_changed.emit()

    def kept_model(self) -> Model | None:
        """What was opened and has not been touched yet: nothing has been trained since."""
        model, document = self._model, self._session.document
        if model is None or self.trained:
            return None
        return readiness.carried(model, document.graph, document.setup)

    def close(self) -> None:
        """End the run's thread and wait for it."""
        self._settling.stop()
        self._timer.stop()
        self._wanted = None
        for worker in (self._worker, self._last):
            if worker is not None:
                worker.stop()
        if self._last is not None:
            self._last.join()
        self._worker = self._last = None

    # -- inside

    def _ready_to_go(self, again: Callable[[], None]) -> bool:
        """Have a worker for the network as it is; False if that cannot be (yet)."""
        worker = self._worker
        if worker is not None and self.trained and not self.stale and worker.failure is None:
            return True
        if worker is not None and self.state is RunState.TRAINING:
            return True  # the network was edited meanwhile: the run at work is not touched
        if self._session.data_loading.loading:
            self._wanted = again
            self._read()
            return False
        if self._find_obstacle() is not None:
            self._tell_obstacle()
            return False
        if worker is None or worker.failure is not None or self._differs():
            self._drop()
            self._start()
        return True

    def _tell_obstacle(self) -> None:
        if self.obstacle_issue is not None:
            self.refused.emit()
        elif self.obstacle is not None and not self._session.data_loading.loading:
            self._session.message.emit(self.obstacle, "warning")

    def _find_obstacle(self) -> Message | None:
        self.obstacle, self.obstacle_issue = readiness.obstacle(self._session)
        return self.obstacle

    def _differs(self) -> bool:
        """Whether the document is no longer what the run was made from."""
        worker, document = self._worker, self._session.document
        if worker is None:
            return True
        order = worker.order
        return order.samples is not self._session.samples or readiness.essence(
            order.network, order.setup, exact=not self.trained
        ) != readiness.essence(document.unfolded, document.setup, exact=not self.trained)

    def _prepare(self) -> None:
        """Compile and initialise in the background, unless a run is at work or nothing has changed."""
        if self.trained:
            self.reconsider()  # a run that was carried over has come meanwhile
            return
        if self._find_obstacle() is not None:
            return
        if self._worker is None or self._differs():
            self._drop()
            self._start()
        self._read()

    def _start(self) -> None:
        """A new worker for the document as it is."""
        session, document = self._session, self._session.document
        assert session.samples is not None
        assert session.split is not None
        self._settling.stop()
        self._number += 1
        model = self._model
        if model is not None:
            model = self._model = readiness.carried(model, document.graph, document.setup)
        given = model or Model(document.graph, document.setup, runs=self._runs)
        order = Order(document.graph.copy(), document.setup, session.samples, session.split, given)
        self._worker = self._last = Worker(self._number, order, self._make, after=self._last)
        if model is not None:
            self._saved = (self._number, int(model.state.get("step", 0)))
        if self.pace:
            self._worker.control.set("pace", self.pace)
        self._look()
        self._worker.start()
        self._timer.start()

    def _carry_over(self) -> bool:
        """Have the run go on under new names of its layers, with all that it has learned, where layers were only folded
        or unfolded; False where the network is another."""
        worker, document = self._worker, self._session.document
        if worker is None or worker.failure is not None or worker.order.samples is not self._session.samples:
            return False
        if not readiness.renamed(worker.order.network, worker.order.setup, document.unfolded, document.setup):
            return False
        if self._carried is worker:
            return True

        def go_on(model: Model | LabError) -> None:
            if self._worker is not worker or isinstance(model, LabError):
                return
            self._carried = None
            if readiness.carried(model, document.graph, document.setup) is None:
                self.reconsider()  # edited further: it is left as it is
                return
            saved, stopped, running = self._saved == self.mark, self._stopped_early, worker.control.running
            self._drop()
            self._model = model
            self._start()
            if not saved:
                self._saved = None
            self._stopped_early = stopped
            if running:
                self._worker.control.resume()

        self._carried = worker
        self.ask(lambda trainer: trainer.model(), go_on)
        return True

    def _drop(self) -> None:
        """Forget the run; its thread ends after the step at work."""
        self._settling.stop()
        if self._worker is not None:
            self._runs = self.runs
            self._worker.stop()
            self._worker = None
        self._timer.stop()
        self._record, self.snapshot = Record(), None
        self._stopped_early, self.stale = False, False

    def _look(self) -> None:
        """Tell the run what is watched, as far as it has these layers."""
        if self._worker is not None:
            order = self._worker.order
            self._worker.control.look_at(self._interests.union(order.network, len(order.samples)))

    def _read(self) -> None:
        """Take what the run has to show, and announce what is new."""
        worker = self._worker
        if worker is not None:
            while worker.answers:
                answer, given = worker.answers.popleft()
                answer(given)
            snapshot = worker.mailbox.take()
            if snapshot is not None and snapshot.run == worker.number:
                self.snapshot = snapshot
        state = self._state()
        shown = (state, self.stale, self.operation, self.obstacle, self.failure, worker, self.compiled)
        if shown != self._shown:
            self._shown, self.state = shown, state
            self.state_changed.emit()
        record = self.record
        lengths = tuple(map(len, (record.steps, record.evaluations, record.sizes)))
        seen = (worker, self.snapshot, record, lengths, record.test, self.operation)
        if seen != self._seen:
            self._seen = seen
            self._drawing_since = self._drawing_since or time.perf_counter()
            self.updated.emit()
            soon(self, self._adapt)  # after all who draw what is new, each in its turn

    def _adapt(self) -> None:
        """Read less often where drawing takes long: four fifths of the time are the learner's and the run's."""
        seconds, self._drawing_since = time.perf_counter() - self._drawing_since, 0.0
        self._timer.setInterval(min(max(READ, round(5000 * seconds)), SLOWEST))
