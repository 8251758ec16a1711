"""A session and a run without a trainer: what the panels read, set by the test."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from itertools import pairwise
from math import prod
from types import SimpleNamespace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from lab.datasets.base import Samples, Split
from lab.document.graph import Graph, Link, Node
from lab.document.shapes import Analysis, analyse
from lab.document.unfolding import unfolded
from lab.engine.plane import SIDE, is_plane, shown_samples
from lab.engine.record import Record
from lab.engine.snapshot import Interest, Progress, Snapshot
from lab.layers.base import Build, Layer, Parameter, Shape
from lab.losses import binary_cross_entropy, cross_entropy, mean_squared_error  # noqa: F401  (registers them)
from lab.spec import registry
from lab.spec.errors import LabError
from lab.spec.fields import Int
from lab.spec.message import Message


class _Fake(Layer):
    def forward(self, build: Build) -> None: ...

    def backward(self, build: Build) -> None: ...

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]


class FakeInput(_Fake):
    name, title, group = "input", "Input", "Input"
    fewest_inputs = most_inputs = 0
    takes_samples = True
    channels, side = Int(1), Int(8)

    def output_shape(self, *shapes: Shape) -> Shape:
        return (self.channels, self.side, self.side)


class FakePoints(_Fake):
    name, title, group = "input", "Input", "Input"
    fewest_inputs = most_inputs = 0
    takes_samples = True
    features = Int(2)

    def output_shape(self, *shapes: Shape) -> Shape:
        return (self.features,)


class FakeConv(_Fake):
    name, title, group = "conv2d", "Conv 2-D", "Convolution"
    channels = Int(8)

    def output_shape(self, *shapes: Shape) -> Shape:
        return (self.channels, *shapes[0][1:])

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        return {"weight": Parameter((self.channels, shapes[0][0], 3, 3)), "bias": Parameter((self.channels,))}


class FakeReLU(_Fake):
    name, title, group = "relu", "ReLU", "Activation"


class FakePool(_Fake):
    name, title, group = "max_pool2d", "Max pooling", "Pooling"

    def output_shape(self, *shapes: Shape) -> Shape:
        channels, height, width = shapes[0]
        return (channels, height // 2, width // 2)


class FakeFlatten(_Fake):
    name, title, group = "flatten", "Flatten", "Shape"

    def output_shape(self, *shapes: Shape) -> Shape:
        return (prod(shapes[0]),)


class FakeDense(_Fake):
    name, title, group = "dense", "Dense", "Dense"
    features = Int(10)

    def output_shape(self, *shapes: Shape) -> Shape:
        return (self.features,)

    def parameters(self, *shapes: Shape) -> dict[str, Parameter]:
        return {"weight": Parameter((self.features, shapes[0][0])), "bias": Parameter((self.features,))}


def chain(*layers: tuple[str, Layer]) -> Graph:
    """Layers one after the other."""
    ids = [node_id for node_id, _ in layers]
    links = [Link(a, b) for a, b in pairwise(ids)]
    return Graph([Node(node_id, layer) for node_id, layer in layers], links)


def digits_network() -> Graph:
    """The network that lies open at the first start."""
    return chain(
        ("input1", FakeInput()),
        ("conv1", FakeConv(channels=8)),
        ("relu1", FakeReLU()),
        ("pool1", FakePool()),
        ("conv2", FakeConv(channels=16)),
        ("relu2", FakeReLU()),
        ("pool2", FakePool()),
        ("flatten1", FakeFlatten()),
        ("dense1", FakeDense(features=10)),
    )


class FakeDocument:
    """Graph, setup and analysis without history."""

    def __init__(self, graph: Graph, loss: str = "cross_entropy") -> None:
        self.graph = graph
        loss_class = registry.find("loss", loss)
        self.setup = SimpleNamespace(loss=loss_class(), dataset=object())

    @property
    def unfolded(self) -> Graph:
        return unfolded(self.graph)

    @property
    def unfolded_analysis(self) -> Analysis:
        return self.analysis

    @property
    def analysis(self) -> Analysis:
        return analyse(self.graph)  # anew each time: the tests change the graph as they like


class RunState(Enum):
    EMPTY, PREPARING, READY, TRAINING, PAUSED, FINISHED, FAILED = range(7)


class FakeRunner(QObject):
    state_changed = Signal()
    updated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = RunState.EMPTY
        self.stale = False
        self.record = Record()
        self.progress = Progress()
        self.snapshot: Snapshot | None = None
        self.failure: LabError | None = None
        self.obstacle: Message | None = None
        self.obstacle_node: str | None = None
        self.watched: dict[object, Interest] = {}
        self.calls: list[str] = []

    def watch(self, owner: object, interest: Interest | None) -> None:
        if interest is None:
            self.watched.pop(owner, None)
        else:
            self.watched[owner] = interest

    def train(self) -> None:
        self.calls.append("train")

    def reset(self) -> None:
        self.calls.append("reset")

    def ask(self, question: Callable[[Any], None]) -> None:
        self.calls.append("ask")


class FakeLoading(QObject):
    progressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.progress: SimpleNamespace | None = None


class FakeSession(QObject):
    chosen_changed = Signal(object)
    sample_changed = Signal(int)
    samples_changed = Signal()
    document_replaced = Signal()
    document_edited = Signal()
    message = Signal(object, str)

    def __init__(self, graph: Graph | None = None) -> None:
        super().__init__()
        self.runner = FakeRunner()
        self.data_loading = FakeLoading()
        self.document = FakeDocument(graph or digits_network())
        self.chosen: str | None = None
        self.sample = 0
        self.samples: Samples | None = None
        self.data_failure: LabError | None = None
        self.split: Split | None = None

    def choose(self, node_id: str | None) -> None:
        if node_id != self.chosen:
            self.chosen = node_id
            self.chosen_changed.emit(node_id)

    def choose_sample(self, index: int) -> None:
        if index != self.sample:
            self.sample = index
            self.sample_changed.emit(index)


def load_digits(session: FakeSession, count: int = 200) -> None:
    """Pictures that look a little like digits: each class a pattern of its own, with noise."""
    rng = np.random.default_rng(1)
    patterns = rng.integers(0, 17, (10, 1, 8, 8))
    targets = np.arange(count, dtype=np.int64) % 10
    inputs = np.clip(patterns[targets] + rng.integers(-2, 3, (count, 1, 8, 8)), 0, 16).astype(np.uint8)
    session.samples = Samples(
        inputs, targets, tuple(map(str, range(10))), ("channels", "height", "width"), scale=1 / 16
    )
    session.split = split_of(count)


def load_points(session: FakeSession, count: int = 300) -> None:
    """Two moons or so: points of a plane in two classes."""
    rng = np.random.default_rng(2)
    targets = np.arange(count, dtype=np.int64) % 2
    angle = rng.random(count) * np.pi
    x = np.where(targets == 0, np.cos(angle), 1 - np.cos(angle)) + rng.normal(0, 0.08, count)
    y = np.where(targets == 0, np.sin(angle), 0.5 - np.sin(angle)) + rng.normal(0, 0.08, count)
    session.samples = Samples(np.stack([x, y], 1).astype(np.float32), targets, ("upper", "lower"), ("features",))
    session.split = split_of(count)


def split_of(count: int) -> Split:
    """70, 15 and 15 percent in the order of the samples."""
    first, second = int(0.7 * count), int(0.85 * count)
    everything = np.arange(count, dtype=np.int64)
    return Split(everything[:first], everything[first:second], everything[second:], seed=7)


def train_some(session: FakeSession, steps: int = 780, *, every: int = 39, seed: int = 0) -> None:
    """A record that looks like a run: loss falls, accuracy rises, gradients shrink with depth."""
    rng = np.random.default_rng(seed)
    layers = tuple(
        node.id for node in session.document.graph.order() if session.document.analysis.nodes[node.id].parameters
    )
    record = Record(layers)
    step = np.arange(1, steps + 1)
    decay = np.exp(-step / (steps / 5))
    loss = 0.08 + 2.2 * decay * np.exp(rng.normal(0, 0.25, steps)) + 0.03 * rng.random(steps)
    accuracy = np.clip(1 - 0.9 * decay - 0.03 * rng.random(steps), 0, 1)
    rounded = np.round(accuracy * 32) / 32
    record.steps.append(
        step=step, epoch=step / every, loss=loss, accuracy=rounded, learning_rate=0.01 * 0.5 ** (step / 100)
    )
    at = np.arange(0, steps + 1, every)
    later = np.exp(-at / (steps / 5))
    record.evaluations.append(
        step=at, epoch=at / every, loss=0.13 + 2.17 * later, accuracy=np.clip(0.965 - 0.87 * later, 0, 1)
    )
    looked = np.arange(1, steps + 1, max(steps // 300, 1))
    size = np.exp(-looked / (steps / 3))[:, None] * 10.0 ** (-0.7 * np.arange(len(layers))[::-1])[None]
    size = size * np.exp(rng.normal(0, 0.3, (len(looked), len(layers))))
    ratio = 10.0 ** (-2.4 - 0.6 * np.arange(len(layers))[::-1])[None] * np.exp(rng.normal(0, 0.2, size.shape))
    record.sizes.append(step=looked, gradient=size, weight=np.ones_like(size), ratio=ratio)
    session.runner.record = record
    session.runner.state = RunState.TRAINING
    session.runner.progress = Progress(step=steps, steps=2 * steps, epoch=steps / every, epochs=40)


def snapshot_of(session: FakeSession, step: int = 780, *, seed: int = 0) -> None:
    """A snapshot with the weights, gradients and maps of every layer."""
    rng = np.random.default_rng(seed)
    weights: dict[str, dict[str, Any]] = {}
    gradients: dict[str, dict[str, Any]] = {}
    maps: dict[str, Any] = {}
    graph, analysis = session.document.graph, session.document.analysis
    for node in graph.order():
        report = analysis.nodes[node.id]
        parameters = node.layer.parameters(*report.inputs) if report.output else {}
        if parameters:
            weights[node.id] = {
                name: (rng.normal(0, 0.3, p.shape) * (1 if name == "weight" else 0.2)).astype(np.float32)
                for name, p in parameters.items()
            }
            gradients[node.id] = {name: (value * 0.01)[...] for name, value in weights[node.id].items()}
        if report.output:
            values = rng.normal(0, 1, report.output).astype(np.float32)
            above = [graph.node(link.source).kind for link in graph.inputs(node.id)]
            maps[node.id] = np.maximum(values, 0) if node.kind in ("relu", "max_pool2d") or "relu" in above else values
    if session.samples is not None and "input1" in maps:
        maps["input1"] = session.samples.inputs[session.sample] * np.float32(session.samples.scale)
    plane: dict[str, Any] = {}
    if session.samples is not None and is_plane(session.samples):
        points = SIDE * SIDE + len(shown_samples(session.samples))
        plane = {name: rng.normal(0, 1, (points, len(values))).astype(np.float32) for name, values in maps.items()}
    session.runner.snapshot = Snapshot(1, step, step / 39, weights, gradients, maps, session.sample, plane)
