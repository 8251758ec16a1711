"""ONNX models in onnxruntime."""

from __future__ import annotations

from typing import Any

import onnx
import onnxruntime
from numpy.typing import NDArray


def run(model: onnx.ModelProto, *inputs: NDArray[Any]) -> NDArray[Any]:
    """The only output for these inputs (sample, *shape), in the order of the model's own; taken as float32."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [entry.name for entry in session.get_inputs()]
    fed = {name: array.astype("float32") for name, array in zip(names, inputs, strict=True)}
    (output,) = session.run(None, fed)
    found: NDArray[Any] = output
    return found
