"""A graph made into a program over one arena: every array has a name, every beat is a range of rows.

Arrays are called "node/output", "node/weight", "node/weight.gradient", "node/weight.velocity", "batch/target" ...
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine import memory
from lab.engine.arena import Arena
from lab.engine.checks import check_network
from lab.engine.first_weights import first_weight
from lab.engine.placing import Placing
from lab.engine.program_writer import write_program
from lab.kernels import plain_run
from lab.kernels.lanes import LANES
from lab.kernels.program import Program
from lab.kernels.state import BATCH, CLIP_LIMIT, COUNT, GRADIENT_SCALE, STOP, TOTAL, UPDATES, WRITTEN
from lab.layers.base import Parameter, Shape
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.spec.errors import PlanError
from lab.spec.message import Message

Beat = Literal["forward", "loss", "backward", "update"]
LEAST_SHARE = 2e6  # floating-point operations of a step: with less to do, a thread would only be waited for
MOST_EMPTY = 250_000  # numbers of all outputs, in cells of sixteen lanes, of which half or more are empty
CURVE = 4096  # batches whose loss the program can write before the trainer reads it


@dataclass(frozen=True)
class Clipping:
    """ "none", "norm" (of all gradients together) or "value" (of each number)."""

    mode: str = "none"
    limit: float = 1.0


class Network:
    """A compiled network. With an optimiser it trains; without, it only computes outputs (and the loss, if given).

    Args:
        graph: a copy is not made: hand in one that nobody edits. Blocks are unfolded; arrays are called by the layers
            inside (lab.document.unfolding).
        batch: samples of one step.
        samples: what `gather` reads; without, inputs are written with `set_inputs`.
        training: whether dropout drops and batch norm uses the batch; True by default with an optimiser.
        input_gradients: compute dL/d(input) as well.
        threads: the most it may use; a network whose step is small runs on one.
        tier: "fast" or "plain" kernels, or "single": those for batches of one sample, without loss and gradients; dtype
            "float32" or "float64".
        keep: names of arrays that can be read at any time. Others of those that are as large as a batch may share their
            memory, and then have no name: outputs where nothing is trained, gradients of outputs where something is.
            None keeps every array; inputs and the network's outputs are always kept.
        allocate: whether memory is set aside at once. Without, the network is only planned: `bytes` says how much it
            will be, and `allocate` does it later.
    Errors: PlanError in words when the graph is no network, or too big for the memory that is free.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        batch: int,
        loss: Loss | None = None,
        optimizer: Optimizer | None = None,
        samples: Samples | None = None,
        clipping: Clipping | None = None,
        training: bool | None = None,
        gradients: bool | None = None,
        input_gradients: bool = False,
        threads: int = 1,
        tier: str = "fast",
        dtype: str = "float32",
        keep: Collection[str] | None = None,
        allocate: bool = True,
    ) -> None:
        self.graph, self.loss, self.optimizer = unfolded(graph), loss, optimizer
        self.batch, self.samples = batch, samples
        self.training = optimizer is not None if training is None else training
        self.with_gradients = (optimizer is not None or input_gradients) if gradients is None else gradients
        self.input_gradients = input_gradients
        self.clipping = clipping or Clipping()
        self.keep = keep
        graph = self.graph
        self.order_of_nodes = graph.order()
        self.analysis = analyse(graph)
        check_network(graph, self.analysis, loss, samples)
        self.input_node = next(node.id for node in self.order_of_nodes if node.layer.takes_samples)
        self.output_node = next(node.id for node in self.order_of_nodes if not graph.outputs(node.id))
        self.parameters: dict[str, Parameter] = {
            f"{node.id}/{name}": parameter
            for node in self.order_of_nodes
            for name, parameter in node.layer.parameters(*self.analysis.nodes[node.id].inputs).items()
        }
        self.trainable = [name for name, parameter in self.parameters.items() if parameter.trainable]
        self.arena = Arena(batch, dtype, self._useful_lanes(tier, dtype))
        self.program = Program(self.arena.numbers, self._useful_threads(threads), tier, self.arena.lanes)
        self.order = np.zeros(len(samples) if samples else 0, np.int64)
        self.losses, self.hits = np.zeros(CURVE), np.zeros(CURVE)
        self.rates = np.full(CURVE, optimizer.learning_rate if optimizer is not None else 0.0)
        self.beats: dict[Beat, tuple[int, int]] = {}
        self.rows_of: dict[str, list[tuple[Beat, int, int]]] = {node.id: [] for node in self.order_of_nodes}
        write_program(self, Placing(self))
        if allocate:
            self.allocate()

    @property
    def bytes(self) -> int:
        """How much memory the network takes."""
        numbers = self.arena.size * np.dtype(self.arena.dtype).itemsize
        beside = (self.order, self.losses, self.hits, self.rates)
        return numbers + self.program.scratch_bytes + sum(array.nbytes for array in beside)

    def allocate(self) -> None:
        """Set the memory aside; PlanError if there is too little."""
        memory.require(self.bytes, self.batch)
        self.arena.allocate()
        self.program.arena = self.arena.numbers
        self._control()[CLIP_LIMIT] = self.clipping.limit
        self._control()[GRADIENT_SCALE] = 1.0

    # -- planning

    def output_shape(self, node: str) -> Shape:
        """Shape of one sample of a node's output."""
        shape = self.analysis.nodes[node].output
        assert shape is not None  # check_network
        return shape

    def _useful_threads(self, most: int) -> int:
        """No more than have enough to do."""
        step = self.analysis.flops * self.batch * (3 if self.with_gradients else 1)  # backward costs twice forward
        return max(1, min(most, int(step / LEAST_SHARE)))

    def _useful_lanes(self, tier: str, dtype: str) -> int:
        """How many samples a cell has room for: sixteen, unless that leaves half of much memory empty, or more."""
        if tier == "single":
            return 1
        numbers = sum(prod(self.output_shape(node.id)) for node in self.order_of_nodes)
        narrow = self.batch <= LANES // 2 and numbers * LANES > MOST_EMPTY
        if not narrow or tier != "fast" or dtype != "float32" or plain_run.is_wanted():
            return LANES
        return 1 << (self.batch - 1).bit_length()

    # -- what can be seen

    def arrays(self, node: str) -> list[str]:
        """Names of all arrays of a layer.

        "node/input0", "node/output", "node/weight" and every other parameter, each with ".gradient" behind it where
        there is one; "node/weight.velocity" and the optimiser's other states; what the layer keeps for itself.
        """
        return [name for name in self.arena.names if name.startswith(f"{node}/")]

    def view(self, name: str) -> NDArray[Any]:
        """An array as it is now, live: writing changes the network, the next operation changes the view.

        Parameters, their gradients and states have the shape that the layer declares. What there is of every sample is
        (blocks, lanes, *shape): sample s of the batch is view[s // lanes, s % lanes], with 16 lanes or, if the batch is
        small, fewer; `read` gives a copy (sample, *shape).
        Errors: PlanError, with the names that there are.
        """
        self._require(name)
        return self.arena.samples(name)

    def read(self, name: str) -> NDArray[Any]:
        """A copy of an array; what there is of every sample is (sample, *shape). Errors: PlanError, as `view`."""
        self._require(name)
        return self.arena.read(name)

    def _require(self, name: str) -> None:
        if name not in self.arena:
            known = self.arrays(name.partition("/")[0]) or list(self.rows_of)
            raise PlanError(
                Message("There is no array {name}. There are: {known}.", name=name, known=", ".join(known)),
            )

    # -- weights

    def initialize(self, seed: int) -> None:
        """First weights, and states of the optimiser."""
        for name, parameter in self.parameters.items():
            layer = self.graph.node(name.split("/")[0]).layer
            self.arena.view(name)[...] = first_weight(layer, name, parameter, seed)
        self.program.state[UPDATES] = 0
        for name in self.optimizer_states():
            self.arena.view(name)[...] = 0.0

    def optimizer_states(self) -> list[str]:
        """Names of the optimiser's arrays."""
        states = self.optimizer.states() if self.optimizer else ()
        return [f"{name}.{state}" for state in states for name in self.trainable]

    def weights(self) -> dict[str, NDArray[Any]]:
        """Copies of all parameters, "node/name"."""
        return {name: self.arena.read(name) for name in self.parameters}

    def load_weights(self, weights: dict[str, NDArray[Any]]) -> None:
        """Take over parameters, which must all be there in the right shape."""
        for name in self.parameters:
            self.arena.write(name, weights[name])

    def copy_weights_from(self, other: Network) -> None:
        """Take over the parameters of a network of the same graph."""
        for name in self.parameters:
            self.arena.view(name)[...] = other.arena.view(name)

    # -- running

    def _control(self) -> NDArray[Any]:
        return self.arena.view("control")

    def set_clip_limit(self, value: float) -> None:
        """Limit of clipping from the next step on."""
        self._control()[CLIP_LIMIT] = value

    def set_rates(self, rates: NDArray[np.float64]) -> None:
        """Learning rates of the next steps, counted from the last `take_curves` on; at most CURVE."""
        self.rates[: len(rates)] = rates

    def start_pass(self, order: NDArray[np.int64]) -> None:
        """The next steps go through these samples of the data, in this order."""
        self.order[: len(order)] = order
        self.program.state[[TOTAL, BATCH, WRITTEN]] = len(order), 0, 0

    @property
    def batches(self) -> int:
        """Batches of the current pass."""
        return math.ceil(int(self.program.state[TOTAL]) / self.batch)

    def run_beat(self, beat: Beat) -> None:
        """Run the rows of one beat."""
        self.program.run(*self.beats[beat])

    def take_curves(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Loss and share of correct samples of each batch since the last call."""
        written = int(self.program.state[WRITTEN])
        self.program.state[WRITTEN] = 0
        return self.losses[:written].copy(), self.hits[:written].copy()

    def set_inputs(self, inputs: NDArray[Any]) -> None:
        """Write a batch of inputs (sample, *shape), as the network sees them (already scaled)."""
        self.program.state[COUNT] = len(inputs)
        self.arena.write(f"{self.input_node}/output", inputs)

    def outputs(self, inputs: NDArray[Any]) -> NDArray[Any]:
        """Outputs (sample, *shape) for inputs (sample, *shape), at most a batch of them."""
        self.set_inputs(inputs)
        self.run_beat("forward")
        return self.arena.read(f"{self.output_node}/output", len(inputs))

    @property
    def stop_reason(self) -> int:
        """Why the last run ended early (lab.kernels.state), or 0."""
        return int(self.program.state[STOP])

    def close(self) -> None:
        """Let the threads of the gang end."""
        self.program.close()
