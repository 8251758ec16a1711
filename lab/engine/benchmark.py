"""How fast the engine trains, against PyTorch on the same machine: same network, threads, batch and precision.

The two are interleaved step by step in one run, because a machine's speed drifts; only the ratio means anything. A
step is all of it: gathering the batch, forward, loss, backward, update. PyTorch gets its batch for free.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from lab.datasets.base import Samples
from lab.document.graph import Graph, Link, Node
from lab.document.setup import discover_all
from lab.engine.network import Network
from lab.engine.torch_twin import TorchTwin
from lab.layers.base import Layer
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.spec import registry

LayerSpec = tuple[str, dict[str, Any]]
ROUNDS, QUICK_ROUNDS = 30, 6
SLICE = 0.02  # seconds of one turn


class Chain:
    """Puts layers into a graph one after the other."""

    def __init__(self, *shape: int) -> None:
        self.graph = Graph()
        names = {1: ("features",), 3: ("channels", "height", "width")}[len(shape)]
        form = {1: "values", 3: "image"}[len(shape)]
        self.last = self._add("input", {"form": form, **dict(zip(names, shape, strict=True))})

    def _add(self, kind: str, config: dict[str, Any], *sources: str) -> str:
        layer = registry.find("layer", kind)(**config)
        assert isinstance(layer, Layer)
        node = Node(self.graph.new_id(kind), layer)
        self.graph.add_node(node)
        for port, source in enumerate(sources):
            self.graph.add_link(Link(source, node.id, port))
        return node.id

    def then(self, *kinds: str, **config: Any) -> Chain:
        """Append layers; the configuration is the first one's."""
        for number, kind in enumerate(kinds):
            self.last = self._add(kind, config if number == 0 else {}, self.last)
        return self

    def residual(self, channels: int) -> Chain:
        """Append a pre-activation residual block (He et al. 2016)."""
        start = self.last
        for _ in range(2):
            self.then("batch_norm", "relu").then("conv2d", channels=channels, bias=False)
        self.last = self._add("add", {}, start, self.last)
        return self

    def end(self, units: int) -> Graph:
        """Finish with a dense layer."""
        return self.then("dense", units=units).graph


def networks() -> dict[str, tuple[Graph, int]]:
    """The networks that are measured, with their batch sizes."""
    lenet = (
        Chain(1, 28, 28)
        .then("conv2d", "relu", "max_pool2d", channels=6, kernel=5, padding="same")
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=16, kernel=5, padding="valid")
        .then("dense", "relu", units=120)
        .then("dense", "relu", units=84)
        .end(10)
    )
    keras = (
        Chain(1, 28, 28)
        .then("conv2d", "relu", channels=32, padding="valid")
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=64, padding="valid")
        .then("dense", "relu", units=128)
        .end(10)
    )
    tutorial = Chain(3, 64, 64).then("conv2d", "relu", "max_pool2d", "flatten", channels=32, padding="valid").end(10)
    digits = (
        Chain(1, 8, 8)
        .then("conv2d", "relu", "max_pool2d", channels=8)
        .then("conv2d", "relu", "max_pool2d", "flatten", channels=16)
        .end(10)
    )
    resnet = Chain(3, 32, 32).then("conv2d", channels=16).residual(16).residual(16).then("max_pool2d")
    resnet.then("conv2d", channels=32).residual(32).residual(32).then("global_average_pool")
    return {
        "lenet5": (lenet, 64),
        "keras-mnist": (keras, 64),
        "tutorial": (tutorial, 64),
        "784-16-10": (Chain(784).then("dense", "sigmoid", units=16).end(10), 64),
        "digits": (digits, 32),
        "xor": (Chain(2).then("dense", "tanh", units=8).end(2), 4),
        "resnet-mini": (resnet.end(10), 64),
    }


