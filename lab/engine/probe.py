"""Feature maps of one sample: a second, small network that takes over the weights of the one that trains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.engine.network import Network


class Probe:
    """Computes every layer's output for one sample, with dropout off and running statistics."""

    def __init__(self, graph: Graph, samples: Samples) -> None:
        self._samples = samples
        self._network = Network(graph, batch=1, training=False)
        self._network.program.compile()

    def maps(self, weights_of: Network, sample: int, nodes: Iterable[str]) -> dict[str, NDArray[Any]]:
        """Outputs (*shape) of the nodes for the sample of that index, with the weights of another network."""
        samples, network = self._samples, self._network
        sample = min(max(sample, 0), len(samples) - 1)
        inputs = samples.inputs[sample : sample + 1].astype(np.float32) * samples.scale + samples.offset
        network.copy_weights_from(weights_of)
        network.set_inputs(inputs)
        network.run_beat("forward")
        found = {}
        for node in nodes:
            if f"{node}/output" in network.arena:
                array = network.arena.read(f"{node}/output")[0]
                array.flags.writeable = False
                found[node] = array
        return found
