"""The standard's own tests (onnx.backend.test) as files that can be imported: the adapter, and what becomes of them.

A node test is a model of one operator whose weights are inputs like the data. The adapter changes nothing about the
operator; it says which inputs are data and which are weights:

- The first input is the data. The others become numbers of the file (initialisers), which is what they are in files
  that programs write.
- Of operators that take several tensors of equal standing (`MERGING`), those with the first one's number of axes and
  first size are data as well: they come in by one input, side by side, and are taken apart by Slice and Reshape.
- A tensor of one axis or none is one sample of operators that take number by number (`BY_NUMBER`): it gets a batch axis
  in front.
- Each output is imported by itself, since a network here has one.
- Where a network here takes channels first and the model last, samples are turned over.

`python -m tests.export.onnx.standard` writes refused.txt anew.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from lab.document.model import Model
from lab.export.onnx.reading import OLDEST
from lab.export.ways import importer_for
from lab.spec.errors import FileError
from tests.export.onnx.making import outputs_of

REFUSED = Path(__file__).with_name("refused.txt")
DATA = Path(onnx.__file__).parent / "backend" / "test" / "data"

# The operators of issue 5, as the standard's modules with their cases are called.
OPERATORS = [
    "abs", "add", "averagepool", "batch_normalization", "clip", "concat", "constant", "conv", "convtranspose",
    "div", "dropout", "elu", "exp", "flatten", "gelu", "gemm", "globalaveragepool", "globalmaxpool",
    "groupnormalization", "hardsigmoid", "hardswish", "identity", "instance_normalization", "layernormalization",
    "leakyrelu", "log", "logsoftmax", "matmul", "max", "maxpool", "mean", "min", "mish", "mul", "neg", "pad", "pow",
    "prelu", "reducemax", "reducemean", "reducesum", "relu", "reshape", "resize", "selu", "sigmoid", "sign",
    "softmax", "softplus", "softsign", "sqrt", "squeeze", "sub", "sum", "tanh", "transpose", "unsqueeze",
]  # fmt: skip
FOLDERS = ("pytorch-converted", "pytorch-operator")  # files that PyTorch wrote, with data
LIGHT = ("bvlc_alexnet", "inception_v1", "shufflenet", "squeezenet", "zfnet512")
HEAVY = ("densenet121", "inception_v2", "resnet50", "vgg19")  # too long for every run

MERGING = ("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mean", "Sum", "Concat", "And", "Or")
BY_NUMBER = [
    "Abs", "Add", "Clip", "Div", "Dropout", "Elu", "Exp", "Gelu", "HardSigmoid", "HardSwish", "Identity",
    "LeakyRelu", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg", "Pow", "PRelu", "Relu", "Selu", "Sigmoid",
    "Sign", "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Tanh",
]  # fmt: skip

Array = NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A model with inputs and the outputs that they must give."""

    name: str
    model: onnx.ModelProto
    inputs: list[Array]
    outputs: list[Array]
    rtol: float = 1e-3
    atol: float = 1e-7


@dataclass(frozen=True)
class Outcome:
    """What became of a case: "" where its outputs are right, the message where it is refused."""

    name: str
    message: str = ""
    failure: str = ""


