"""A network with everything that it has learned: what a model file holds, and what a run goes on from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.document.curves import in_order
from lab.document.graph import Graph
from lab.document.matching import correspondence
from lab.document.runs import Stretch
from lab.document.setup import Setup
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.layers.base import Parameter

Arrays = dict[str, NDArray[np.float32]]


@dataclass
class Model:
    """Graph, setup and, once it has been trained, the state of the run.

    Attributes:
        weights: every parameter by "node/parameter" of the unfolded network, float32, in the shape that the layer
            declares. Empty while the network is untrained.
        optimizer: the optimiser's arrays by "node/parameter.state", in the parameter's shape.
        state: how far the run is, JSON-ready ("step", "epoch", "batch", and "schedule", what the schedule remembers):
            enough to go on bit for bit.
        record: the run's curves as `Record.to_json` gives them; empty when there are none.
        thumbnail: a PNG picture of the network for the list of recent files.
        runs: how the document was trained so far, the present run included (lab.document.runs).
    """

    graph: Graph
    setup: Setup
    weights: Arrays = field(default_factory=dict)
    optimizer: Arrays = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)
    thumbnail: bytes | None = None
    runs: list[Stretch] = field(default_factory=list)

    @property
    def trained(self) -> bool:
        """Whether there are weights."""
        return bool(self.weights)

    def adapted(self, graph: Graph, setup: Setup) -> Model:
        """The same model for an edited network: what it learned is kept if all of it still fits, else left behind."""
        shapes = {name: parameter.shape for name, parameter in parameters(graph).items()}
        if {name: array.shape for name, array in self.weights.items()} == shapes:
            return replace(self, graph=graph, setup=setup)
        names = correspondence(self.graph, graph) if self.trained else None  # layers that were folded or unfolded
        if names:
            return self._renamed(graph, setup, names)
        return Model(graph, setup, thumbnail=self.thumbnail, runs=self.runs)

    def _renamed(self, graph: Graph, setup: Setup, names: dict[str, str]) -> Model:
        """What it learned under the names that the layers have in a network that is the same otherwise."""
        order = list(parameters(graph))
        weights = _by_new_names(self.weights, names)
        record = self.record
        if record:
            layers = [names[layer] for layer in record["layers"]]
            wanted = [layer for layer in dict.fromkeys(name.split("/")[0] for name in order) if layer in set(layers)]
            record = in_order({**record, "layers": layers}, wanted)
        return replace(
            self,
            graph=graph,
            setup=setup,
            weights={name: weights[name] for name in order},
            optimizer=_by_new_names(self.optimizer, names),
            record=record,
        )

    def __eq__(self, other: object) -> bool:
        """Equal in every number, bit for bit; a NaN equals itself."""
        if not isinstance(other, Model):
            return NotImplemented
        return (
            self.graph == other.graph
            and self.setup == other.setup
            and _same_arrays(self.weights, other.weights)
            and _same_arrays(self.optimizer, other.optimizer)
            and _same_json(self.state, other.state)
            and _same_json(self.record, other.record)
            and self.thumbnail == other.thumbnail
            and self.runs == other.runs
        )

    __hash__ = None  # type: ignore[assignment]  # a model changes


def parameters(graph: Graph) -> dict[str, Parameter]:
    """Every parameter by "node/parameter", in the order of the data's flow, of layers whose inputs are known.

    Those of blocks by the names that they have in the unfolded network.
    """
    graph = unfolded(graph)
    reports = analyse(graph).nodes
    return {
        f"{node.id}/{name}": parameter
        for node in graph.order()
        if reports[node.id].output is not None
        for name, parameter in node.layer.parameters(*reports[node.id].inputs).items()
    }


def _by_new_names(arrays: Arrays, names: dict[str, str]) -> Arrays:
    split = ((name.partition("/"), array) for name, array in arrays.items())
    return {f"{names[node]}/{rest}": array for (node, _, rest), array in split}


def _same_arrays(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(
        array.shape == other[name].shape
        and array.dtype == other[name].dtype
        and np.ascontiguousarray(array).tobytes() == np.ascontiguousarray(other[name]).tobytes()
        for name, array in one.items()
    )


def _same_json(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same_json(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same_json, one, other))
    return bool(one == other or (one != one and other != other))
