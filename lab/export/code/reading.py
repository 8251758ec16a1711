"""The way in: from the text of Python code to a network, and to what of it was not understood."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache

import lab.export.code
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.shapes import Analysis, analyse
from lab.export.code.chains import in_order
from lab.export.code.expressions import TooMuch
from lab.export.code.finding import look_ahead, main_network
from lab.export.code.networks import graph_of
from lab.export.code.reader import Network, Reader
from lab.export.code.setups import setup_for, without_softmax
from lab.export.code.spans import Span, Trouble
from lab.export.code.syntax import parse
from lab.export.code.tensors import Tensor
from lab.export.code.tracing import STEPS, input_shape, trace
from lab.layers.base import Shape
from lab.spec import registry
from lab.spec.errors import LabError
from lab.spec.message import Message


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        model: the network with how it is trained; None where there is none.
        troubles: what was not understood, in the order of the text; the network is without it.
        notes: what is different here, and what the code leaves open.
        analysis: shapes and numbers of parameters.
        spans: where each layer stands, by its id.
        name: what the code calls the network; "" if nothing.
    """

    model: Model | None = None
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[Message, ...] = ()
    analysis: Analysis = field(default_factory=Analysis)
    spans: dict[str, Span] = field(default_factory=dict)
    name: str = ""

    @property
    def graph(self) -> Graph:
        """The network; empty where there is none."""
        return self.model.graph if self.model is not None else Graph()


def read(text: str) -> Reading:
    """The network that code builds. Nothing of the code is executed, and no text makes this raise or run long.

    The last network that is made counts, before it one that is compiled or trained; parts of it do not.
    """
    _know_everything()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree = parse(text)
    if isinstance(tree, Trouble):
        return Reading(troubles=(tree,))
    reader = Reader(text)
    reader.training.data = text.lower()
    try:
        return _read(reader, tree)
    except (TooMuch, RecursionError):
        return _ended(reader, Message("The code goes on for too long to be followed. Keep only the network itself."))
    except LabError as error:
        return _ended(reader, error.message)


@cache
def _know_everything() -> None:
    """All layers of ours, and all that the files of this folder read."""
    discover_all()
    registry.discover(lab.export.code)


def _ended(reader: Reader, message: Message) -> Reading:
    reader.trouble(reader.span, message)
    return Reading(troubles=tuple(sorted(reader.troubles, key=lambda trouble: trouble.span)))


def _read(reader: Reader, tree: ast.Module) -> Reading:
    look_ahead(reader, tree)
    try:
        reader.follow(tree.body)
    except (TooMuch, RecursionError):
        reader.trouble(reader.span, Message("The code goes on for too long here. It was followed up to this place."))
        reader.allow(STEPS)
        reader.restore()
    network, name = main_network(reader)
    if network is None:
        if not reader.troubles:
            reader.trouble(
                Span(1, 1, 1, 2),
                Message(
                    "There is no network in this code. It needs a Keras model, or PyTorch's nn.Sequential or a class "
                    "made from nn.Module."
                ),
            )
        return _finished(reader, None, (), None, name)
    shape = input_shape(reader, network)
    reader.allow(STEPS)
    outputs = trace(reader, network, shape)
    if len(outputs) > 1:
        reader.note(Message("The network has {count} outputs. The first was taken.", count=len(outputs)))
    return _finished(reader, network, outputs[:1], shape, name)


def _finished(
    reader: Reader, network: Network | None, outputs: tuple[Tensor, ...], shape: Shape | None, name: str
) -> Reading:
    model, analysis = None, Analysis()
    spans: dict[str, Span] = {}
    if outputs and (outputs[0].sources or outputs[0].shape):
        output = without_softmax(reader, outputs[0])
        graph, spans = graph_of((output,))
        if len(graph) > 1:
            start = next((each.shape for each in in_order((output,)) if each.enters), shape)
            model = Model(graph, setup_for(reader, start, output))
            analysis = analyse(graph)
            _tell_problems(reader, graph, analysis, spans)
    elif network is not None and not reader.troubles:
        reader.trouble(Span(1, 1, 1, 2), Message("The network has no layers. Add some."))
    troubles = tuple(sorted(reader.troubles, key=lambda trouble: trouble.span))
    return Reading(model, troubles, tuple(reader.notes), analysis, spans, name)


def _tell_problems(reader: Reader, graph: Graph, analysis: Analysis, spans: dict[str, Span]) -> None:
    """Shapes that do not fit, each at its layer's place, unless something is told there already."""
    told = {trouble.span for trouble in reader.troubles}
    for problem in analysis.problems:
        if spans[problem.node] not in told and not any(t.message == problem.message for t in reader.troubles):
            if reader.troubles and analysis.nodes[problem.node].inputs == ():
                continue  # follows from what is told
            reader.trouble(spans[problem.node], problem.message)
