"""A trainer that only counts, and a document with data: what session, runner and window are tested with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from lab.datasets.base import Dataset, Progress, Samples, Split
from lab.document.document import Document
from lab.document.graph import Graph, Link, Node
from lab.document.model import Model, parameters
from lab.document.setup import RunSettings, Setup
from lab.engine.control import Control, Unit
from lab.engine.network import Beat
from lab.engine.record import Record
from lab.engine.rows import Row
from lab.engine.snapshot import Interest, Snapshot
from lab.engine.snapshot import Progress as RunProgress
from lab.layers.dense import Dense
from lab.layers.flatten import Flatten
from lab.layers.input import Input
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.schedules.base import Schedule
from lab.spec.errors import DataError, LabError
from lab.spec.fields import Bool, Int
from lab.spec.message import Message

BATCHES = 10  # of one epoch
_ROWS: tuple[tuple[Beat, str, str], ...] = (
    ("forward", "input1", "gather"),
    ("forward", "conv2d1", "convolve"),
    ("forward", "dense1", "dense"),
    ("loss", "", "cross_entropy"),
    ("backward", "dense1", "dense_gradient"),
    ("backward", "conv2d1", "convolve_gradient"),
    ("update", "conv2d1", "adam"),
)
ROWS = [Row(number, len(_ROWS), *row) for number, row in enumerate(_ROWS)]


class FakeData(Dataset):
    """Noise."""

    name, title = "fake", "Fake data"
    count = Int(64, low=1)
    side = Int(4, low=1)
    classes = Int(3, low=2)
    broken = Bool(False)

    def load(self, progress: Progress | None = None) -> Samples:
        if self.broken:
            raise DataError(Message("This data is broken."))
        random = np.random.default_rng(0)
        return Samples(
            random.integers(0, 255, (self.count, 1, self.side, self.side), dtype=np.uint8),
            np.arange(self.count, dtype=np.int64) % self.classes,
            classes=tuple(str(number) for number in range(self.classes)),
            axes=("channels", "height", "width"),
        )


class FakeLoss(Loss):
    """Nothing."""

    name, title = "fake", "Fake loss"

    def probabilities(self, outputs: Any) -> Any:
        return outputs

    def torch(self, outputs: int) -> str:
        return ""

    def keras(self) -> str:
        return ""


class FakeOptimizer(Optimizer):
    """Nothing."""

    name, title = "fake", "Fake optimiser"
    momentum = Bool(False)

    def torch(self) -> str:
        return ""

    def keras(self, rate: str, changing: bool) -> str:
        return ""


def divide(samples: Samples, run: RunSettings) -> Split:
    count = len(samples)
    first, second = int(count * (1 - run.validation - run.test)), int(count * (1 - run.test))
    order = np.arange(count)
    return Split(order[:first], order[first:second], order[second:], run.split_seed)


def small_graph() -> Graph:
    nodes = [
        Node("input1", Input(height=4, width=4), "input1", 0, 0),
        Node("flatten1", Flatten(), "flatten1", 200, 0),
        Node("dense1", Dense(units=3), "dense1", 400, 0),
    ]
    return Graph(nodes, [Link("input1", "flatten1"), Link("flatten1", "dense1")])


def small_setup(**run: Any) -> Setup:
    return Setup(FakeData(), FakeLoss(), FakeOptimizer(), RunSettings(**{"epochs": 2, "batch_size": 4, **run}))


def small_document(**run: Any) -> Document:
    return Document(small_graph(), small_setup(**run))


def weights_for(graph: Graph, value: float) -> dict[str, Any]:
    """Every parameter of a network, filled with one number."""
    return {name: np.full(each.shape, value, np.float32) for name, each in parameters(graph).items()}


class FakeTrainer:
    """Counts steps. `hold` stops it before each step until the test lets it go; `fail_at` raises at that step."""

    def __init__(self, order: SimpleNamespace, maker: FakeTrainers) -> None:
        self.order, self.setup, self.maker = order, order.setup, maker
        self.number, self.threads = order.number, 1
        layers = tuple(dict.fromkeys(name.split("/")[0] for name in parameters(order.graph)))
        self.record, self.progress = (
            Record(layers),
            RunProgress(0, 0, 0.0, self.epochs),
        )
        self.state, self.operation, self.step = "paused", None, 0
        self.settings: dict[str, float] = {}
        self.closed = False
        self.runs = order.model.runs if order.model is not None else []
        if order.model is not None and order.model.weights:
            self.step = int(order.model.state.get("step", 0))
            self.record = Record.from_json(order.model.record) if order.model.record else self.record
        else:
            self.record.evaluations.append(step=0, epoch=0.0, loss=2.0, accuracy=0.1)

    @property
    def epochs(self) -> int:
        return int(self.setup.run.epochs)

    @property
    def epoch(self) -> float:
        return self.step / BATCHES

    def run(self, control: Control, publish: Callable[[Snapshot], None]) -> None:
        seen: Interest | None = None
        while True:
            self.settings |= control.take_settings()
            while (question := control.take_question()) is not None:
                question(self)
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
            seen, self.state = None, "running"
            self._go_on(step.unit if step is not None else "batch", control)
            if step is not None:
                control.step_done(step)
            publish(self.snapshot(control.interest))
            if self.epoch >= self.epochs:
                self.record.test = (0.1, 0.9)
                break
        self.state = "finished" if self.epoch >= self.epochs else "paused"
        publish(self.snapshot(control.interest))

    def _go_on(self, unit: Unit, control: Control) -> None:
        if unit in ("operation", "layer", "beat"):
            number = (self.operation.number + 1) % len(ROWS) if self.operation else 0
            while unit == "beat" and number + 1 < len(ROWS) and ROWS[number].beat == ROWS[number + 1].beat:
                number += 1
            self.operation = ROWS[number]
            self.step += number + 1 == len(ROWS)
            return
        self._step()
        while unit == "epoch" and self.step % BATCHES and not control.stopped:
            self._step()

    def _step(self) -> None:
        self.maker.gate.wait(60)
        if self.step + 1 == self.maker.fail_at:
            raise self.maker.failure
        self.step, self.operation = self.step + 1, None
        self.record.steps.append(step=self.step, epoch=self.epoch, loss=1 / self.step, accuracy=0.5, learning_rate=0.01)
        self.progress = RunProgress(self.step, self.epochs * BATCHES, self.epoch, self.epochs, 12.0, 48_000.0)

    def set_schedule(self, schedule: Schedule) -> None:
        self.setup = self.setup.changed(schedule=schedule)

    def evaluate(self, part: str, control: Control | None = None) -> tuple[float, float]:
        return 0.2, 0.8

    def snapshot(self, interest: Interest) -> Snapshot:
        kinds = {node.id: np.zeros((2, 4, 4), np.float32) for node in self.order.graph if node.id in interest.maps}
        return Snapshot(self.number, self.step, self.epoch, maps=kinds, sample=interest.sample)

    def model(self) -> Model:
        state = {"step": self.step, "epoch": self.step // BATCHES, "batch": self.step % BATCHES}
        weights = weights_for(self.order.graph, self.step)
        record = self.record.to_json()
        return Model(self.order.graph, self.setup, weights=weights, state=state, record=record, runs=self.runs)

    def close(self) -> None:
        self.closed = True


class FakeTrainers:
    """The factory: keeps what it made. `gate` closed holds training; `refuse` is raised instead of a trainer."""

    def __init__(self) -> None:
        self.made: list[FakeTrainer] = []
        self.gate = threading.Event()
        self.gate.set()
        self.fail_at = -1
        self.failure: Exception = LabError(Message("It went wrong."))
        self.refuse: Exception | None = None

    def __call__(self, graph: Graph, setup: Setup, samples: Samples, split: Split, **more: Any) -> Any:
        if self.refuse is not None:
            raise self.refuse
        self.made.append(FakeTrainer(SimpleNamespace(graph=graph, setup=setup, samples=samples, **more), self))
        return self.made[-1]
