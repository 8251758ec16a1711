"""Loss, accuracy and outputs of a network as it is, without training it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Samples
from lab.document.model import Model
from lab.engine.network import Network
from lab.engine.plan import EVALUATION_BATCH, evaluation

STEPS = 8  # of one call, so that a stop is heard soon


class Evaluator:
    """Runs a network that does not train over parts of the samples; weights are written into `network`."""

    def __init__(self, network: Network, samples: Samples) -> None:
        self.network, self._samples = network, samples

    def run(
        self, indices: NDArray[np.int64], stopped: Callable[[], bool] = lambda: False
    ) -> tuple[float, float] | None:
        """Mean loss and accuracy over the samples; accuracy is NaN for values; None if empty or stopped."""
        if len(indices) == 0:
            return None
        network = self.network
        network.start_pass(indices)
        left = network.batches
        losses: list[NDArray[np.float64]] = []
        hits: list[NDArray[np.float64]] = []
        while left:
            if stopped():
                return None
            left -= network.program.run(steps=min(STEPS, left))
            loss, hit = network.take_curves()
            losses.append(loss)
            hits.append(hit)
        sizes = np.full(network.batches, network.batch)
        sizes[-1] = len(indices) - network.batch * (network.batches - 1)
        accuracy = np.average(np.concatenate(hits), weights=sizes) if self._samples.classes else np.nan
        return float(np.average(np.concatenate(losses), weights=sizes)), float(accuracy)

    def close(self) -> None:
        """Let the kernels' threads end."""
        self.network.close()


def evaluate(model: Model, samples: Samples, indices: NDArray[np.int64], threads: int = 1) -> tuple[float, float]:
    """Mean loss and accuracy of a model over some samples."""
    network = evaluation(model.graph, model.setup, samples, threads)
    network.allocate()
    evaluator = Evaluator(network, samples)
    try:
        _fill(evaluator.network, model)
        return evaluator.run(indices) or (float("nan"), float("nan"))
    finally:
        evaluator.close()


def predict(model: Model, inputs: NDArray[Any]) -> NDArray[Any]:
    """Outputs (sample, output) as the loss reads them: probabilities of classes, or values.

    `inputs` (sample, *shape) are what the network sees, already scaled.
    """
    network = Network(model.graph, batch=min(EVALUATION_BATCH, len(inputs)), training=False, keep=())
    _fill(network, model)
    parts = [network.outputs(inputs[start : start + network.batch]) for start in range(0, len(inputs), network.batch)]
    probabilities: NDArray[Any] = model.setup.loss.probabilities(np.concatenate(parts))
    return probabilities


def _fill(network: Network, model: Model) -> None:
    if model.weights:
        network.load_weights(model.weights)
    else:
        network.initialize(model.setup.run.seed)
