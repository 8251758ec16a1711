"""What layers are called in Keras, where their weights are there, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from lab.document.blocks import Block
from lab.document.graph import Graph, Node
from lab.document.shapes import NodeReport, analyse
from lab.document.unfolding import unfolded
from lab.export.scripts.names import layer_paths, snake
from lab.layers.base import Shape
from lab.layers.dense import Dense
from lab.layers.dropping import Dropping
from lab.layers.flatten import Flatten

Numbers = NDArray[np.float32]


# What is called by the layer that it helps: "conv1_padding".
HELPERS = {
    "ZeroPadding": "padding",
    "Lambda": "padding",
    "Permute": "permute",
    "MaxPooling": "stride",
    "Cropping": "crop",
}


def names_of(nodes: Sequence[Node]) -> dict[str, str]:
    """What each layer of a network or block is called: its label or, where no letter of ASCII is in it, its id.

    What is inside a block is called by it, "block1_conv1": nothing else may begin so.
    """
    words = {node.id: snake(node.label) or snake(node.id) or "layer" for node in nodes}
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in sorted(nodes, key=lambda node: not isinstance(node.layer, Block)):
        number, name = 2, words[node.id]
        within = f"{name}_"
        while name in taken or (
            isinstance(node.layer, Block) and any(word.startswith(within) for word in words.values())
        ):
            name, number = f"{words[node.id]}{number}", number + 1
            within = f"{name}_"
        names[node.id] = name
        taken |= {name, *(f"{name}_{helper}" for helper in HELPERS.values())}
    return names


@dataclass(frozen=True)
class Variable:
    """Where a parameter is in Keras.

    Attributes:
        parameter: our name, "node/parameter" of the unfolded network; `shape`: our shape.
        name: the variable's, "layer/variable"; `order`: that of our axes in it; `keras_shape`: its shape.
        flattened: of a dense layer behind Flatten, which picture or signal was flattened: Keras has its channels last.
    """

    parameter: str
    name: str
    shape: Shape
    order: tuple[int, ...]
    keras_shape: Shape
    flattened: Shape | None = None

    def to_keras(self, numbers: Numbers) -> Numbers:
        """Our numbers in the variable's order and shape."""
        if self.flattened is not None:
            numbers = np.moveaxis(numbers.reshape(-1, *self.flattened), 1, -1).reshape(self.shape)
        return np.ascontiguousarray(numbers.transpose(self.order).reshape(self.keras_shape))

    def from_keras(self, numbers: Numbers) -> Numbers:
        """The variable's numbers in our order and shape."""
        numbers = numbers.reshape([self.shape[axis] for axis in self.order]).transpose(np.argsort(self.order))
        if self.flattened is not None:
            channels, *places = self.flattened
            numbers = np.moveaxis(numbers.reshape(-1, *places, channels), -1, 1)
        return np.ascontiguousarray(numbers.reshape(self.shape))


def variables(graph: Graph) -> list[Variable]:
    """Every parameter, in the order of the data's flow."""
    names = layer_paths(graph, names_of, _within)
    flat = unfolded(graph)
    reports = analyse(flat).nodes
    flattened = {dense: reports[flatten].inputs[0] for flatten, found in reordered(flat).items() for dense in found}
    return [
        Variable(
            f"{node.id}/{name}",
            f"{names[node.id]}/{node.layer.keras_names.get(name, name)}",
            parameter.shape,
            node.layer.keras_order(name, *reports[node.id].inputs),
            node.layer.keras_shape(name, *reports[node.id].inputs),
            flattened.get(node.id) if name == "weight" else None,
        )
        for node in flat.order()
        for name, parameter in node.layer.parameters(*reports[node.id].inputs).items()
    ]


def reordered(flat: Graph) -> dict[str, list[str]]:
    """The Flatten layers that may leave the channels last, with the dense layers whose weights make up for it.

    These must be all that reads the row, but for layers to which the order of the numbers is the same.
    """
    reports = analyse(flat).nodes
    found = {}
    for node in flat:
        if isinstance(node.layer, Flatten) and _has_order(reports[node.id].inputs[0]):
            dense = _readers(flat, node.id, reports)
            if dense:
                found[node.id] = dense
    return found


def _has_order(shape: Shape) -> bool:
    return shape[0] > 1 and prod(shape[1:]) > 1


def _readers(flat: Graph, node_id: str, reports: dict[str, NodeReport]) -> list[str]:
    """The dense layers that read a row; none where other layers do, to which its order matters."""
    found: list[str] = []
    for link in flat.outputs(node_id):
        layer = flat.node(link.target).layer
        if isinstance(layer, Dense):
            found.append(link.target)
        elif isinstance(layer, Dropping) or (layer.elementwise and not layer.parameters(*reports[link.target].inputs)):
            further = _readers(flat, link.target, reports)
            if not further:
                return []
            found += further
        else:
            return []
    return found


def _within(path: str, block: Block, repetition: int) -> str:
    return f"{path}_{repetition}_" if block.repeat > 1 else f"{path}_"
