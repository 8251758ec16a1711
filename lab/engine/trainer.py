"""The loop that trains: plain Python on one worker thread, around long calls into the program."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from lab.datasets.base import Part, Samples, Split
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import Setup
from lab.document.shapes import Analysis, analyse
from lab.engine.control import Control
from lab.engine.diagnosis import diverged
from lab.engine.evaluate import Evaluator
from lab.engine.network import BEATS, CURVE, Beat, Clipping, Network
from lab.engine.probe import Probe
from lab.engine.record import Record
from lab.engine.sizes import Sizes
from lab.engine.snapshot import Interest, Progress, Snapshot
from lab.kernels.state import BATCH, NON_FINITE, UPDATES
from lab.schedules.base import Memory, Schedule
from lab.spec.errors import DataError
from lab.spec.message import Message

PUBLISH_SECONDS = 0.08  # between two looks: 12 a second
LOOK_SHARE = 0.08  # of the time that looking at the sizes of gradients and updates may take
FIRST_LOOKS = 10  # steps that are all looked at: most happens early
SMALL_STEP = 2e7  # floating-point operations of a step that one thread does faster than a gang
EVALUATE_STEPS = 20  # at least so many steps between two evaluations
State = Literal["running", "paused", "finished"]


class Trainer:
    """One run of one network. Constructing compiles and initialises; `run` trains until stopped or finished.

    The graph is copied. The same seed gives the same numbers, bit for bit, whatever the number of threads.

    Args:
        model: continue from these weights, optimiser state and record instead of starting anew.
        threads: processor threads; None takes the setup's, 0 chooses by the network's size.
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
        on_compile: Callable[[int, int], None] | None = None,
    ) -> None:
        if len(split.training) == 0:
            raise DataError(Message("No samples are left for training. Make the other parts smaller."))
        self.graph, self.setup, self.samples, self.split = graph.copy(), setup, samples, split
        self.number = number
        batch = min(setup.run.batch_size, len(split.training))
        self.threads = _choose_threads(setup.run.threads if threads is None else threads, analyse(self.graph), batch)
        self.network = Network(
            self.graph,
            batch=batch,
            loss=setup.loss,
            optimizer=setup.optimizer,
            samples=samples,
            clipping=Clipping(setup.run.clipping, setup.run.clip_limit),
            threads=self.threads,
        )
        self.network.program.compile(on_compile)
        self.network.initialize(setup.run.seed)
        self._evaluator = Evaluator(self.graph, setup.loss, samples, self.threads)
        self._probe: Probe | None = None
        self._sizes = Sizes(self.network)
        self.record = Record(self._sizes.layers)
        self.progress = Progress()
        self.state: State = "paused"
        self.beat: Beat | None = None
        self._epoch = 0
        self._memory: Memory = {}  # what the schedule keeps of the run
        self._step_seconds = 0.0
        self._last_published = 0.0
        self._looked_at = 0.0  # when the sizes were last looked at, and how long that took
        self._look_seconds = 0.0
        self._pace = 0.0  # most steps a second; 0 is full speed
        if model is not None and model.weights:
            self._restore(model)
        self._start_epoch(int(model.state.get("batch", 0)) if model is not None and model.weights else 0)
        if self.step == 0:
            self._evaluate(Control())
        elif self._batch == 0 and len(self.split.validation) and self._evaluated_step != self.step:
            self._judge(Control())  # which the end of the run that is continued here cut short
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
            unit = control.take_step()
            if unit is None and not control.running:
                self.state = "paused"
                if seen != control.interest:
                    seen = control.interest
                    publish(self.snapshot(seen))
                control.wait(seen)
                continue
            seen = None
            self.state, self.record.test = "running", None  # what was tested is no longer what is there
            if unit == "beat":
                self._run_beat()
            elif unit == "batch":
                self._run_steps(1, observe=True)
            else:
                self._run_on(control, publish, until_epoch=self._epoch + 1 if unit == "epoch" else self.epochs)
            self._end_of_epoch(control)
            self._update_progress()
            if self._epoch >= self.epochs:
                break
        self.state = "finished" if self._epoch >= self.epochs else "paused"
        if self.state == "finished" and self.record.test is None:
            self.record.test = self.evaluate("test", control)
        publish(self.snapshot(control.interest))

    def _run_on(self, control: Control, publish: Callable[[Snapshot], None], until_epoch: int) -> None:
        """Steps until the epoch is reached, or somebody wants something."""
        single = not control.running
        while self._epoch < until_epoch:
            now = time.perf_counter()
            due = now - self._last_published >= PUBLISH_SECONDS
            before = self.step
            look = self.step < FIRST_LOOKS or now - self._looked_at >= self._look_seconds / LOOK_SHARE
            self._run_steps(self._chunk(), observe=look)
            self._end_of_epoch(control)
            if self._pace:
                control.rest((self.step - before) / self._pace - (time.perf_counter() - now))
            if due:
                self._last_published = now
                self._update_progress()
                publish(self.snapshot(control.interest))
            if control.stopped or (control.waiting and not single) or (single and control.running):
                break

    def _answer(self, control: Control) -> None:
        for name, value in control.take_settings().items():
            if name == "pace":
                self._pace = value
            elif name == "learning_rate":
                self.setup = self.setup.changed(optimizer=self.setup.optimizer.replace(learning_rate=value))
            else:
                self.network.set_clip_limit(value)
        for _ in range(control.questions):  # not those that the answers ask: the run must get on between
            question = control.take_question()
            if question is not None:
                question(self)

    def _chunk(self) -> int:
        """Steps until the next look."""
        if self.step < FIRST_LOOKS or self._step_seconds == 0:
            return 1
        seconds = max(self._step_seconds, 1 / self._pace if self._pace else 0.0)
        return max(1, min(CURVE, int(min(PUBLISH_SECONDS / 2, self._look_seconds / LOOK_SHARE) / seconds)))

    def _run_steps(self, count: int, observe: bool) -> None:
        """At most `count` steps, within the epoch; a step begun by beats is finished first."""
        if self.beat not in (None, "update"):
            while self.beat != "update":
                self._run_beat()
            return
        self.beat = None
        count = min(count, self.network.batches - self._batch)
        self._set_rates(count)
        started = time.perf_counter()
        done = 0
        if count > 1 or not observe:
            done = self.network.program.run(steps=count - observe)
            self._check()
        if observe and done == count - 1:
            self._observed_step()
            done += 1
        if done:
            seconds = (time.perf_counter() - started) / done
            self._step_seconds = seconds if self._step_seconds == 0 else 0.8 * self._step_seconds + 0.2 * seconds
        self._keep_curves()

    def set_schedule(self, schedule: Schedule) -> None:
        """Follow another schedule from the next step on, as if it had been there from the start."""
        self.setup, self._memory = self.setup.changed(schedule=schedule), {}

    def _set_rates(self, count: int) -> None:
        """Learning rates of the next `count` steps: the schedule's share of what the learner has set."""
        schedule, steps = self.setup.schedule, np.arange(self.step, self.step + count)
        factors = schedule.factors(steps, self.network.batches, self.epochs) * schedule.scale(self._memory)
        self.network.set_rates(self.setup.optimizer.learning_rate * factors)

    def _observed_step(self) -> None:
        """One step in two calls, with a look at the weights before and after the update."""
        begin, end = self.network.beats["update"]
        self.network.program.run(0, begin)
        started = time.thread_time()  # its own work only, not the waiting for other threads
        self._sizes.before_update()
        looking = time.thread_time() - started
        self.network.program.run(begin, end)
        self._check()
        started = time.thread_time()
        self.record.sizes.append(step=self.step, **self._sizes.after_update())
        self._look_seconds = looking + time.thread_time() - started
        self._looked_at = time.perf_counter()

    def _run_beat(self) -> None:
        following = {None: "forward", "update": "forward", "forward": "loss", "loss": "backward", "backward": "update"}
        beat: Beat = next(name for name in BEATS if name == following[self.beat])
        if beat == "update":
            self._set_rates(1)
            self._sizes.before_update()
        self.network.run_beat(beat)
        self._check()
        self.beat = beat
        if beat == "update":
            self.record.sizes.append(step=self.step, **self._sizes.after_update())
            self._keep_curves()

    def _check(self) -> None:
        if self.network.stop_reason == NON_FINITE:
            self._keep_curves()
            raise diverged(self.network, self.step + 1, self.setup)

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
        each = max(self._step_seconds, 1 / self._pace if self._pace else 0.0)
        seconds = left * each if self._step_seconds else None
        rate = self.network.batch / each if self._step_seconds else 0.0
        self.progress = Progress(self.step, self.epochs * batches, self.epoch, self.epochs, seconds, rate)

    # -- what others see

    def snapshot(self, interest: Interest) -> Snapshot:
        """Copies of what is of interest."""
        maps: dict[str, Any] = {}
        if interest.maps:
            if self._probe is None:
                self._probe = Probe(self.graph, self.samples)
            maps = self._probe.maps(self.network, interest.sample, interest.maps)
        return Snapshot(
            self.number,
            self.step,
            self.epoch,
            self._arrays(interest.weights, ""),
            self._arrays(interest.weights, ".gradient"),
            maps,
            interest.sample,
        )

    def _arrays(self, nodes: frozenset[str], suffix: str) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name in self.network.parameters:
            node, parameter = name.split("/")
            if node in nodes and f"{name}{suffix}" in self.network.arena:
                array = self.network.arena.read(f"{name}{suffix}")
                array.flags.writeable = False
                found.setdefault(node, {})[parameter] = array
        return found

    def model(self) -> Model:
        """Everything that is needed to go on later as if nothing had happened."""
        arena = self.network.arena
        return Model(
            graph=self.graph.copy(),
            setup=self.setup,
            weights=self.network.weights(),
            optimizer={name: arena.read(name) for name in self.network.optimizer_states()},
            state={"step": self.step, "epoch": self._epoch, "batch": self._batch, "schedule": dict(self._memory)},
            record=self.record.to_json(),
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


def _choose_threads(asked: int, analysis: Analysis, batch: int) -> int:
    if asked > 0:
        return asked
    step = 3 * analysis.flops * batch  # backward costs about twice what forward costs
    return 1 if step < SMALL_STEP else max(1, min(os.cpu_count() or 1, 8))
