"""How the cost grows: time of a step with depth, batch and pixels, planning of a deep network, memory said and used."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lab.document.graph import Graph
from lab.engine.benchmark.chain import Chain
from lab.engine.benchmark.networks import lenet5
from lab.engine.benchmark.sides import Ours, samples_for
from lab.engine.benchmark.stopwatch import best, seconds

BLOCKS_OF_1002_LAYERS = 142
_STATUS = Path("/proc/self/statm")


def run(quick: bool = False) -> dict[str, Any]:
    """JSON-ready: "exponents" (by "depth", "batch" and "pixels": 1 is linear), "deep" and "memory"."""
    rounds = 3 if quick else 10
    return {
        "exponents": {
            "depth": _exponent((8, 16, 32, 64), lambda blocks: (_deep(blocks, 16), 32), rounds),
            "batch": _exponent((64, 128, 256, 512), lambda batch: (lenet5(), batch), rounds),
            "pixels": _exponent((32**2, 48**2, 64**2, 96**2), lambda pixels: (_wide(pixels), 16), rounds),
        },
        "deep": deep(),
        "memory": memory(),
    }


def _deep(blocks: int, side: int) -> Graph:
    """A residual network of so many blocks, seven layers each, and eight layers around them."""
    chain = Chain(1, side, side).then("conv2d", channels=4)
    for _ in range(blocks):
        chain.residual(4)
    chain.then("batch_norm", "relu", "max_pool2d").then("conv2d", channels=8)
    return chain.then("global_average_pool").end(10)


def _wide(pixels: int) -> Graph:
    side = round(pixels**0.5)
    chain = Chain(1, side, side).then("conv2d", "relu", "max_pool2d", channels=8).then("conv2d", "relu", channels=8)
    return chain.then("global_average_pool").end(10)


def _exponent(sizes: Sequence[int], make: Callable[[int], tuple[Graph, int]], rounds: int) -> float:
    """The e of time = constant size^e, by least squares on the logarithms."""
    times = []
    for size in sizes:
        graph, batch = make(size)
        ours = Ours(graph, samples_for(graph, batch), batch, 1)
        times.append(best(ours.steps, rounds))
        ours.close()
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def deep() -> dict[str, Any]:
    """A residual network of 1,002 layers: seconds until it is planned, and milliseconds of a training step."""
    graph = _deep(BLOCKS_OF_1002_LAYERS, 8)
    samples = samples_for(graph, 16)
    Ours(_deep(1, 8), samples, 16, 1).close()  # compiles the kernels
    made: list[Ours] = []
    planned = seconds(lambda: made.append(Ours(graph, samples, 16, 1)))
    step = best(made[0].steps, 3)
    made[0].close()
    return {"layers": len(graph), "plan_seconds": planned, "step_ms": 1e3 * step}


def memory() -> list[dict[str, Any]]:
    """For some networks the bytes that are said before the start, and those the process then takes for it.

    The latter is None where the system does not tell.
    """
    networks = (("LeNet-5", lenet5(), 512), ("100 residual blocks", _deep(100, 16), 64))
    return [_memory_of(name, graph, batch) for name, graph, batch in networks]


def _memory_of(name: str, graph: Graph, batch: int) -> dict[str, Any]:
    """In a function of its own, so that nothing of the network before is let go while this one is weighed."""
    samples = samples_for(graph, batch)
    Ours(graph, samples, batch, 1).close()  # compiles the kernels
    gc.collect()
    before = _resident()
    ours = Ours(graph, samples, batch, 1)
    after = _resident()
    ours.close()
    used = None if before is None or after is None else after - before
    return {"name": name, "batch": batch, "said_bytes": ours.network.bytes, "used_bytes": used}


def _resident() -> int | None:
    """Bytes of this process in physical memory."""
    return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if _STATUS.exists() else None
