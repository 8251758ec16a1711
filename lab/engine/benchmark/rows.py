"""Where the time of a training step goes: each row of a network's program, alone and within the step."""

from __future__ import annotations

import math
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lab.document.graph import Graph
from lab.engine.benchmark.sides import Ours, samples_for
from lab.engine.benchmark.stopwatch import best, seconds
from lab.engine.network import Network
from lab.kernels.kernel import ArrayReference, TensorReference

MOST_REPEATS = 2000  # of one row: the curves hold this many batches
ROUNDS = 5


@dataclass(frozen=True)
class RowTime:
    """One row of the program.

    Attributes:
        in_step_us: microseconds while the whole program runs, row by row: its numbers may have left the cache.
        alone_us: microseconds when it is run again and again by itself.
        flops: operations of the layer's formula, for the rows that compute it (convolution and dense); 0 elsewhere.
        size: bytes of all tensors and arrays of the arena that it names.
    """

    number: int
    beat: str
    node: str
    kernel: str
    in_step_us: float
    alone_us: float
    flops: int
    size: int


@dataclass(frozen=True)
class StepTime:
    """All rows, and milliseconds of the whole step run as it is when training."""

    rows: list[RowTime]
    step_ms: float

    @property
    def in_step_us(self) -> float:
        """Microseconds of all rows within the step."""
        return sum(row.in_step_us for row in self.rows)

    @property
    def alone_us(self) -> float:
        """Microseconds of all rows alone."""
        return sum(row.alone_us for row in self.rows)


def measure(
    graph: Graph, batch: int, threads: int = 1, *, keep: Collection[str] | None = (), budget: float = 1.0
) -> StepTime:
    """Time the rows of a training step on random samples; about `budget` seconds for each of the two ways.

    keep: the arrays that can be read at any time, see Network.
    """
    ours = Ours(graph, samples_for(graph, batch), batch, threads, keep)
    network = ours.network
    step = best(ours.steps, ROUNDS)
    count = len(network.program)
    within = _within_steps(ours, max(MOST_REPEATS // 100, min(MOST_REPEATS, int(budget / step))))
    alone = [_alone(network, number, budget / count) for number in range(count)]
    rows = []
    for number, kernel in enumerate(network.program.kernels):
        beat, node = _place(network, number)
        arguments = network.program.arguments[number]
        rows.append(
            RowTime(
                number=number,
                beat=beat,
                node=node,
                kernel=kernel.name.rsplit(".", 1)[1],
                in_step_us=1e6 * within[number],
                alone_us=1e6 * alone[number],
                flops=_flops(network, node, arguments, batch),
                size=_size(arguments, network.arena.numbers.itemsize),
            )
        )
    ours.close()
    return StepTime(rows, 1e3 * step)


def _within_steps(ours: Ours, rounds: int) -> list[float]:
    """Least seconds of each row in whole steps that are run row by row; the cost of the call is taken off."""
    program = ours.network.program
    times = [math.inf] * len(program)
    empty = math.inf
    clock = time.perf_counter
    for _ in range(rounds):
        ours.restart()
        for number, least in enumerate(times):
            before = clock()
            program.run(number, number + 1)
            times[number] = min(least, clock() - before)
        empty = min(empty, seconds(lambda: program.run(0, 0)))
    return [max(time - empty, 0.0) for time in times]


def _alone(network: Network, number: int, budget: float) -> float:
    """Seconds of one row run again and again; the network is afterwards what it was before."""
    program = network.program
    numbers, state = program.arena.copy(), program.state.copy()

    def repeat(count: int) -> float:
        program.state[:] = state
        network.start_pass(network.order)
        return seconds(lambda: program.run(number, number + 1, count))

    repeat(1)
    count = max(1, min(MOST_REPEATS, int(budget / ROUNDS / max(repeat(1), 1e-6))))
    found = min(repeat(count) for _ in range(ROUNDS)) / count
    program.arena[:] = numbers
    program.state[:] = state
    return found


def _place(network: Network, number: int) -> tuple[str, str]:
    beat = next((beat for beat, (first, end) in network.beats.items() if first <= number < end), "")
    for node, ranges in network.rows_of.items():
        if any(first <= number < end for _, first, end in ranges):
            return beat, node
    return beat, ""


def _flops(network: Network, node: str, arguments: dict[str, Any], batch: int) -> int:
    """Of the rows that bring weights and samples together."""
    weighs = any("weight" in name for name in arguments)
    if not node or not weighs or not any(isinstance(value, TensorReference) for value in arguments.values()):
        return 0
    return batch * network.graph.node(node).layer.flops(*network.analysis.nodes[node].inputs)


def _size(arguments: dict[str, Any], itemsize: int) -> int:
    places = [value for value in arguments.values() if isinstance(value, TensorReference | ArrayReference)]
    return itemsize * sum(place.size for place in places)
