"""Do the analytic gradients agree with numeric ones? (L(w + h) - L(w - h)) / 2h against backward, in float64."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.setup import Setup
from lab.engine.network import Network

STEP = 1e-6
TOLERANCE = 1e-6
PICKED = 24  # numbers checked of each array
CHECKED_SAMPLES = 6


@dataclass(frozen=True)
class GradientCheck:
    """Largest difference between numeric and analytic gradient, relative to the array's largest gradient (or a
    hundredth of the network's largest, if that is more)."""

    node: str
    parameter: str
    checked: int
    error: float

    @property
    def passed(self) -> bool:
        """Whether the two agree."""
        return self.error < TOLERANCE


def check(graph: Graph, setup: Setup, samples: Samples, seed: int = 0) -> list[GradientCheck]:
    """Check every trainable array of a network on a few samples, at randomly chosen places."""
    random = np.random.default_rng(seed)
    indices = random.permutation(len(samples))[:CHECKED_SAMPLES].astype(np.int64)
    network = Network(
        graph,
        batch=len(indices),
        loss=setup.loss,
        samples=samples,
        training=True,
        gradients=True,
        dtype="float64",
        tier="plain",
    )
    network.initialize(setup.run.seed)
    for name in network.trainable:  # zeros would hide mistakes: biases start away from them
        view = network.arena.view(name)
        view += 0.01 * random.standard_normal(view.shape)

    def loss() -> float:
        network.start_pass(indices)
        network.program.run(0, network.beats["loss"][1])
        return float(network.losses[0])

    loss()
    network.run_beat("backward")
    # A gradient that is zero by its nature (a bias before batch norm) is measured against the network's largest.
    largest = max(float(np.abs(network.arena.view(f"{name}.gradient")).max()) for name in network.trainable)
    found = []
    for name in network.trainable:
        weights = network.arena.view(name).reshape(-1)
        analytic = network.arena.view(f"{name}.gradient").reshape(-1).copy()
        chosen = random.permutation(len(weights))[:PICKED]
        worst = 0.0
        for place in chosen:
            kept = weights[place]
            weights[place] = kept + STEP
            above = loss()
            weights[place] = kept - STEP
            below = loss()
            weights[place] = kept
            worst = max(worst, abs((above - below) / (2 * STEP) - analytic[place]))
        scale = max(float(np.abs(analytic).max()), 0.01 * largest, 1e-8)
        node, parameter = name.split("/")
        found.append(GradientCheck(node, parameter, len(chosen), float(worst / scale)))
    return found
