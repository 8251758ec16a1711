"""A graph of ONNX operators, while layer after layer is put into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import helper

from lab.layers.base import Layer, Shape

NO_ZERO = np.finfo(np.float32).tiny  # 1.2e-38: as good as 0 in any sum
BATCH = "batch"  # what the axis of the samples is called; it may have any length


class GraphBuilding:
    """Operators, numbers and shapes. Everything in it is called by its layer, and no two things alike.

    A layer's output, and the operator that computes it, have the layer's name; what else it takes is called "name/Mul",
    "name/weight". So give all layers their names (`new_name`) before the first one is placed.
    """

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._shapes: dict[str, Shape] = {}  # of one sample, of what layers take and give
        self._taken: set[str] = set()
        self._last_numbers: dict[str, int] = {}

    def new_name(self, wanted: str) -> str:
        """The name that is wanted, with a number behind it where it is taken."""
        name, number = wanted, self._last_numbers.get(wanted, 1)
        while name in self._taken:
            number += 1
            name = f"{wanted} {number}"
        self._last_numbers[wanted] = number
        self._taken.add(name)
        return name

    def data(self, name: str, shape: Shape, scale: float = 1.0, offset: float = 0.0) -> str:
        """Have samples of this shape come in; the name of what the network sees of them: data · scale + offset."""
        self._graph.input.append(_described(name, shape))
        part = LayerBuild(self, name, (name,), (shape,), {})
        seen = name
        if scale != 1:
            seen = part.add("Mul", seen, part.weight("scale", np.array(scale, np.float32)))
        if offset:
            seen = part.add("Add", seen, part.weight("offset", np.array(offset, np.float32)))
        self._take(part, "What the network sees of the data", seen, shape)
        return seen

    def place(
        self, name: str, layer: Layer, inputs: Sequence[str], parameters: Mapping[str, NDArray[np.float32]]
    ) -> str:
        """Put a layer in that is fed by `inputs`; the name of its output, which is `name`, is returned."""
        shapes = tuple(self._shapes[tensor] for tensor in inputs)
        part = LayerBuild(self, name, tuple(inputs), shapes, parameters)
        part.finish(layer.onnx(part))
        self._take(part, f"{layer.title} {layer.summary()}".rstrip(), name, layer.output_shape(*shapes))
        return name

    @property
    def data_name(self) -> str:
        """What the samples that come in are called."""
        return str(self._graph.input[0].name)

    def _take(self, part: LayerBuild, words: str, output: str, shape: Shape) -> None:
        for node in part.nodes:
            node.doc_string = words
        self._graph.node.extend(part.nodes)
        self._shapes[output] = shape

    def add_numbers(self, name: str, values: NDArray[Any]) -> str:
        """A tensor of given numbers; what it is called is returned."""
        name = self.new_name(name)
        kind = helper.np_dtype_to_tensor_dtype(values.dtype)
        little_endian = values.dtype.newbyteorder("<")
        self._graph.initializer.add(
            name=name, data_type=kind, dims=values.shape, raw_data=values.astype(little_endian, copy=False).tobytes()
        )
        return name

    def finish(self, name: str, output: str) -> None:
        """Call the whole so, and end it in the tensor `output`."""
        self._keep_padding_apart()
        self._graph.name = name
        given = {data.name for data in self._graph.input}
        for tensor, shape in self._shapes.items():
            if tensor not in given:
                place = self._graph.output if tensor == output else self._graph.value_info
                place.append(_described(tensor, shape))

    def _keep_padding_apart(self) -> None:
        """Pad with what is not quite 0 before a pooling.

        ONNX Runtime (1.17 to at least 1.31) takes a Pad of zeros into the pooling behind it. But there padded cells
        never win, so that a maximum could come out below 0, and padding as large as the window is an error.
        """
        makers = {node.output[0]: node for node in self._graph.node}
        for pooling in self._graph.node:
            if pooling.op_type not in ("MaxPool", "AveragePool"):
                continue
            maker = makers.get(pooling.input[0])
            while maker is not None and maker.op_type in ("Identity", "Dropout"):  # which it takes out before
                maker = makers.get(maker.input[0])
            if maker is not None and maker.op_type == "Pad" and len(maker.input) == 2:
                maker.input.append(self.add_numbers(f"{maker.name}/constant", np.array(NO_ZERO)))


class LayerBuild:
    """What one layer sees of the graph; see lab.layers.base.OnnxBuild for what each method promises."""

    def __init__(
        self,
        building: GraphBuilding,
        name: str,
        inputs: tuple[str, ...],
        shapes: tuple[Shape, ...],
        parameters: Mapping[str, NDArray[np.float32]],
    ) -> None:
        self.inputs, self.shapes = inputs, shapes
        self.nodes: list[onnx.NodeProto] = []
        self._building, self._name, self._parameters = building, name, parameters

    def parameter(self, name: str) -> NDArray[np.float32]:
        return self._parameters[name]

    def weight(self, name: str, values: NDArray[np.float32] | None = None) -> str:
        return self._building.add_numbers(f"{self._name}/{name}", self._parameters[name] if values is None else values)

    @property
    def data(self) -> str:
        return self._building.data_name

    def constant(self, values: ArrayLike, dtype: str = "float32") -> str:
        return self._building.add_numbers(f"{self._name}/constant", np.asarray(values, dtype))

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        name = self._building.new_name(f"{self._name}/{operator}")
        self.nodes.append(helper.make_node(operator, inputs, [name], name, **attributes))
        return name

    def finish(self, output: str) -> None:
        """Call by the layer's name what the layer gives, and the operator that computes it."""
        if not any(output in node.output for node in self.nodes):
            output = self.add("Identity", output)  # nothing to compute, but the layer is there
        for node in self.nodes:
            if output in node.output:
                node.name = self._name
            for names in (node.input, node.output):
                names[:] = [self._name if name == output else name for name in names]


def _described(name: str, shape: Shape) -> onnx.ValueInfoProto:
    """What is called so: a batch of samples of this shape."""
    return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [BATCH, *shape])
