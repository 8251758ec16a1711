"""What is different between two models, such as two versions of one document: layers, links, setup, weights.

Layers are the same when they have the same id; a copy of a document, and everything saved from it, keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lab.document.changes import Change, changes, setup_changes
from lab.document.format import ChoiceEntry, encode_setup
from lab.document.graph import Graph, Link, Node
from lab.document.model import Model, parameters
from lab.document.unfolding import outermost
from lab.layers.base import Layer, Shape

Fate = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True)
class LayerDifference:
    """One layer in both models. `before` or `after` is None where it was added or removed."""

    id: str
    before: Node | None
    after: Node | None
    changes: list[Change] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        """What became of it. A layer that only lies elsewhere on the canvas is the same."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.changes else "same"

    @property
    def name(self) -> str:
        """What to call it: as in the second model, if it is there."""
        node = self.after or self.before
        assert node is not None
        return node.name


@dataclass(frozen=True)
class ArrayDifference:
    """One parameter in both models; W and V are its numbers in the first and the second.

    Attributes:
        name: "node/parameter".
        before, after: shapes; None where there are no such numbers.
        relative: |V - W| / |W| (Frobenius norms); infinite if W is 0 and V is not. None unless the shapes are equal.
        cosine: of the angle between W and V, W·V / (|W| |V|); None if one of them is 0.
        largest: the largest |V - W| of a single number; `place` is where.
        equal: whether all numbers are the same, bit for bit.
    """

    name: str
    before: Shape | None
    after: Shape | None
    relative: float | None = None
    cosine: float | None = None
    largest: float | None = None
    place: tuple[int, ...] = ()
    equal: bool = False


@dataclass(frozen=True)
class Comparison:
    """All that is different between a first and a second model."""

    before: Model
    after: Model
    layers: list[LayerDifference]
    links_added: list[Link]
    links_removed: list[Link]
    setup: list[Change]
    arrays: list[ArrayDifference]

    @property
    def same_network(self) -> bool:
        """Whether both have the same layers, settings and links."""
        return not self.links_added and not self.links_removed and all(layer.fate == "same" for layer in self.layers)

    @property
    def same_weights(self) -> bool:
        """Whether all numbers are the same, bit for bit."""
        return all(array.equal for array in self.arrays)


def layer_of(array: str) -> str:
    """The layer of the document that "node/parameter" belongs to: of what is inside a block the block."""
    return outermost(array.partition("/")[0])


def compare(before: Model, after: Model) -> Comparison:
    """What is different in the second model."""
    links = set(before.graph.links), set(after.graph.links)
    return Comparison(
        before,
        after,
        _layers(before.graph, after.graph),
        sorted(links[1] - links[0]),
        sorted(links[0] - links[1]),
        setup_changes(encode_setup(before.setup), encode_setup(after.setup)),
        _arrays(before, after),
    )


def _layers(before: Graph, after: Graph) -> list[LayerDifference]:
    """In the order of the second network; what is gone stands where it was, behind the layer before it."""
    order = [node.id for node in after.order()]
    place = 0
    for node in before.order():
        if node.id in after:
            place = order.index(node.id) + 1
        else:
            order.insert(place, node.id)
            place += 1
    return [_layer(node_id, before, after) for node_id in order]


def _layer(node_id: str, before: Graph, after: Graph) -> LayerDifference:
    one = before.node(node_id) if node_id in before else None
    other = after.node(node_id) if node_id in after else None
    found = []
    if one is not None and other is not None:
        found = _layer_changes(one.layer, other.layer)
        if one.name != other.name:
            found.append(Change("layer", "label", "Name", one.name, other.name))
    return LayerDifference(node_id, one, other, found)


def _layer_changes(one: Layer, other: Layer) -> list[Change]:
    """Of blocks what can be turned from outside; else that they are not the same inside."""
    if one == other:
        return []
    fields = {**one.adjustable(), **other.adjustable()}
    found = changes("layer", _settings(one), _settings(other), fields)
    return found or [Change("layer", "inside", "Inside", one.summary(), other.summary())]


def _settings(layer: Layer) -> ChoiceEntry:
    return ChoiceEntry(layer.name, {name: layer.setting(name) for name in layer.adjustable()})


def _arrays(before: Model, after: Model) -> list[ArrayDifference]:
    """In the order of the second network; what only the first has comes behind."""
    names = dict.fromkeys([*parameters(after.graph), *parameters(before.graph)])
    return [
        array_difference(name, before.weights.get(name), after.weights.get(name))
        for name in names
        if name in before.weights or name in after.weights
    ]


def array_difference(
    name: str, before: NDArray[np.float32] | None, after: NDArray[np.float32] | None
) -> ArrayDifference:
    """How far the numbers of one parameter have moved; in float64, since norms of float32 overflow sooner."""
    shapes = before.shape if before is not None else None, after.shape if after is not None else None
    if before is None or after is None or before.shape != after.shape:
        return ArrayDifference(name, *shapes)
    one, other = before.astype(np.float64).ravel(), after.astype(np.float64).ravel()
    with np.errstate(invalid="ignore", over="ignore"):
        change = other - one
        sizes = np.abs(change)
        norm, lengths = float(np.linalg.norm(change)), (float(np.linalg.norm(one)), float(np.linalg.norm(other)))
        cosine = float(one @ other) / (lengths[0] * lengths[1]) if all(lengths) else None
    where = int(np.argmax(sizes)) if sizes.size else 0
    return ArrayDifference(
        name,
        *shapes,
        relative=norm / lengths[0] if lengths[0] else (0.0 if norm == 0 else float("inf")),
        cosine=cosine,
        largest=float(sizes[where]) if sizes.size else 0.0,
        place=tuple(int(index) for index in np.unravel_index(where, before.shape)) if sizes.size else (),
        equal=before.tobytes() == after.tobytes(),
    )


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as the command line prints it."""

    def change(one: Change) -> dict[str, Any]:
        return {"part": one.part, "setting": one.name or "kind", "before": one.before, "after": one.after}

    def link(one: Link) -> list[Any]:
        return [one.source, one.target, one.port]

    def shape(one: Shape | None) -> list[int] | None:
        return None if one is None else list(one)

    return {
        "same_network": comparison.same_network,
        "same_weights": comparison.same_weights,
        "layers": [
            {"id": layer.id, "name": layer.name, "fate": layer.fate, "changes": [change(one) for one in layer.changes]}
            for layer in comparison.layers
            if layer.fate != "same"
        ],
        "links_added": [link(one) for one in comparison.links_added],
        "links_removed": [link(one) for one in comparison.links_removed],
        "setup": [change(one) for one in comparison.setup],
        "weights": [
            {
                "name": array.name,
                "before": shape(array.before),
                "after": shape(array.after),
                "relative": array.relative,
                "cosine": array.cosine,
                "largest": array.largest,
                "equal": array.equal,
            }
            for array in comparison.arrays
        ],
        "steps": [int(model.state.get("step", 0)) for model in (comparison.before, comparison.after)],
    }
