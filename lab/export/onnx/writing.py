"""A network as an ONNX model: operators, weights, and what is to be known of it."""

from __future__ import annotations

from math import prod
from typing import cast

import onnx
from onnx import checker, helper, shape_inference

from lab import __version__
from lab.document.graph import Graph
from lab.document.model import Arrays, parameters
from lab.document.unfolding import unfolded
from lab.export.base import Source
from lab.export.onnx.building import GraphBuilding
from lab.export.onnx.description import Description
from lab.export.weights import weights_of
from lab.layers.base import Layer
from lab.spec import registry
from lab.spec.errors import FileError, PlanError
from lab.spec.message import Message
from lab.spec.units import format_bytes

PRODUCER = "CNN Lab"
VERSION = 8  # of the file format
OPERATORS = 17  # their set
LARGEST = 2**31 - 1  # bytes of a file: Protocol Buffers go no further


def onnx_model(
    source: Source, *, normalisation: bool = True, probabilities: bool = False
) -> tuple[onnx.ModelProto, Description]:
    """The network, blocks unfolded, as it predicts; checked, with the shapes of all its tensors.

    Args:
        normalisation: begin with what makes of the data's numbers those that the network sees.
        probabilities: end with what makes probabilities of scores, where otherwise the loss does.
    Errors: PlanError in words where the graph is no network, FileError where the file would be too large.
    """
    model = source.model
    _need_room(4 * sum(prod(parameter.shape) for parameter in parameters(model.graph).values()))
    weights, network = weights_of(model, source.samples), unfolded(model.graph)
    start, end = network.order()[0], network.order()[-1]
    if start is end:
        raise PlanError(
            Message("{input} stands alone: there is nothing to write. Put layers after it.", input=start.name)
        )
    shape, samples = start.layer.output_shape(), source.samples
    samples = samples if samples is not None and samples.shape == shape else None
    scale, offset = (samples.scale, samples.offset) if samples is not None and normalisation else (1.0, 0.0)

    building = GraphBuilding()
    names = {node.id: building.new_name(node.name) for node in network}
    seen = building.data(names[start.id], shape, scale, offset)
    output = _place_layers(building, network, names, {start.id: seen}, weights)
    closing = model.setup.loss.closing_layer
    if probabilities and closing:
        layer = cast(type[Layer], registry.find("layer", closing))()
        output = building.place(building.new_name("probabilities"), layer, [output], {})
    about = Description(source, names[start.id], shape, output, samples, normalisation, probabilities)
    words = about.words()
    return checked_model(building.graph(source.name, output, words), words, about.metadata()), about


def _place_layers(
    building: GraphBuilding, network: Graph, names: dict[str, str], tensors: dict[str, str], weights: Arrays
) -> str:
    """Put all layers in, behind the `tensors` that there are; the last one's output is returned."""
    own: dict[str, Arrays] = {}
    for full, array in weights.items():
        node_id, _, name = full.partition("/")
        own.setdefault(node_id, {})[name] = array
    output = ""
    for node in network.order():
        if node.id not in tensors:
            inputs = [tensors[link.source] for link in network.inputs(node.id)]
            output = building.place(names[node.id], node.layer, inputs, own.get(node.id, {}))
            tensors[node.id] = output
    return output


def checked_model(graph: onnx.GraphProto, words: str, metadata: dict[str, str]) -> onnx.ModelProto:
    """The model of a graph, with all shapes, as ONNX's own checks want it; FileError where it would be too large."""
    model = helper.make_model(
        graph,
        ir_version=VERSION,
        opset_imports=[helper.make_opsetid("", OPERATORS)],
        producer_name=PRODUCER,
        producer_version=__version__,
        doc_string=words,
    )
    helper.set_model_props(model, metadata)
    _need_room(model.ByteSize())
    model = shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    checker.check_model(model, full_check=True)
    return model


def _need_room(size: int) -> None:
    if size > LARGEST:
        raise FileError(
            Message(
                "ONNX files can have at most {most}, and this network takes {size}. Make its layers smaller.",
                most=format_bytes(LARGEST),
                size=format_bytes(size),
            )
        )
