"""One run on one thread: prepares the trainer, trains as told, and stays for questions until it is told to end."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from lab.document.unfolding import unfolded
from lab.engine.control import Control
from lab.engine.snapshot import Mailbox
from lab.spec.errors import LabError
from lab.spec.message import Message

if TYPE_CHECKING:
    from lab.datasets.base import Samples, Split
    from lab.document.graph import Graph
    from lab.document.model import Model
    from lab.document.setup import Setup
    from lab.engine.trainer import Trainer


class TrainerFactory(Protocol):
    """Makes a trainer: compiles and initialises, so it is called on the worker's thread."""

    def __call__(
        self,
        graph: Graph,
        setup: Setup,
        samples: Samples,
        split: Split,
        *,
        model: Model | None,
        number: int,
        on_compile: Callable[[int, int], None],
    ) -> Trainer: ...


def make_trainer(
    graph: Graph,
    setup: Setup,
    samples: Samples,
    split: Split,
    *,
    model: Model | None,
    number: int,
    on_compile: Callable[[int, int], None],
) -> Trainer:
    """The engine's trainer; the engine (and with it Numba) is imported on the worker's thread."""
    from lab.engine.trainer import Trainer

    trainer = Trainer(graph, setup, samples, split, model=model, number=number, on_compile=on_compile)
    _keep_what_is_loaded()
    return trainer


@functools.cache
def _keep_what_is_loaded() -> None:
    """From now on the collector passes over Qt, the plots and Numba, which live as long as the program.

    Looking through their 160,000 objects would stop every thread for a tenth of a second, again and again.
    """
    gc.freeze()


class CalledOffError(Exception):
    """Nobody needs the trainer any more that is being prepared."""


@dataclass(frozen=True)
class Order:
    """What is to be trained: a frozen copy, which later edits do not touch. `model` is where to go on from."""

    graph: Graph
    setup: Setup
    samples: Samples
    split: Split
    model: Model | None = None

    @functools.cached_property
    def network(self) -> Graph:
        """The flat network."""
        return unfolded(self.graph)


Answer = tuple[Callable[[Any], None], Any]


class Worker:
    """The thread of one run. All attributes may be read from any thread.

    trainer: None while it is being prepared. failure: why the run ended, in words. finished: all epochs are done.
    compiled: (kernels ready, kernels needed) while they are compiled for the first time on this machine.
    answers: what questions gave, for the thread that asked.
    """

    def __init__(self, number: int, order: Order, make: TrainerFactory, after: Worker | None = None) -> None:
        self.number = number
        self.order = order
        self.control = Control()
        self.mailbox = Mailbox()
        self.trainer: Trainer | None = None
        self.failure: LabError | None = None
        self.finished = False
        self.compiled: tuple[int, int] | None = None
        self.answers: deque[Answer] = deque()
        self._make = make
        self._after = after
        self._thread = threading.Thread(target=self._work, name=f"run {number}", daemon=False)

    def start(self) -> None:
        """Begin to prepare; training waits for the control."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end after the step at work."""
        self.control.stop()

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def ask(self, question: Callable[[Any], Any], answer: Callable[[Any], None] | None = None) -> None:
        """Call `question(trainer)` on the run's thread; what it gives (or its LabError) is put into `answers`."""

        def safely(trainer: Any) -> None:
            try:
                given = question(trainer)
            except LabError as error:
                given = error
            except Exception:
                report_exception()  # a mistake in a question must not end the run
                return
            if answer is not None:
                self.answers.append((answer, given))

        self.control.ask(safely)

    # -- on the thread

    def _work(self) -> None:
        if self._after is not None:
            self._after.join()  # one run at a time
            self._after = None
        if self.control.stopped:
            return
        try:
            order = self.order
            trainer = self._make(
                order.graph,
                order.setup,
                order.samples,
                order.split,
                model=order.model,
                number=self.number,
                on_compile=self._on_compile,
            )
        except CalledOffError:
            return
        except LabError as error:
            self.failure = error
            return
        except Exception as error:
            self.failure = unexpected(error)
            report_exception()
            return
        self.trainer = trainer
        try:
            self._serve(trainer)
        finally:
            trainer.close()

    def _on_compile(self, done: int, needed: int) -> None:
        if self.control.stopped:
            raise CalledOffError
        self.compiled = (done, needed)

    def _serve(self, trainer: Trainer) -> None:
        self.finished = trainer.epoch >= trainer.epochs  # a finished run that was opened again
        while not self.control.stopped:
            try:
                if not self.finished:
                    trainer.run(self.control, self.mailbox.put)
                    self.finished = trainer.state == "finished"
            except LabError as error:
                self.failure = error
            except Exception as error:
                self.failure = unexpected(error)
                report_exception()
            if not self.control.stopped:
                self._wait(trainer)

    def _wait(self, trainer: Trainer) -> None:
        """Answer questions and show what is asked for, until the run shall go on (after more epochs were asked for)."""
        control = self.control
        control.pause()
        seen = control.interest
        self.mailbox.put(trainer.snapshot(seen))
        while not control.stopped:
            control.wait(seen)
            control.take_settings()
            while (question := control.take_question()) is not None:
                question(trainer)
            if seen != control.interest:
                seen = control.interest
                self.mailbox.put(trainer.snapshot(seen))
            if control.running and self.failure is None and trainer.epoch < trainer.epochs:
                self.finished = False
                return
            if control.running:
                control.pause()
            control.drop_steps()


class Unexpected(LabError):
    """A mistake of ours."""


def unexpected(error: Exception) -> Unexpected:
    """A mistake of ours in words for the user."""
    return Unexpected(
        Message(
            "Something went wrong inside CNN Lab ({kind}). Your network is safe: save it, then start the run again. "
            "The details are in the log (Help menu).",
            kind=type(error).__name__,
        )
    )


def report_exception() -> None:
    """Hand the exception at work to the hook that logs and shows it."""
    kind, error, trace = sys.exc_info()
    if kind is not None:
        threading.excepthook(threading.ExceptHookArgs((kind, error, trace, threading.current_thread())))
