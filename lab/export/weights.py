"""The weights with which a network goes out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.datasets.split import split
from lab.document.model import Arrays, Model, parameters
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine.checks import check_network
from lab.engine.first_weights import first_weight, measured_weights
from lab.spec.errors import DataError


def weights_of(model: Model, samples: Samples | None = None) -> Arrays:
    """Every parameter by "node/parameter" of the unfolded network, float32, in the shape that the layer declares.

    What the network has learned; of an untrained one what its run begins with, number by number: drawn from the seed
    and, where the samples are there, read from those that it would train on (`Layer.measured`).
    Errors: PlanError in words where the graph is no network.
    """
    graph = unfolded(model.graph)
    check_network(graph, analyse(graph), None, None)
    if model.trained:
        return dict(model.weights)
    seed = model.setup.run.seed
    wanted = parameters(graph)
    drawn = {
        name: first_weight(graph.node(name.split("/")[0]).layer, name, parameter, seed)
        for name, parameter in wanted.items()
    }
    measured = measured_weights(graph, samples, _training(model, samples)) if samples is not None else {}
    drawn |= {name: values for name, values in measured.items() if values.shape == wanted[name].shape}
    return {name: np.ascontiguousarray(values, np.float32) for name, values in drawn.items()}


def _training(model: Model, samples: Samples) -> NDArray[np.int64]:
    """The samples that a run would learn from; none where nothing is left for it."""
    run = model.setup.run
    try:
        return split(samples, run.validation, run.test, run.split_seed).training
    except DataError:
        return np.arange(0)
