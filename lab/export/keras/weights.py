"""Weights in Keras' names and order, as safetensors."""

from __future__ import annotations

from pathlib import Path

from lab.document.files import write_file
from lab.document.graph import Graph
from lab.document.model import Arrays
from lab.export.keras.names import variables

# What the files say of themselves, those that the scripts write as well.
METADATA = {"made by": "CNN Lab", "layout": "Keras"}


def write_weights(path: Path, graph: Graph, weights: Arrays) -> None:
    """Write weights in Keras' names, order and shapes; FileError in words where that fails."""
    from safetensors.numpy import save

    content = save({each.name: each.to_keras(weights[each.parameter]) for each in variables(graph)}, METADATA)
    write_file(path, lambda: lambda file: file.write(content))
