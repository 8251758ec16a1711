"""The two sides of a contest: our network and PyTorch's twin of it, on the same numbers."""

from __future__ import annotations

from collections.abc import Collection
from math import prod
from typing import Any

import numpy as np

from lab.datasets.base import Samples
from lab.document.graph import Graph, Node
from lab.document.shapes import NodeReport, analyse
from lab.engine.network import Network
from lab.engine.torch_twin import TorchTwin
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.spec import registry
from lab.spec.errors import LabError
from lab.spec.message import Message

EPOCH = 16  # batches
# So small that no network drawn by lot diverges; how long a step takes does not depend on it.
RATE, MOMENTUM = 1e-12, 0.9


def samples_for(graph: Graph, batch: int) -> Samples:
    """Noise of the shape that the network takes, with classes drawn by lot: an epoch of it."""
    random = np.random.default_rng(1)
    shapes = {node.id: found.output for node, found in _shapes(graph)}
    start = next(node.id for node in graph if node.layer.takes_samples)
    inputs = random.standard_normal((EPOCH * batch, *(shapes[start] or ()))).astype(np.float32)
    classes = prod(shapes[graph.order()[-1].id] or ())
    targets = random.integers(0, classes, EPOCH * batch)
    return Samples(inputs, targets, tuple(map(str, range(classes))))


def _shapes(graph: Graph) -> list[tuple[Node, NodeReport]]:
    nodes = analyse(graph).nodes
    return [(node, nodes[node.id]) for node in graph]


def step_flops(graph: Graph, batch: int) -> int:
    """Operations of one training step: the backward pass does twice the work of the forward pass."""
    return 3 * batch * sum(node.layer.flops(*found.inputs) for node, found in _shapes(graph))


class Ours:
    """Our network with softmax, cross-entropy and SGD with momentum.

    keep: the arrays that can be read at any time, see Network.
    """

    def __init__(
        self, graph: Graph, samples: Samples, batch: int, threads: int, keep: Collection[str] | None = None
    ) -> None:
        loss = registry.find("loss", "cross_entropy")()
        optimizer = registry.find("optimizer", "sgd")(learning_rate=RATE, momentum=MOMENTUM)
        assert isinstance(loss, Loss)
        assert isinstance(optimizer, Optimizer)
        self.network = Network(
            graph, batch=batch, loss=loss, optimizer=optimizer, samples=samples, threads=threads, keep=keep
        )
        self.network.initialize(0)
        self._order = np.random.default_rng(2).permutation(len(samples)).astype(np.int64)
        self.steps(1)

    def restart(self) -> None:
        """Go back to the first batch."""
        self.network.start_pass(self._order)

    def steps(self, count: int) -> None:
        """Train for so many steps, up to an epoch in each call of the program."""
        while count > 0:
            self.restart()
            done = self.network.program.run(steps=min(count, EPOCH))
            if not done:
                raise LabError(Message("The network that was to be timed diverges."))
            count -= done

    def single_steps(self, count: int) -> None:
        """Train for so many steps, one in each call of the program, as a learner who steps does."""
        for number in range(count):
            if number % EPOCH == 0:
                self.restart()
            self.network.program.run()

    def close(self) -> None:
        """Let the threads end."""
        self.network.close()


class Theirs:
    """PyTorch's twin, which gets its batch for free."""

    def __init__(self, ours: Network, samples: Samples, batch: int, threads: int) -> None:
        import torch

        torch.set_num_threads(threads)
        self._twin = TorchTwin(ours.graph)
        self._twin.copy_weights(ours)
        self._loss = torch.nn.CrossEntropyLoss()
        trainable = self._twin.trainable()
        self._optimizer = torch.optim.SGD(trainable, lr=RATE, momentum=MOMENTUM) if trainable else None
        self._x: Any = torch.from_numpy(samples.inputs[:batch].copy())
        self._y: Any = torch.from_numpy(samples.targets[:batch].copy())
        self.steps(3)

    def steps(self, count: int) -> None:
        """Train for so many steps."""
        for _ in range(count):
            if self._optimizer is not None:
                self._optimizer.zero_grad()
            self._loss(self._twin(self._x), self._y).backward()
            if self._optimizer is not None:
                self._optimizer.step()