@cache
def node_cases() -> list[Case]:
    """Those of the operators, made by the standard's own code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from onnx.backend.test.case import node

        for operator in OPERATORS:
            importlib.import_module(f"{node.__name__}.{operator}")
        made = list(node._NodeTestCases)
    return [
        Case(f"{case.name}", case.model, *case.data_sets[0], case.rtol, max(case.atol, 1e-6))
        for case in sorted(made, key=lambda case: case.name)
    ]


def file_cases() -> Iterator[Case]:
    """Those that are kept as files."""
    for folder in FOLDERS:
        for path in sorted((DATA / folder).iterdir()):
            model = onnx.load(path / "model.onnx")
            if model.opset_import[0].version >= OLDEST:
                yield Case(f"{folder}/{path.name}", model, *(_tensors(path, kind) for kind in ("input", "output")))


def light_cases(names: Sequence[str]) -> Iterator[Case]:
    """Well-known networks whose weights are all alike."""
    for name in names:
        path = DATA / "light" / f"light_{name}.onnx"
        model = onnx.load(path)
        sizes = [size.dim_value for size in _data_input(model).type.tensor_type.shape.dim]
        count = np.prod(sizes)
        output = numpy_helper.to_array(onnx.load_tensor(path.with_name(f"light_{name}_output_0.pb")))
        yield Case(f"light/{name}", model, [(np.arange(count) / count).astype(np.float32).reshape(sizes)], [output])


def outcome(case: Case) -> Outcome:
    """Import the case, once for each of its outputs, and compare what the network makes of its inputs."""
    model, data = adapted(case)
    outputs = list(model.graph.output)
    for output, wanted in zip(outputs, case.outputs, strict=True):
        del model.graph.output[:]
        model.graph.output.append(output)
        found = _one_output(case, model, data, wanted)
        if found.message or found.failure:
            return found
    return Outcome(case.name)


def _one_output(case: Case, model: onnx.ModelProto, data: Array, wanted: Array) -> Outcome:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.onnx"
        path.write_bytes(model.SerializeToString())
        try:
            found = importer_for(path)().read(path)
        except FileError as error:
            return Outcome(case.name, str(error).removeprefix("case.onnx cannot be opened. "))
    with np.errstate(all="ignore"):
        given = outputs_of(found.model, _turned(found.model, data))
    if given.size != wanted.size:
        return Outcome(case.name, failure=f"shape {given.shape} instead of {wanted.shape}")
    given = given.reshape(wanted.shape)
    if np.allclose(given, wanted.astype(np.float32), case.rtol, case.atol, equal_nan=True):
        return Outcome(case.name)
    return Outcome(case.name, failure=f"differs by {np.nanmax(np.abs(given - wanted)):g}")


def adapted(case: Case) -> tuple[onnx.ModelProto, Array]:
    """The model with one input, and what comes in by it."""
    model = onnx.ModelProto()
    model.CopyFrom(case.model)
    graph, arrays = model.graph, {}
    fed = [entry for entry in graph.input if entry.name not in {tensor.name for tensor in graph.initializer}]
    arrays = {entry.name: np.asarray(array) for entry, array in zip(fed, case.inputs, strict=False)}
    if not arrays or any(not entry.type.HasField("tensor_type") for entry in fed):
        return model, np.zeros((1, 1), np.float32)  # which no network takes
    by_number = case.name.removeprefix("test_").split("_")[0] in map(str.lower, BY_NUMBER)
    first, *others = arrays
    one = graph.node[0].op_type if len(graph.node) == 1 else ""
    if arrays[first].ndim < 2 and by_number:
        for name, array in arrays.items():
            if array.ndim == arrays[first].ndim and array.ndim < 2:
                arrays[name] = array.reshape(1, -1)
    data = [first]
    if one in MERGING:
        alike = (arrays[first].ndim, arrays[first].shape[:1], arrays[first].dtype)
        data += [name for name in others if (arrays[name].ndim, arrays[name].shape[:1], arrays[name].dtype) == alike]
    for name in others:
        if name not in data:
            graph.initializer.append(numpy_helper.from_array(arrays[name], name))
    kept = [entry for entry in graph.input if entry.name not in arrays]
    del graph.input[:]
    graph.input.extend(kept)
    if len(data) == 1:
        graph.input.append(_described(first, arrays[first]))
        return model, arrays[first]
    return model, _side_by_side(graph, {name: arrays[name] for name in data})


def _side_by_side(graph: onnx.GraphProto, arrays: dict[str, Array]) -> Array:
    """Let the arrays come in by one input, one behind the other, and be taken apart."""
    rows = [array.reshape(len(array), -1) for array in arrays.values()]
    together = np.concatenate(rows, axis=1)
    graph.input.append(_described("together", together))
    start, nodes = 0, []
    known: dict[str, Array] = {"axis": np.array([1])}
    for (name, array), row in zip(arrays.items(), rows, strict=True):
        end = start + row.shape[1]
        known |= {
            f"{name}.start": np.array([start]),
            f"{name}.end": np.array([end]),
            f"{name}.shape": np.array(array.shape),
        }
        nodes += [
            helper.make_node("Slice", ["together", f"{name}.start", f"{name}.end", "axis"], [f"{name}.row"]),
            helper.make_node("Reshape", [f"{name}.row", f"{name}.shape"], [name]),
        ]
        start = end
    nodes += graph.node
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in known.items())
    return together


def _turned(model: Model, data: Array) -> Array:
    """The data as the network takes them: channels first."""
    shape = model.graph.order()[0].layer.output_shape()
    if data.shape[1:] != shape:
        data = np.moveaxis(data, -1, 1)
    return np.ascontiguousarray(data, np.float32)


def _described(name: str, array: Array) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)


def _data_input(model: onnx.ModelProto) -> onnx.ValueInfoProto:
    known = {tensor.name for tensor in model.graph.initializer}
    return next(entry for entry in model.graph.input if entry.name not in known)


def _tensors(path: Path, kind: str) -> list[Array]:
    files = sorted((path / "test_data_set_0").glob(f"{kind}_*.pb"), key=lambda file: int(file.stem.split("_")[1]))
    return [numpy_helper.to_array(onnx.load_tensor(file)) for file in files]


def table(outcomes: Sequence[Outcome]) -> str:
    """How many passed, and the message of every case that is refused."""
    lines = ["passed {}, refused {}, failed {}".format(*counts(outcomes)), ""]
    return "\n".join([*lines, *(f"{each.name}: {each.message}" for each in outcomes if each.message)]) + "\n"


def counts(outcomes: Sequence[Outcome]) -> tuple[int, int, int]:
    """How many passed, are refused, failed."""
    refused = sum(bool(each.message) for each in outcomes)
    failed = sum(bool(each.failure) for each in outcomes)
    return len(outcomes) - refused - failed, refused, failed


def main() -> None:
    """Write refused.txt anew."""
    found = [outcome(case) for case in (*node_cases(), *file_cases(), *light_cases(LIGHT))]
    for each in found:
        if each.failure:
            print(each.name, each.failure)
    REFUSED.write_text(table(found), encoding="utf-8")
    print(table(found).partition("\n")[0])


if __name__ == "__main__":
    main()