def run(
    threads: tuple[int, ...] = (1, 2),
    quick: bool = False,
    report: Callable[[dict[str, Any]], None] = lambda row: None,
) -> dict[str, Any]:
    """Measure all networks at these numbers of threads.

    `report` hears each row as soon as it is measured. The result is JSON-ready: "networks", a list of name, threads,
    ours_ms, torch_ms, speedup (median of the ratios torch / ours), speedup_min, memory_bytes; torch_ms and the ratios
    are None where PyTorch is not installed. "limits": what the machine itself can do.
    """
    discover_all()
    rows = []
    for count in threads:
        for name, (graph, batch) in networks().items():
            row = {"name": name, "threads": count, **_measure(graph, batch, count, QUICK_ROUNDS if quick else ROUNDS)}
            rows.append(row)
            report(row)
    return {"networks": rows, "limits": limits()}


def limits() -> dict[str, float]:
    """Billions of operations a second of a matrix product, and bytes a second of a copy: what the machine can do."""
    random = np.random.default_rng(0)
    a = random.standard_normal((1024, 1024)).astype(np.float32)
    source, target = np.ones(1 << 25, np.float32), np.empty(1 << 25, np.float32)
    product = min(_seconds(lambda: a @ a) for _ in range(5))
    copy = min(_seconds(lambda: np.copyto(target, source)) for _ in range(5))
    return {"matrix_product_gflops": 2 * 1024**3 / product / 1e9, "copy_gb_per_second": 2 * source.nbytes / copy / 1e9}


def _measure(graph: Graph, batch: int, threads: int, rounds: int) -> dict[str, Any]:
    random = np.random.default_rng(1)
    shape = next(node.layer for node in graph if node.layer.most_inputs == 0).output_shape()
    outputs = graph.order()[-1].layer.output_shape((1,))[0]
    inputs = random.standard_normal((16 * batch, *shape)).astype(np.float32)
    targets = random.integers(0, outputs, 16 * batch)
    samples = Samples(inputs, targets, tuple(map(str, range(outputs))))
    loss, optimizer = registry.find("loss", "cross_entropy")(), registry.find("optimizer", "sgd")
    assert isinstance(loss, Loss)
    sgd = optimizer(learning_rate=0.001, momentum=0.9)
    assert isinstance(sgd, Optimizer)
    network = Network(graph, batch=batch, loss=loss, optimizer=sgd, samples=samples, threads=threads)
    network.initialize(0)

    def ours(steps: int) -> None:
        while steps > 0:
            network.start_pass(np.arange(16 * batch))
            steps -= network.program.run(steps=min(steps, 16))

    ours(1)
    result: dict[str, Any] = {"memory_bytes": int(network.arena.numbers.nbytes)}
    torch_steps = _torch_steps(graph, samples, batch, threads, network)
    ours_steps = _steps_for(ours)
    if torch_steps is None:
        seconds = min(_seconds(lambda: ours(ours_steps)) / ours_steps for _ in range(rounds))
        result.update(ours_ms=1e3 * seconds, torch_ms=None, speedup=None, speedup_min=None)
    else:
        their_steps = _steps_for(torch_steps)
        pairs = [
            (_seconds(lambda: ours(ours_steps)) / ours_steps, _seconds(lambda: torch_steps(their_steps)) / their_steps)
            for _ in range(rounds)
        ]
        ratios = [theirs / mine for mine, theirs in pairs]
        result.update(
            ours_ms=1e3 * statistics.median(mine for mine, _ in pairs),
            torch_ms=1e3 * statistics.median(theirs for _, theirs in pairs),
            speedup=statistics.median(ratios),
            speedup_min=min(ratios),
        )
    network.close()
    return result


def _torch_steps(
    graph: Graph, samples: Samples, batch: int, threads: int, network: Network
) -> Callable[[int], None] | None:
    """A function that trains PyTorch's twin for so many steps; None without PyTorch."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(threads)
    twin = TorchTwin(graph)
    twin.copy_weights(network)
    loss = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(twin.trainable(), lr=0.001, momentum=0.9)
    x, y = torch.from_numpy(samples.inputs[:batch].copy()), torch.from_numpy(samples.targets[:batch].copy())

    def steps(count: int) -> None:
        for _ in range(count):
            optimizer.zero_grad()
            loss(twin(x), y).backward()
            optimizer.step()

    steps(3)
    return steps


def _steps_for(function: Callable[[int], None]) -> int:
    """Steps that fill one turn."""
    return max(1, int(SLICE / max(min(_seconds(lambda: function(1)) for _ in range(3)), 1e-7)))


def _seconds(function: Callable[[], Any]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started
