"""What the weights of a network are before its training: drawn from the seed, or taken from the training samples."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.engine.measure import channel_statistics
from lab.initializers.base import Initializer
from lab.layers.base import Layer, Parameter
from lab.spec import registry


def first_weight(layer: Layer, name: str, parameter: Parameter, seed: int) -> NDArray[Any]:
    """What "node/parameter" begins with: each array draws from its own stream of the seed, whatever other layers do."""
    if parameter.start is not None:
        return np.full(parameter.shape, parameter.start)
    rule = registry.find("initializer", layer.initializer)()  # type: ignore[attr-defined]
    assert isinstance(rule, Initializer)
    random = np.random.default_rng([seed, zlib.crc32(name.encode())])
    spread = getattr(layer, "spread", 0.01)
    return rule.draw(parameter.shape, parameter.fan_in, parameter.fan_out, spread, random)


def measured_weights(graph: Graph, samples: Samples, indices: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """The parameters that begin with what the samples show (`Layer.measured`), of layers right behind the Input."""
    start = next(node.id for node in graph if node.layer.takes_samples)
    readers = [graph.node(link.target) for link in graph.outputs(start)]
    readers = [node for node in readers if node.layer.measured]
    if not readers:
        return {}
    found = channel_statistics(samples, indices)
    return {
        f"{node.id}/{parameter}": found[statistic]
        for node in readers
        for parameter, statistic in node.layer.measured.items()
    }
