"""The files of an exported network: the script, its weights, its data."""

from __future__ import annotations

from pathlib import Path

from lab.document.files import write_file
from lab.document.graph import Graph
from lab.document.model import Arrays
from lab.document.shapes import analyse
from lab.engine.checks import check_network
from lab.export.base import Source, Written
from lab.export.data import no_data, write_data
from lab.export.keras.names import variables
from lab.export.keras.script import companions, script
from lab.export.weights import weights_of


def write(source: Source, path: Path) -> Written:
    """Write NAME.py, NAME.safetensors and, where there are data, NAME-data.npz; LabError in words where that fails."""
    model = source.model
    check_network(model.graph, analyse(model.graph), model.setup.loss, source.samples)
    text, weights = script(source, path), companions(path)["WEIGHTS"]
    content = _encoded(model.graph, weights_of(model, source.samples), source.name)
    files, notes = [path, weights], []
    write_file(weights, lambda: lambda file: file.write(content))
    if source.samples is not None:
        files.append(write_data(path, source.samples, model.setup.run))
    else:
        notes.append(no_data(path))
    write_file(path, lambda: lambda file: file.write(text.encode()))
    return Written(tuple(files), tuple(notes))


def _encoded(graph: Graph, weights: Arrays, name: str) -> bytes:
    from safetensors.numpy import save

    arrays = {each.name: each.to_keras(weights[each.parameter]) for each in variables(graph)}
    data: bytes = save(arrays, metadata={"format": "np", "made by": "CNN Lab", "layout": "Keras", "network": name})
    return data
