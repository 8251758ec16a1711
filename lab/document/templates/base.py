"""What a template is: layers in a row, and how they are trained."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, ClassVar, cast

from lab.datasets.base import Dataset
from lab.document.edits import new_label, new_layer
from lab.document.graph import Graph, Link, Node
from lab.document.layout import arrange, note_above
from lab.document.model import Model
from lab.document.setup import RunSettings, Setup
from lab.layers.base import Layer
from lab.losses.base import Loss
from lab.optimizers.base import Optimizer
from lab.schedules.base import Schedule
from lab.spec.fields import Declared
from lab.spec.message import Message
from lab.spec.registry import find

ASPECT = 2.0  # width to height of the canvas


class Template(Declared):
    """A network to start from. One file per template in lab/document/templates, registered as kind "template".

    The docstring's first paragraph is what the Open menu and the help say of it.
    """

    # What stands above the network: what it shows, what to press, what to look at. Two to four short sentences.
    note: ClassVar[Message]

    @abstractmethod
    def graph(self) -> Graph:
        """The network."""

    @abstractmethod
    def setup(self) -> Setup:
        """How it is trained."""

    def model(self) -> Model:
        """The untrained network, laid out and ready to train."""
        graph = self.graph()
        places = arrange(graph, ASPECT)
        for node in graph.nodes:
            x, y = places[node.id]
            graph.replace_node(node.changed(x=x, y=y))
        graph.add_note(note_above(self.note.template, places))
        return Model(graph, self.setup())


def layer(kind: str, **settings: Any) -> Layer:
    """A layer of that kind, some of its settings given."""
    return new_layer(kind).replace(**settings)


def chain(layers: Iterable[Layer]) -> Graph:
    """The layers one after the other."""
    graph = Graph()
    for each in layers:
        graph.add_node(Node(graph.new_id(each.name), each, new_label(graph, each.name)))
    for before, after in pairwise(graph.nodes):
        graph.add_link(Link(before.id, after.id))
    return graph


def setup(dataset: Dataset, loss: Loss, optimizer: Optimizer, schedule: Schedule | None = None, **run: Any) -> Setup:
    """Data, loss, optimiser and schedule, constant if none is given, and the run's settings that differ."""
    made = Setup(dataset, loss, optimizer, RunSettings(**run))
    return made if schedule is None else made.changed(schedule=schedule)


def dataset(name: str, **settings: Any) -> Dataset:
    """A data set by name."""
    return cast(Dataset, find("dataset", name)(**settings))


def loss(name: str, **settings: Any) -> Loss:
    """A loss by name."""
    return cast(Loss, find("loss", name)(**settings))


def schedule(name: str, **settings: Any) -> Schedule:
    """A schedule of the learning rate by name."""
    return cast(Schedule, find("schedule", name)(**settings))


def optimizer(name: str, **settings: Any) -> Optimizer:
    """An optimiser by name."""
    return cast(Optimizer, find("optimizer", name)(**settings))
