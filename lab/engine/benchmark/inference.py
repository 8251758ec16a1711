"""How long one picture takes from pixels to outputs: what live drawing asks for again and again. One thread each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from lab.engine.benchmark.networks import lenet5
from lab.engine.benchmark.stopwatch import best, compare
from lab.engine.network import Network
from lab.engine.torch_twin import TorchTwin, has_torch

GOAL = 10


def run(rounds: int) -> dict[str, Any]:
    """JSON-ready: name, ours_ms, torch_ms, speedup, speedup_min, goal; without PyTorch its figures are None."""
    network = Network(lenet5(), batch=1, tier="single")
    network.initialize(0)
    picture = np.random.default_rng(0).standard_normal((1, 1, 28, 28)).astype(np.float32)

    def ours(count: int) -> None:
        for _ in range(count):
            network.outputs(picture)

    ours(1)
    name = {"name": "LeNet-5, one picture", "goal": GOAL}
    if not has_torch():
        return {**name, **dict.fromkeys(("torch_ms", "speedup", "speedup_min")), "ours_ms": 1e3 * best(ours, rounds)}
    import torch

    torch.set_num_threads(1)
    twin = TorchTwin(network.graph)
    twin.copy_weights(network)
    twin.evaluate()
    x = torch.from_numpy(picture)

    def theirs(count: int) -> None:
        with torch.no_grad():
            for _ in range(count):
                twin(x)

    theirs(3)
    return {**name, **asdict(compare(ours, theirs, rounds))}
