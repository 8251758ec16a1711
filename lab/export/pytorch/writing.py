"""The files of an exported network: the script, its weights, its data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.document.model import Model
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.engine.torch_words import torch_words
from lab.export.base import Source, Written
from lab.export.pytorch.naming import state_names
from lab.export.pytorch.script import script
from lab.export.scripts import files
from lab.export.weights import weights_of


def write(source: Source, path: Path) -> Written:
    """Write NAME.py, NAME.safetensors and, where there are data, NAME-data.npz; LabError in words where that fails."""
    files.check(source, path)
    text, state = script(source, path), _state(source.model, source)
    return files.write(source, path, text, _encoded(state, source.name))


def _state(model: Model, source: Source) -> dict[str, NDArray[np.generic]]:
    """The module's state_dict."""
    weights, names = weights_of(model, source.samples), state_names(model.graph)
    state: dict[str, NDArray[np.generic]] = {theirs: weights[ours] for ours, theirs in names.items()}
    flat = unfolded(model.graph)
    reports = analyse(flat).nodes
    for node in flat:
        words = torch_words(node.layer, *reports[node.id].inputs)
        if words is not None and words.module.startswith("torch.nn.BatchNorm"):  # which counts its batches
            path = names[f"{node.id}/running_mean"].rpartition(".")[0]
            state[f"{path}.num_batches_tracked"] = np.zeros((), np.int64)
    return state


def _encoded(state: dict[str, NDArray[np.generic]], name: str) -> bytes:
    from safetensors.numpy import save

    data: bytes = save(
        {key: np.asarray(array, order="C") for key, array in state.items()},
        metadata={"format": "pt", "made by": "CNN Lab", "network": name},
    )
    return data
