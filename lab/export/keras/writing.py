"""The files of an exported network: the script, its weights, its data."""

from __future__ import annotations

from pathlib import Path

from lab.document.graph import Graph
from lab.document.model import Arrays
from lab.export.base import Source, Written
from lab.export.keras.names import variables
from lab.export.keras.script import script
from lab.export.scripts import files
from lab.export.weights import weights_of


def write(source: Source, path: Path) -> Written:
    """Write NAME.py, NAME.safetensors and, where there are data, NAME-data.npz; LabError in words where that fails."""
    files.check(source, path)
    content = _encoded(source.model.graph, weights_of(source.model, source.samples), source.name)
    return files.write(source, path, script(source, path), content)


def _encoded(graph: Graph, weights: Arrays, name: str) -> bytes:
    from safetensors.numpy import save

    arrays = {each.name: each.to_keras(weights[each.parameter]) for each in variables(graph)}
    data: bytes = save(arrays, metadata={"format": "np", "made by": "CNN Lab", "layout": "Keras", "network": name})
    return data
