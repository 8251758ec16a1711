"""The way in: from the text of Python code to a network, and to what of it was not understood."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.setup import discover_all
from lab.document.shapes import Analysis, analyse
from lab.export.code import (  # noqa: F401  (register handlers)  # noqa: F401
    keras_layers,
    keras_models,
    keras_shapes,
    keras_training,
    torch_functions,
    torch_modules,
    torch_training,
)
from lab.export.code.chains import Chain, Wired, in_order
from lab.export.code.definitions import Class, Function, Instance
from lab.export.code.expressions import TooMuch
from lab.export.code.networks import graph_of
from lab.export.code.reader import Network, Reader
from lab.export.code.setups import setup_for, without_softmax
from lab.export.code.spans import Span, Trouble
from lab.export.code.syntax import parse
from lab.export.code.tensors import Part, Tensor
from lab.export.code.torch_training import FUNCTIONS
from lab.export.code.tracing import STEPS, input_shape, trace
from lab.export.code.values import Arguments, Refused
from lab.layers.base import Shape
from lab.spec.errors import LabError
from lab.spec.message import Message

_CLASSES = ("num_classes", "n_classes", "nb_classes", "classes", "num_class", "output_dim", "out_features")


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
        others: how many other networks the code makes.
    """

    model: Model | None = None
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[Message, ...] = ()
    analysis: Analysis = field(default_factory=Analysis)
    spans: dict[str, Span] = field(default_factory=dict)
    name: str = ""


def read(text: str) -> Reading:
    """The network that code builds. Nothing of the code is executed, and no text makes this raise or run long.

    The last network that is made counts, before it one that is compiled or trained; parts of it do not.
    """
    discover_all()
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


def _ended(reader: Reader, message: Message) -> Reading:
    reader.trouble(reader.span, message)
    return Reading(troubles=tuple(sorted(reader.troubles, key=lambda trouble: trouble.span)))


def _read(reader: Reader, tree: ast.Module) -> Reading:
    _look_ahead(reader, tree)
    try:
        reader.follow(tree.body)
    except (TooMuch, RecursionError):
        reader.trouble(reader.span, Message("The code goes on for too long here. It was followed up to this place."))
        reader.allow(STEPS)
        reader.restore()
    network, name = _network(reader)
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
    try:
        outputs = trace(reader, network, shape)
    except Refused as refused:
        reader.trouble(refused.at or reader.span, refused.message)
        outputs = ()
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
            start = next((each.shape for each in in_order((output,)) if not each.sources), shape)
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


def _look_ahead(reader: Reader, tree: ast.Module) -> None:
    """What holds for all of the code, wherever it stands: the order of Keras' axes, and losses in functions of
    training, which nobody calls with anything known."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("data_format", "dim_ordering"):
            if isinstance(node.value, ast.Constant) and node.value.value in ("channels_first", "th"):
                reader.channels_first = True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.args[0] if node.args else None
            if node.func.attr in ("set_image_data_format", "set_image_dim_ordering") and isinstance(
                first, ast.Constant
            ):
                reader.channels_first = first.value in ("channels_first", "th")
            if node.func.attr in FUNCTIONS and isinstance(node.func.value, ast.Name) and node.func.value.id == "F":
                reader.late_losses.append(FUNCTIONS[node.func.attr])


def _network(reader: Reader) -> tuple[Network | None, str]:
    """The network that counts, and what the code calls it."""
    if not reader.networks:
        _make_something(reader)
    found = reader.networks
    if not found:
        return _lone_part(reader)
    inside = {id(part) for network in found for part in _inside(network)}
    whole = [network for network in found if id(network) not in inside and not _is_layer_class(network)]
    candidates = whole or found
    trained = reader.training.network
    chosen = trained if any(trained is each for each in found) else candidates[-1]
    if reader.training.loss is None and reader.late_losses:
        reader.call_late_loss()
    name = next((key for key, value in reader.globals.items() if value is chosen), "")
    if len(candidates) > 1:
        reader.note(
            Message(
                "The code makes {count} networks. {name} was taken, the last one.",
                count=len(candidates),
                name=name or "…",
            )
            if chosen is candidates[-1]
            else Message(
                "The code makes {count} networks. {name}, which is trained, was taken.",
                count=len(candidates),
                name=name or "…",
            )
        )
    return chosen, name


def _is_layer_class(network: Network) -> bool:
    """Whether it is only a part by its class: what comes from keras.layers.Layer."""
    return isinstance(network, Instance) and network.cls.roots == {"keras.layers.Layer"}


def _inside(network: Network) -> list[object]:
    """Networks that are parts of this one."""
    found: list[object] = []
    waiting: list[object] = list(_children(network))
    seen: set[int] = set()
    while waiting:
        child = waiting.pop()
        if id(child) in seen:
            continue
        seen.add(id(child))
        if isinstance(child, Chain | Wired | Instance):
            found.append(child)
            waiting += _children(child)
        elif isinstance(child, list | tuple):
            waiting += child
        elif isinstance(child, dict):
            waiting += child.values()
    return found


def _children(network: object) -> list[object]:
    if isinstance(network, Chain):
        return network.parts
    return list(network.attributes.values()) if isinstance(network, Instance) else []


def _make_something(reader: Reader) -> None:
    """Code that only defines a class or a function: an object of the class, what the function gives."""
    used = {id(base) for cls in reader.classes for base in cls.line()[1:]}
    for cls in reversed(reader.classes):
        if cls.network and id(cls) not in used and cls.roots != {"keras.layers.Layer"}:
            if _try(reader, cls, cls.find("__init__")):
                return
    for value in reversed(list(reader.globals.values())):
        if isinstance(value, Function) and isinstance(value.node, ast.FunctionDef):
            if any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(value.node)):
                if _try(reader, value, value) and reader.networks:
                    return


def _try(reader: Reader, what: Class | Function, takes: object) -> bool:
    """Call a class or a function that needs nothing that is not known; whether that made a network."""
    needed = takes.needed() if isinstance(takes, Function) else []
    given = {name: 10 for name in needed if name in _CLASSES}
    place = what.node
    if len(given) < len(needed):
        if isinstance(what, Class):
            reader.trouble(
                place,
                Message(
                    '{name} needs "{missing}", and the code never makes one. Add a line such as model = {name}(…).',
                    name=what.words(),
                    missing=next(name for name in needed if name not in given),
                ),
            )
            return True
        return False
    if given:
        reader.note(Message("The code does not say how many classes there are. 10 were taken."))
    call = ast.Call(ast.Name(what.words(), ast.Load()), [], [])
    ast.copy_location(call, place)
    call.end_lineno = call.lineno
    reader.called(what, Arguments(call, [], given))
    return bool(reader.networks)


def _lone_part(reader: Reader) -> tuple[Network | None, str]:
    """Code that makes no network but wires tensors (Keras' functional way without its last line), or a layer alone."""
    tensors = [(name, value) for name, value in reader.globals.items() if isinstance(value, Tensor) and value.sources]
    if tensors:
        name, last = tensors[-1]
        starts = tuple(tensor for tensor in in_order((last,)) if not tensor.sources)
        return Wired(starts, (last,)), name
    parts = [(name, value) for name, value in reader.globals.items() if isinstance(value, Part)]
    return (parts[-1][1], "") if parts else (None, "")
