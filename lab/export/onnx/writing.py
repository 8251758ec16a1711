"""A network as an ONNX model: operators, weights, and what is to be known of it."""

from __future__ import annotations

from math import prod
from typing import cast

import onnx
from onnx import checker, helper, shape_inference

from lab import __version__
from lab.document.graph import Graph
from lab.document.model import Arrays, Model, parameters
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
LARGEST = 2_000_000_000  # bytes of weights: a file of Protocol Buffers has at most 2^31 in all
SMALL = 256  # numbers that a shape can depend on are no more


def onnx_file(source: Source, *, normalisation: bool = True, probabilities: bool = False) -> tuple[bytes, Description]:
    """The network, blocks unfolded, as it predicts; and what is to be said of it.

    Args:
        normalisation: begin with what makes of the data's numbers those that the network sees.
        probabilities: end with what makes probabilities of scores, where otherwise the loss does.
    Errors: PlanError in words where the graph is no network, FileError where the file would be too large.
    """
    model = source.model
    _need_room(model)
    weights, network = weights_of(model, source.samples), unfolded(model.graph)
    start = next(node for node in network if node.layer.takes_samples)
    if start is network.order()[-1]:
        raise PlanError(
            Message("{input} stands alone: there is nothing to write. Put layers after it.", input=start.name)
        )
    shape, samples = start.layer.output_shape(), source.samples
    samples = samples if samples is not None and samples.shape == shape else None
    scale, offset = (samples.scale, samples.offset) if samples is not None and normalisation else (1.0, 0.0)

    result = new_model()
    building = GraphBuilding(result.graph)
    names = layer_names(building, network)
    closing = model.setup.loss.closing_layer if probabilities else ""
    output = put_network(building, network, names, weights, (scale, offset), closing)
    about = Description(source, names[start.id], shape, output, samples, normalisation, probabilities)
    building.finish(source.name, output)
    result.doc_string = about.words()
    helper.set_model_props(result, about.metadata())
    return encode(result), about


def layer_names(building: GraphBuilding, network: Graph) -> dict[str, str]:
    """What each layer of an unfolded network is called in the file."""
    return {node.id: building.new_name(node.name) for node in network}


def put_network(
    building: GraphBuilding,
    network: Graph,
    names: dict[str, str],
    weights: Arrays,
    seen: tuple[float, float] = (1.0, 0.0),
    closing: str = "",
) -> str:
    """Put an unfolded network in; the name of its output.

    Args:
        seen: factor and summand that make of the data's numbers those that the network sees.
        closing: kind of a layer without weights to stand behind the last one; "" for none.
    """
    start = next(node for node in network if node.layer.takes_samples)
    tensors = {start.id: building.data(names[start.id], start.layer.output_shape(), *seen)}
    output = _place_layers(building, network, names, tensors, weights)
    if closing:
        layer = cast(type[Layer], registry.find("layer", closing))()
        output = building.place(building.new_name("probabilities"), layer, [output], {})
    return output


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


def new_model() -> onnx.ModelProto:
    """An empty one."""
    operators = helper.make_opsetid("", OPERATORS)
    return onnx.ModelProto(
        ir_version=VERSION, opset_import=[operators], producer_name=PRODUCER, producer_version=__version__
    )


def encode(model: onnx.ModelProto) -> bytes:
    """The file, with the shapes of all tensors, as ONNX's own checks want it."""
    _infer_shapes(model)
    content: bytes = model.SerializeToString(deterministic=True)
    checker.check_model(content, full_check=True)
    return content


def _infer_shapes(model: onnx.ModelProto) -> None:
    """Note the shapes of all tensors, which must agree with those that the layers state.

    Numbers that no shape depends on are left out while that is done: they would be copied several times.
    """
    whole, outline = model.graph, new_model()
    for numbers in whole.initializer:
        if prod(numbers.dims) <= SMALL:
            outline.graph.initializer.append(numbers)
        else:
            outline.graph.input.append(helper.make_tensor_value_info(numbers.name, numbers.data_type, numbers.dims))
    outline.graph.name = whole.name
    for part in ("node", "input", "output", "value_info"):
        getattr(outline.graph, part).extend(getattr(whole, part))
    found = shape_inference.infer_shapes(outline, check_type=True, strict_mode=True, data_prop=True)
    del whole.value_info[:]
    whole.value_info.extend(found.graph.value_info)


def _need_room(model: Model) -> None:
    size = 4 * sum(prod(parameter.shape) for parameter in parameters(model.graph).values())
    if size > LARGEST:
        raise FileError(
            Message(
                "ONNX files can hold {most} of weights; this network has {size}. Make its layers smaller.",
                most=format_bytes(LARGEST),
                size=format_bytes(size),
            )
        )
