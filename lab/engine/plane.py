"""What the layers of a network with two inputs make of the plane: their outputs on a grid, and at the samples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.engine.network import Network

SIDE = 41  # points of the grid in each direction
MARGIN = 0.25  # how far the grid reaches beyond the samples, as a share of their extent
MOST_SAMPLES = 400  # of more, evenly many are left out
_BATCH = 256


def is_plane(samples: Samples) -> bool:
    """Whether the samples are points of a plane."""
    return samples.shape == (2,)


def shown_samples(samples: Samples) -> NDArray[np.int64]:
    """Indices of the samples that are looked at."""
    return np.arange(0, len(samples), -(-len(samples) // MOST_SAMPLES))


def grid(samples: Samples) -> NDArray[np.float32]:
    """(SIDE, SIDE, 2) points (x, y) around the samples, as the network sees them; row by row from the lowest y."""
    seen = samples.inputs * np.float64(samples.scale) + samples.offset
    low, high = seen.min(axis=0), seen.max(axis=0)
    spare = MARGIN * np.maximum(high - low, 1e-6 + 0 * low)
    x, y = (np.linspace(low[k] - spare[k], high[k] + spare[k], SIDE) for k in (0, 1))
    return np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32)


class Plane:
    """A second network that takes over the weights of the one that trains, with dropout off."""

    def __init__(self, graph: Graph, samples: Samples) -> None:
        seen = samples.inputs[shown_samples(samples)].astype(np.float32) * samples.scale + samples.offset
        self._points = np.concatenate([grid(samples).reshape(-1, 2), seen.astype(np.float32)])
        self._network = Network(graph, batch=_BATCH, training=False)
        self._network.program.compile()

    def outputs(self, weights_of: Network, nodes: Iterable[str]) -> dict[str, NDArray[Any]]:
        """(point, feature) outputs of the nodes: first at the points of `grid`, then at `shown_samples`."""
        network = self._network
        network.copy_weights_from(weights_of)
        parts: dict[str, list[NDArray[Any]]] = {node: [] for node in nodes if len(network.output_shape(node)) == 1}
        for start in range(0, len(self._points), _BATCH):
            batch = self._points[start : start + _BATCH]
            network.set_inputs(batch)
            network.run_beat("forward")
            for node, found in parts.items():
                found.append(network.arena.read(f"{node}/output", len(batch)))
        whole = {node: np.concatenate(found) for node, found in parts.items()}
        for array in whole.values():
            array.flags.writeable = False
        return whole
