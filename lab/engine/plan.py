"""A run before it starts: its networks, planned, and how much memory they will take."""

from __future__ import annotations

from collections.abc import Collection
from math import prod

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.engine import memory
from lab.engine.network import Clipping, Network

EVALUATION_BATCH = 128  # samples of one step where nothing is trained


class Plan:
    """The network that trains and the one that is evaluated now and then.

    Args:
        batch: samples of a step; the setup's if None.
        samples: what the run reads; without, only `bytes` is of use.
        threads: the most that either may use.
        keep: arrays of the network that trains that can be read at any time, see Network.
    Errors: PlanError in words when the graph is no network.
    """

    def __init__(
        self,
        graph: Graph,
        setup: Setup,
        samples: Samples | None = None,
        *,
        batch: int | None = None,
        threads: int = 1,
        keep: Collection[str] | None = None,
    ) -> None:
        self.training = Network(
            graph,
            batch=batch or setup.run.batch_size,
            loss=setup.loss,
            optimizer=setup.optimizer,
            samples=samples,
            clipping=Clipping(setup.run.clipping, setup.run.clip_limit),
            threads=threads,
            keep=keep,
            allocate=False,
        )
        self.evaluation = evaluation(graph, setup, samples, threads)

    @property
    def bytes(self) -> int:
        """What the run takes beside the program itself and the data."""
        shapes = {name: parameter.shape for name, parameter in self.training.parameters.items()}
        states = len(self.training.optimizer_states()) // max(1, len(self.training.trainable))
        # The last good weights and states are kept as copies, and the weights from before an update.
        copies = 4 * sum(prod(shape) for shape in shapes.values()) * (2 + states)
        return self.training.bytes + self.evaluation.bytes + copies

    def allocate(self) -> None:
        """Set the memory aside; PlanError, before anything is, if there is too little."""
        memory.require(self.bytes, self.training.batch)
        self.training.allocate()
        self.evaluation.allocate()


def evaluation(graph: Graph, setup: Setup, samples: Samples | None, threads: int) -> Network:
    """The network that computes loss and outputs without training; nothing is allocated yet."""
    batch = EVALUATION_BATCH if samples is None else min(EVALUATION_BATCH, len(samples))
    return Network(
        graph,
        batch=batch,
        loss=setup.loss,
        samples=samples,
        training=False,
        threads=threads,
        keep=(),
        allocate=False,
    )
