"""A layer's parameters, array by array, as a textbook names them."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from lab.document.graph import Graph, Node
from lab.document.shapes import Analysis, NodeReport
from lab.layers.base import Parameter, Shape
from lab.spec.units import format_count

NUMBER_BYTES = 4  # the engine trains in float32

_SYMBOLS = {"weight": "W", "bias": "b", "scale": "γ", "shift": "β", "running_mean": "μ", "running_variance": "σ²"}


@dataclass(frozen=True)
class Array:
    """One array of a layer. Its gradient has the same shape.

    Attributes:
        name: what the engine calls it ("weight").
        symbol: what a textbook calls it ("W[2]"), numbered by layers with weights.
        shape: as a textbook writes it: W[l]: (n[l], n[l-1]), b[l]: (n[l], 1) of a dense layer.
        trainable: False for running statistics, which have no gradient.
    """

    name: str
    symbol: str
    shape: Shape
    trainable: bool

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)

    @property
    def gradient(self) -> str:
        """The symbol of its gradient: "dW[2]"; empty where it has none."""
        return f"d{self.symbol}" if self.trainable else ""


def numbers_of_layers(graph: Graph, analysis: Analysis) -> dict[str, int]:
    """The textbook's l of every layer that has weights: 1, 2, ... in the order of the data's flow."""
    having = [node for node in graph.order() if "weight" in _parameters(node, analysis.nodes[node.id])]
    return {node.id: number for number, node in enumerate(having, 1)}


def arrays(node: Node, report: NodeReport, number: int | None) -> tuple[Array, ...]:
    """A layer's arrays; none while its inputs are not known."""
    parameters = _parameters(node, report)
    flat = "weight" in parameters and len(parameters["weight"].shape) == 2
    level = f"[{number}]" if number is not None else ""
    return tuple(
        Array(
            name,
            f"{_SYMBOLS.get(name, name)}{level}",
            (*parameter.shape, 1) if flat and name == "bias" else parameter.shape,
            parameter.trainable,
        )
        for name, parameter in parameters.items()
    )


def parameter_sum(found: tuple[Array, ...]) -> str:
    """The trainable parameters, counted: "6·(5·5·1) + 6 = 156"; empty where there is but one product."""
    terms = [_product(array) for array in found if array.trainable]
    if not terms:
        return ""
    total = sum(array.size for array in found if array.trainable)
    return f"{' + '.join(terms)} = {format_count(total)}"


def _product(array: Array) -> str:
    """The numbers of an array as a product: kernels × (height × width × channels)."""
    if len(array.shape) > 2:
        first, channels, *kernel = array.shape
        return f"{first}·({'·'.join(map(str, (*kernel, channels)))})"
    return "·".join(map(str, array.shape[:1] if array.shape[1:] == (1,) and array.name == "bias" else array.shape))


def _parameters(node: Node, report: NodeReport) -> dict[str, Parameter]:
    return node.layer.parameters(*report.inputs) if report.output is not None else {}
