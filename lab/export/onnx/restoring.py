"""Networks that went out from here come back as they were: layers, blocks, notes, places, data set and settings.

The file says in its metadata what network it was made of. That is believed only if the network, with the weights that
are in the file, would be written as the very same operators: so a file that another program has changed is read as any
other.
"""

from __future__ import annotations

import json

import numpy as np
import onnx

from lab.document.format import decode_graph
from lab.document.graph import Graph
from lab.document.model import Arrays, Model, parameters
from lab.document.unfolding import unfolded
from lab.export.base import Imported
from lab.export.onnx.building import GraphBuilding
from lab.export.onnx.reading import OnnxFile
from lab.export.onnx.writing import PRODUCER, layer_names, put_network
from lab.spec.errors import LabError
from lab.spec.fields import Path
from lab.spec.message import Message

NETWORK = "network"  # what the metadata call it


def restored(file: OnnxFile) -> Imported | None:
    """The network that the file was made of; None where it was not made here, or was changed since."""
    if file.producer != PRODUCER or NETWORK not in file.metadata:
        return None
    try:
        graph, setup = decode_graph(file.metadata[NETWORK].encode())
        network = unfolded(graph)
        names = layer_names(GraphBuilding(onnx.GraphProto()), network)
        weights = _weights(file, network, names)
        if not _is_same(file, network, names, weights, setup.loss.closing_layer):
            return None
    except (LabError, ValueError, TypeError, LookupError):  # whatever somebody may have written there
        return None
    notes = []
    if any(isinstance(field, Path) for field in setup.dataset.fields().values()):
        notes.append(Message("The file does not say where its data lie: choose them before you train."))
    return Imported(Model(graph, setup, weights), tuple(notes))


def _weights(file: OnnxFile, network: Graph, names: dict[str, str]) -> Arrays:
    """The parameters, which the file has under the names of their layers, though maybe in another shape."""
    found = {}
    for full, parameter in parameters(network).items():
        node, _, name = full.partition("/")
        array = file.array(f"{names[node]}/{name}")
        found[full] = np.array(array, np.float32).reshape(parameter.shape)
    return found


def _is_same(file: OnnxFile, network: Graph, names: dict[str, str], weights: Arrays, closing: str) -> bool:
    """Whether the network is written as the operators and numbers of the file."""
    scaling = json.loads(file.metadata.get("normalisation", "{}"))
    seen = (scaling["scale"], scaling["offset"]) if scaling.get("inside") else (1.0, 0.0)
    graph = onnx.GraphProto()
    building = GraphBuilding(graph)
    own_names = layer_names(building, network)
    last = names[network.order()[-1].id]
    output = put_network(building, network, own_names, weights, seen, "" if file.outputs == [last] else closing)
    building.finish(file.name, output)
    return file.outputs == [output] and _content(graph) == _content(file.graph)


def _content(graph: onnx.GraphProto) -> tuple[list[bytes], dict[str, bytes]]:
    """Operators and numbers, without words."""
    operators = []
    for node in graph.node:
        bare = onnx.NodeProto()
        bare.CopyFrom(node)
        bare.ClearField("doc_string")
        operators.append(bare.SerializeToString(deterministic=True))
    return operators, {tensor.name: tensor.SerializeToString(deterministic=True) for tensor in graph.initializer}
