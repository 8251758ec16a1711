"""The loop that trains: plain Python on one worker thread, around long calls into the program."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from typing import Literal, NoReturn

import numpy as np

from lab.datasets.base import Part, Samples, Split
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.runs import Stretch
from lab.document.setup import Setup
from lab.document.shapes import Analysis
from lab.engine.control import Control, Step
from lab.engine.diagnosis import Diverged, check_rows, diverged, explain
from lab.engine.evaluate import Evaluator
from lab.engine.first_weights import measured_weights
from lab.engine.goal import Goal, Place
from lab.engine.last_good import LastGood
from lab.engine.network import CURVE, Beat
from lab.engine.observer import Observer
from lab.engine.pace import Pace
from lab.engine.plan import Plan
from lab.engine.record import Record
from lab.engine.rows import Row, Rows
from lab.engine.run_log import RunLog
from lab.engine.snapshot import Interest, Progress, Snapshot
from lab.engine.stepper import LONG, Stepper
from lab.kernels.state import BATCH, NON_FINITE, UPDATES
from lab.schedules.base import Memory, Schedule
from lab.spec.errors import DataError
from lab.spec.message import Message

MOST_THREADS = 8  # where nobody says how many
EVALUATE_STEPS = 20  # at least so many steps between two evaluations
State = Literal["running", "paused", "finished"]


class Trainer:
    """One run of one network. Constructing compiles and initialises; `run` trains until stopped or finished.

    The graph is copied. The same seed gives the same numbers, bit for bit, whatever the number of threads.

    Args:
        model: continue from these weights, optimiser state and record instead of starting anew; without weights only
            its runs are remembered.
        threads: the most processor threads; None takes the setup's, 0 chooses. A small network runs on one.
        keep: arrays that can be read at any time, all if None (lab.engine.network); less takes less memory.
        on_plan: hears how many bytes the run takes beside its data, before they are set aside.
        on_compile: hears (done, of) while kernels are compiled for the first time, in another process.
    Errors: PlanError, DataError in words; `run` raises Diverged when a loss or gradient is not finite.
    """

    def __init__(
        self,
        graph: Graph,
        setup: Setup,
        samples: Samples,
        split: Split,
        *,
        model: Model | None = None,
        threads: int | None = None,
        number: int = 0,
        keep: Collection[str] | None = None,
        on_plan: Callable[[int], None] = lambda size: None,
        on_compile: Callable[[int, int], None] | None = None,
    ) -> None:
        if len(split.training) == 0:
            raise DataError(Message("No samples are left for training. Make the other parts smaller."))
        self.graph, self.setup, self.samples, self.split = graph.copy(), setup, samples, split
        self.number = number
        batch = min(setup.run.batch_size, len(split.training))
        threads = (setup.run.threads if threads is None else threads) or min(os.cpu_count() or 1, MOST_THREADS)
        plan = Plan(self.graph, setup, samples, batch=batch, threads=threads, keep=keep)
        on_plan(plan.bytes)
        plan.allocate()
        self.network = plan.training
        self.threads = self.network.program.threads
        self.network.program.compile(on_compile)
        self.network.initialize(setup.run.seed)
        for name, values in measured_weights(self.network.graph, samples, split.training).items():
            self.network.arena.write(name, values)
        self._evaluator = Evaluator(plan.evaluation, samples)
        self._observer = Observer(self.network, samples, number)
        self._last_good = LastGood(self.network)
        self._stepper = Stepper(self.network, lambda sizes: self.record.sizes.append(step=self.step, **sizes))
        self._pace = Pace(self._stepper)
        self._rows = Rows(self.network)
        self.record = Record(self._stepper.layers)
        self.progress = Progress()
        self.state: State = "paused"
        self.operation: Row | None = None  # the last one done, where the run does not rest between two steps
        self._epoch = 0
        self._memory: Memory = {}  # what the schedule keeps of the run
        self._goal = Goal(self._rows)
        self._number = 1  # of the step at work, from 1
        if model is not None and model.weights:
            self._restore(model)
        self._start_epoch(int(model.state.get("batch", 0)) if model is not None and model.weights else 0)
        earlier = model.runs if model is not None else []
        self._log = RunLog(earlier, self.setup, self.network, continued=self.step > 0)
        if self.step == 0:
            self._evaluate(Control())
        elif self._batch == 0 and len(self.split.validation) and self._evaluated_step != self.step:
            self._judge(Control())  # which the end of the run that is continued here cut short
        self._keep()
        self._update_progress()

    # -- where the run is

    @property
    def analysis(self) -> Analysis:
        """Shapes and sizes of the run's own graph."""
        return self.network.analysis

    @property
    def step(self) -> int:
        """Updates done."""
        return int(self.network.program.state[UPDATES])

    @property
    def epoch(self) -> float:
        """Passes through the training samples, e.g. 2.5."""
        return self._epoch + self._batch / self.network.batches

    @property
    def beat(self) -> Beat | None:
        """The beat of the last operation done, where the run does not rest between two steps."""
        return self.operation.beat if self.operation is not None else None

    @property
    def _place(self) -> Place:
        return self._epoch, self._batch, self._stepper.row

    @property
    def _batch(self) -> int:
        return int(self.network.program.state[BATCH])

    @property
    def epochs(self) -> int:
        """Passes asked for."""
        return int(self.setup.run.epochs)

    def _start_epoch(self, batch: int = 0) -> None:
        random = np.random.default_rng([self.setup.run.seed, 1, self._epoch])
        self.network.start_pass(random.permutation(self.split.training))
        self.network.program.state[BATCH] = batch

    # -- the loop

    def run(self, control: Control, publish: Callable[[Snapshot], None]) -> None:
        """Train as `control` says, until it says stop or all epochs are done."""
        control.interrupt = self.network.program.interrupt
        seen: Interest | None = None
        while True:
            self.network.program.interrupt(False)  # before looking: what comes later interrupts the next call
            self._answer(control)
            if control.stopped:
                break
            step = control.step_at_work
            if step is None and not control.running:
                self.state = "paused"
                if seen != control.interest:
                    seen = control.interest
                    publish(self.snapshot(seen))
                control.wait(seen)
                continue
            seen = None
            self._log.begin(self.setup, self.record, self.step, self.epoch)
            self.state, self.record.test = "running", None  # what was tested is no longer what is there
            started = time.perf_counter()
            try:
                done = self._go_on(step, control, publish)
            finally:
                self._log.add(self.step, self.epoch, time.perf_counter() - started)
            self._update_progress()
            if done and step is not None:
                control.step_done(step)
            if self._epoch >= self.epochs:
                control.drop_steps()
                break
        self.state = "finished" if self._epoch >= self.epochs else "paused"
        if self.state == "finished" and self.record.test is None:
            self.record.test = self.evaluate("test", control)
        publish(self.snapshot(control.interest))

    def _go_on(self, step: Step | None, control: Control, publish: Callable[[Snapshot], None]) -> bool:
        """Train until the step (None: the run) is done or somebody wants something else; whether it is done."""
        goal = self._goal.of(step, self._place, self.epochs)
        if step is None:
            self.operation = None
        by_rows = step is not None and step.unit in ("operation", "layer", "beat")
        while self._place < goal and self._epoch < self.epochs:
            now = time.perf_counter()
            due = self._pace.is_time_to_publish(now)
            before = self.step
            look = by_rows or goal[1] == self._batch + 1 or self._pace.is_time_to_look(self.step, now)
            within = goal[:2] == self._place[:2]
            if within or self._stepper.row or self._stepper.is_long:
                self._part_of_step(goal[2] if within else len(self._rows), look, by_rows, step, control)
            else:
                self._whole_steps(goal[1] - self._batch if goal[0] == self._epoch else CURVE, look)
            self._end_of_epoch(control)
            self._keep()
            if (rest := self._pace.rest(self.step - before, time.perf_counter() - now)) > 0:
                control.rest(rest, step)
            if due:
                self._update_progress()
                publish(self.snapshot(control.interest))
            if control.interrupts(step):
                break
        row = self._stepper.row
        self.operation = self._rows[(row or len(self._rows)) - 1] if row or by_rows else None
        return self._place >= goal

    def _answer(self, control: Control) -> None:
        for name, value in control.take_settings().items():
            if name == "pace":
                self._pace.limit = value
            elif name == "learning_rate":
                self.setup = self.setup.changed(optimizer=self.setup.optimizer.replace(learning_rate=value))
            else:
                self.setup = self.setup.changed(run=self.setup.run.replace(clip_limit=value))
                self.network.set_clip_limit(value)
        for _ in range(control.questions):  # not those that the answers ask: the run must get on between
            question = control.take_question()
            if question is not None:
                question(self)

    def _whole_steps(self, count: int, look: bool) -> None:
        """At most `count` steps, within the epoch."""
        count = min(count, self._pace.steps_at_once(self.step), self.network.batches - self._batch)
        self._set_rates(count)
        self._stepper.whole_steps(count, look=look)
        self._after_rows()

    def set_schedule(self, schedule: Schedule) -> None:
        """Follow another schedule from the next step on, as if it had been there from the start."""
        self.setup, self._memory = self.setup.changed(schedule=schedule), {}

    def _set_rates(self, count: int) -> None:
        """Learning rates of the next `count` steps: the schedule's share of what the learner has set."""
        schedule, steps = self.setup.schedule, np.arange(self.step, self.step + count)
        factors = schedule.factors(steps, self.network.batches, self.epochs) * schedule.scale(self._memory)
        self.network.set_rates(self.setup.optimizer.learning_rate * factors)

    def _part_of_step(self, end: int, look: bool, check: bool, step: Step | None, control: Control) -> None:
        """The step at work up to a row, in slices, until somebody wants something else; `check` looks at every row."""
        stepper = self._stepper
        if stepper.row == 0:
            stepper.begin(look=look)
            self._number = self.step + 1
        if stepper.row <= self.network.beats["update"][0]:
            self._set_rates(1)
        patient_until = time.perf_counter() + LONG
        while True:
            first = stepper.row
            stop = first + 1 if check else min(end, stepper.slice_end()) if stepper.is_long else end
            stepper.advance(stop)
            self._after_rows()
            if check and (error := check_rows(self.network, first, stop, self._number, self.setup)) is not None:
                self._fail(error)
            if stepper.row in (0, end) or (time.perf_counter() > patient_until and control.interrupts(step)):
                return

    def _after_rows(self) -> None:
        """Take what the rows just run have written; Diverged if the guard has stopped them."""
        stopped = self.network.stop_reason == NON_FINITE
        if stopped or self._stepper.row == 0:
            self._keep_curves()
        if stopped:
            self._fail(diverged(self.network, self.step + 1, self.setup))

    def _fail(self, error: Diverged) -> NoReturn:
        """End here, with weights that can be used."""
        self._stepper.row, self.operation = 0, error.row
        if self.step >= error.step:  # the update has been made
            self._epoch, batch = self._last_good.restore()
            self._start_epoch(batch)
        raise error

    def _keep(self) -> None:
        """Between two steps: keep the weights, to go back to should they not be finite one day."""
        bad = self._last_good.keep(self._epoch) if self._stepper.row == 0 else None
        if bad is not None:
            self._fail(explain(self.network, None, bad, self.step, self.setup))

    def _keep_curves(self) -> None:
        losses, hits = self.network.take_curves()
        if len(losses) == 0:
            return
        steps = np.arange(self.step - len(losses) + 1, self.step + 1)
        epochs = self._epoch + (np.arange(self._batch - len(losses), self._batch) + 1) / self.network.batches
        if not self.samples.classes:
            hits = np.full(len(hits), np.nan)
        rates = self.network.rates[: len(losses)]
        self.record.steps.append(step=steps, epoch=epochs, loss=losses, accuracy=hits, learning_rate=rates)

    def _end_of_epoch(self, control: Control) -> None:
        if self._batch < self.network.batches:
            return
        self._epoch += 1
        self._judge(control)
        self._start_epoch()

    def _judge(self, control: Control) -> None:
        """At the end of an epoch: evaluate if it is time to, and let the schedule see how the run goes.

        It sees the validation loss or, without validation samples, the mean training loss since it last looked.
        """
        every = max(1, EVALUATE_STEPS // self.network.batches)
        if self._epoch % every == 0 or self._epoch == self.epochs:
            self._evaluate(control)
        if self._epoch % every:
            return
        if len(self.split.validation) == 0:
            losses = self.record.steps.column("loss")[-every * self.network.batches :]
        elif self._evaluated_step == self.step:
            losses = self.record.evaluations.column("loss")[-1:]
        else:
            return  # stopped before it was done
        self._memory = self.setup.schedule.look(self._memory, float(losses.mean()))

    @property
    def _evaluated_step(self) -> int:
        """Step of the last evaluation; -1 before the first."""
        evaluations = self.record.evaluations
        return int(evaluations.column("step")[-1]) if len(evaluations) else -1

    def _evaluate(self, control: Control) -> None:
        if len(self.split.validation):
            result = self.evaluate("validation", control)
            if result is not None:
                self.record.evaluations.append(
                    step=self.step, epoch=float(self._epoch), loss=result[0], accuracy=result[1]
                )

    def evaluate(self, part: Part, control: Control | None = None) -> tuple[float, float] | None:
        """Mean loss and accuracy over a part of the samples; None if it is empty or the run is stopped meanwhile."""
        self._evaluator.network.copy_weights_from(self.network)
        return self._evaluator.run(self.split.part(part), lambda: control is not None and control.stopped)

    def _update_progress(self) -> None:
        batches = self.network.batches
        left = max(0, self.epochs * batches - self._epoch * batches - self._batch)
        known = self._stepper.seconds > 0
        each = self._pace.seconds
        seconds = left * each if known else None
        rate = self.network.batch / each if known else 0.0
        self.progress = Progress(self.step, self.epochs * batches, self.epoch, self.epochs, seconds, rate)

    # -- what others see

    @property
    def runs(self) -> list[Stretch]:
        """How the document was trained so far, this run included."""
        return self._log.stretches(self.record)

    def snapshot(self, interest: Interest) -> Snapshot:
        """Copies of what is of interest."""
        return self._observer.snapshot(interest, self.step, self.epoch)

    def model(self) -> Model:
        """Everything that is needed to go on later as if nothing had happened; an update that has begun is ended."""
        if self._stepper.row > self.network.beats["update"][0]:
            self._stepper.advance(len(self._rows))
            self.operation = None
            self._after_rows()
            self._end_of_epoch(Control())
        arena = self.network.arena
        return Model(
            graph=self.graph.copy(),
            setup=self.setup,
            weights=self.network.weights(),
            optimizer={name: arena.read(name) for name in self.network.optimizer_states()},
            state={"step": self.step, "epoch": self._epoch, "batch": self._batch, "schedule": dict(self._memory)},
            record=self.record.to_json(),
            runs=self.runs,
        )

    def _restore(self, model: Model) -> None:
        self.network.load_weights(model.weights)
        for name in self.network.optimizer_states():
            if name in model.optimizer:
                self.network.arena.write(name, model.optimizer[name])
        self.network.program.state[UPDATES] = int(model.state.get("step", 0))
        self._epoch = int(model.state.get("epoch", 0))
        self._memory = dict(model.state.get("schedule", {}))
        if model.record:
            self.record = Record.from_json(model.record)

    def close(self) -> None:
        """Let the kernels' threads end."""
        self.network.close()
        self._evaluator.close()
