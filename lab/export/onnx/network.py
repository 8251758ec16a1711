"""The network while it is made: layers with names and weights, each with the shape of what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from lab.document.edits import stem_of
from lab.document.graph import Graph, Link, Node
from lab.document.model import Arrays
from lab.export.onnx.names import Names
from lab.export.onnx.refusal import Refused
from lab.export.onnx.views import MOST_FACTORS, View, turns
from lab.layers.base import AXES, Layer, Shape
from lab.spec import registry
from lab.spec.message import Message
from lab.spec.units import format_count, format_shape

_LETTERS = "chw"  # of the axes of Transpose
MOST_NUMBERS = 1 << 27  # of one sample of a layer's output


@dataclass(frozen=True)
class Tensor:
    """A tensor of the file that a layer computes: whose numbers, and how the file sees them."""

    node: str
    view: View

    @property
    def shape(self) -> Shape:
        """Of one sample, as the file sees it."""
        return self.view.shape


class NetworkBuilding:
    """Layers are added one after the other, from the front of the network to its end."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.weights: Arrays = {}
        self.rounded = False  # whether numbers lost digits on their way to float32
        self._shapes: dict[str, Shape] = {}
        self._ids, self._labels = Names(), Names()
        self._moved: dict[tuple[str, View], str] = {}

    def shape(self, node: str) -> Shape:
        """Of one sample of a layer's output."""
        return self._shapes[node]

    def layer(self, node: str) -> Layer:
        """The layer."""
        return self.graph.node(node).layer

    def add(
        self, layer: Layer, sources: Sequence[str], label: str = "", arrays: Mapping[str, NDArray[Any]] | None = None
    ) -> str:
        """Add a layer with its weights, linked from `sources` to its ports in order; its id.

        Errors: ShapeError where the inputs do not fit the layer, Refused where the weights do not.
        """
        if sources and not layer.fewest_inputs <= len(sources) <= layer.most_inputs:
            raise Refused(
                Message(
                    "it has {given} inputs; {layer} takes at most {most}.",
                    given=len(sources),
                    layer=Message(layer.title),
                    most=layer.most_inputs,
                )
            )
        shapes = [self._shapes[source] for source in sources]
        shape = layer.output_shape(*shapes)
        if prod(shape) > MOST_NUMBERS:
            raise Refused(
                Message(
                    "it would give {count} numbers for each sample; at most {most} are possible.",
                    count=format_count(prod(shape)),
                    most=format_count(MOST_NUMBERS),
                )
            )
        if min(shape, default=1) < 1:
            raise Refused(Message("nothing would be left of a sample: {shape}.", shape=format_shape(shape)))
        made = self._checked(layer, shapes, arrays or {})
        stem = stem_of(layer.name)
        name = self._labels.like(label, stem) if label else self._labels.numbered(stem)
        node = Node(self._ids.numbered(layer.name), layer, name)
        self.graph.add_node(node)
        for port, source in enumerate(sources):
            self.graph.add_link(Link(source, node.id, port))
        self._shapes[node.id] = shape
        self.weights |= {f"{node.id}/{name}": array for name, array in made.items()}
        return node.id

    def change(self, node: str, layer: Layer, **arrays: NDArray[Any]) -> None:
        """Put another layer of the same output shape in a node's place, with these weights beside those it has."""
        shapes = [self._shapes[link.source] for link in self.graph.inputs(node)]
        old = {name: self.weights[f"{node}/{name}"] for name in self.layer(node).parameters(*shapes)}
        made = self._checked(layer, shapes, {**old, **arrays})
        self.graph.replace_node(self.graph.node(node).changed(layer=layer))
        self.weights |= {f"{node}/{name}": array for name, array in made.items()}

    def array(self, node: str, name: str) -> NDArray[np.float32]:
        """A weight of a layer."""
        return self.weights[f"{node}/{name}"]

    def laid_out(self, tensor: Tensor) -> str:
        """A layer whose output is the tensor as the file sees it; what is needed for that is added once."""
        wanted = tensor.shape if tensor.shape else (1,)
        if tensor.view.is_plain and self.shape(tensor.node) == wanted:
            return tensor.node
        key = (tensor.node, tensor.view)
        if key not in self._moved:
            self._moved[key] = self._move(tensor, wanted)
        return self._moved[key]

    def seen_as(self, node: str, shape: Shape) -> str:
        """The layer's numbers in their order in another shape."""
        if self.shape(node) == shape:
            return node
        if len(shape) == 1:
            return self.add(layer_of("flatten"), [node])
        _check_axes(shape)
        form = "image" if len(shape) == 3 else "signal"
        sizes = dict(zip(AXES[len(shape)], shape, strict=True))
        return self.add(layer_of("reshape", form=form, **sizes), [node])

    def discard(self, node: str) -> str:
        """Take a layer without weights away that nothing is linked from; the layer before it."""
        (link,) = self.graph.inputs(node)
        self._labels.give_back(self.graph.node(node).label)
        self.graph.remove_link(link)
        self.graph.remove_node(node)
        self._moved = {key: made for key, made in self._moved.items() if node not in (key[0], made)}
        return link.source

    def drop_dead_ends(self, end: str) -> None:
        """Take the layers away that `end` does not depend on: what was laid out for nobody."""
        needed, waiting = {end}, [end]
        while waiting:
            sources = {link.source for link in self.graph.inputs(waiting.pop())} - needed
            needed |= sources
            waiting += sources
        for node in reversed(self.graph.order()):
            if node.id not in needed:
                for link in self.graph.inputs(node.id):
                    self.graph.remove_link(link)
                self.graph.remove_node(node.id)
        self.weights = {name: array for name, array in self.weights.items() if name.split("/")[0] in needed}

    def _move(self, tensor: Tensor, wanted: Shape) -> str:
        view = tensor.view
        if view.is_plain:
            return self.seen_as(tensor.node, wanted)
        node = tensor.node
        whole = view.axes(self.shape(node))
        if whole is None and len(view.factors) > MOST_FACTORS:
            raise Refused(Message("its input would have to have its axes in an order that no layer gives them."))
        steps = turns(view.factors, view.order) if whole is None else [(self.shape(node), whole)]
        for shape, order in steps:
            axes = {"axes": "".join(_LETTERS[axis] for axis in order)} if len(order) == len(_LETTERS) else {}
            node = self.add(layer_of("transpose", **axes), [self.seen_as(node, shape)])
        return self.seen_as(node, wanted)

    def _checked(self, layer: Layer, shapes: list[Shape], arrays: Mapping[str, NDArray[Any]]) -> Arrays:
        """The weights as float32 in the shapes that the layer declares; missing ones begin as it says."""
        made = {}
        declared = layer.parameters(*shapes)
        assert arrays.keys() <= declared.keys(), f"{layer.name} has no {arrays.keys() - declared.keys()}"
        for name, parameter in declared.items():
            given = arrays.get(name)
            if given is None:
                assert parameter.start is not None, f"{layer.name} needs {name}"
                given = np.full(parameter.shape, parameter.start, np.float32)
            if given.shape != parameter.shape:
                raise Refused(
                    Message(
                        "its {name} is {given} where {wanted} is needed.",
                        name=name.replace("_", " "),
                        given=format_shape(given.shape),
                        wanted=format_shape(parameter.shape),
                    )
                )
            made[name] = self.as_float(given)
        return made

    def as_float(self, array: NDArray[Any]) -> NDArray[np.float32]:
        """The numbers as float32, a copy of our own."""
        with np.errstate(over="ignore"):
            made = np.ascontiguousarray(array, np.float32)
        if array.dtype.itemsize > 4 and not self.rounded:
            self.rounded = not np.array_equal(made.astype(array.dtype), array, equal_nan=array.dtype.kind == "f")
        return made.copy() if made.base is not None or made is array else made


def layer_of(kind: str, **settings: Any) -> Layer:
    """The layer of that kind with these settings."""
    return cast(Layer, registry.find("layer", kind)(**settings))


def _check_axes(shape: Shape) -> None:
    if len(shape) not in AXES:
        raise Refused(
            Message(
                "its samples have {count} axes ({shape}). Here they have one to three: features; channels and length; "
                "channels, height and width.",
                count=len(shape),
                shape=format_shape(shape),
            )
        )
