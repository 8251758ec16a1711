"""Small ONNX files, and what they compute there and here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import TensorProto, helper, numpy_helper

from lab.document.model import Model
from lab.engine.network import Network
from lab.export.base import Imported
from lab.export.ways import importer_for
from tests.export.onnx_running import run

Array = NDArray[Any]


def numbers(*shape: int, seed: int = 0) -> Array:
    """Normally distributed float32."""
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def node(operator: str, inputs: str, output: str = "y", **attributes: Any) -> onnx.NodeProto:
    """An operator; `inputs` and `output` are names apart by blanks, "-" is one that is left out."""
    names = ["" if name == "-" else name for name in inputs.split()]
    return helper.make_node(operator, names, output.split(), output.split()[0], **attributes)


def file_of(
    nodes: Sequence[onnx.NodeProto],
    shape: Sequence[int | str | None],
    known: dict[str, ArrayLike] | None = None,
    opset: int = 17,
    outputs: str = "y",
) -> onnx.ModelProto:
    """A file with the input x of that shape, batch included, and known numbers by name."""
    graph = helper.make_graph(
        list(nodes),
        "made",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs.split()],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in (known or {}).items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def read(model: onnx.ModelProto, folder: Path) -> Imported:
    """The network in the file."""
    path = folder / "made.onnx"
    path.write_bytes(model.SerializeToString())
    return importer_for(path)().read(path)


def outputs_of(model: Model, inputs: Array, dtype: str = "float32") -> Array:
    """What the network makes of samples."""
    network = Network(model.graph, batch=len(inputs), training=False, keep=(), dtype=dtype)
    network.load_weights(model.weights)
    return network.outputs(inputs)


def kinds(model: Model) -> list[str]:
    """Its layers, from the front to the end, without the Input."""
    return [layer.kind for layer in model.graph.order()][1:]


def check(model: onnx.ModelProto, folder: Path, batch: int = 2, within: float = 1e-5) -> Model:
    """Read the file and compare what the network makes of samples with what onnxruntime makes of them."""
    found = read(model, folder).model
    first = model.graph.input[0].type.tensor_type.shape.dim[0]
    shape = found.graph.order()[0].layer.output_shape()
    inputs = numbers(first.dim_value or batch, *shape)
    wanted = run(model, inputs)
    np.testing.assert_allclose(outputs_of(found, inputs).reshape(wanted.shape), wanted, rtol=within, atol=within)
    return found
