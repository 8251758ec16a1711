"""What the panels ask about the learner's network: names of layers, who has weights, where the output is."""

from __future__ import annotations

from collections import deque
from math import prod
from typing import TYPE_CHECKING

from lab.layers.base import Layer
from lab.layers.depthwise import Depthwise
from lab.layers.transposed import TransposedConvolution
from lab.ui.app.i18n import term, tr, translate
from lab.ui.panels.base import Notice, preparing

if TYPE_CHECKING:
    from lab.document.graph import Graph
    from lab.document.shapes import Analysis
    from lab.ui.app.session import Session


def short_name(session: Session, node_id: str) -> str:
    """What the learner calls a layer, or its id; an id that is no longer in the network stays as it is."""
    graph = session.document.unfolded
    return graph.node(node_id).name if node_id in graph else node_id


def long_name(session: Session, node_id: str) -> str:
    """Kind and name of a layer: "Conv 2-D · conv1"."""
    graph = session.document.unfolded
    if node_id not in graph:
        return node_id
    return f"{term(graph.node(node_id).layer.title)} · {short_name(session, node_id)}"


def group_of(session: Session, node_id: str) -> str:
    """The palette group of a layer, which decides its colour."""
    graph = session.document.unfolded
    return graph.node(node_id).layer.group if node_id in graph else ""


def has_weights(session: Session, node_id: str) -> bool:
    """Whether the layer learns anything."""
    report = session.document.unfolded_analysis.nodes.get(node_id)
    return report is not None and report.parameters > 0


def takes_weights(session: Session, node_id: str) -> bool:
    """Whether the layer is of a kind that learns, although its weights are not known while its input is not."""
    graph = session.document.unfolded
    report = session.document.unfolded_analysis.nodes.get(node_id)
    if node_id not in graph or report is None or report.output is not None:
        return False
    return type(graph.node(node_id).layer).parameters is not Layer.parameters


def groups_of(session: Session, node_id: str) -> int:
    """Groups of a convolution; 1 for other layers."""
    graph = session.document.unfolded
    if node_id not in graph:
        return 1
    layer = graph.node(node_id).layer
    if isinstance(layer, Depthwise):
        shapes = session.document.unfolded_analysis.nodes[node_id].inputs
        return shapes[0][0] if shapes else 1  # a group for each input channel
    return int(getattr(layer, "groups", 1))


def inputs_first(session: Session, node_id: str) -> bool:
    """Whether the first axis of the layer's weights counts its inputs, the second its outputs."""
    graph = session.document.unfolded
    return node_id in graph and isinstance(graph.node(node_id).layer, TransposedConvolution)


def picture_before(session: Session, node_id: str) -> tuple[int, ...] | None:
    """The shape (channels, height, width) that was flattened for this layer; None when its input is no picture."""
    graph, reports = session.document.unfolded, session.document.unfolded_analysis.nodes
    if node_id not in graph or not graph.inputs(node_id):
        return None
    here = graph.inputs(node_id)[0].source
    size = prod(reports[here].output or ())
    while True:
        shape = reports[here].output
        if shape is None or prod(shape) != size:
            return None
        if len(shape) == 3:
            return shape if shape[1] > 1 or shape[2] > 1 else None
        if len(graph.inputs(here)) != 1:
            return None
        here = graph.inputs(here)[0].source


def parameter_title(name: str) -> str:
    """What a parameter of a layer is called."""
    titles = {
        "weight": tr("weights"),
        "bias": tr("bias"),
        "scale": tr("scale"),
        "shift": tr("shift"),
        "running_mean": tr("running mean"),
        "running_variance": tr("running variance"),
    }
    return titles.get(name, name.replace("_", " "))


def new_layer(session: Session, node_id: str) -> Notice | None:
    """The notice for a layer that was added after the run began; None when the run knows it."""
    runner = session.runner
    if not runner.stale or node_id in runner.record.layers:
        return None
    text = tr("{layer} is new since this run. Reset starts a run with it.")
    return Notice(text.format(layer=long_name(session, node_id)), tr("Reset"), runner.reset)


def nearest_with_weights(session: Session, node_id: str) -> str | None:
    """The layer with weights that is the fewest links away (in either direction, backwards among equals)."""
    graph = session.document.unfolded
    if node_id not in graph:
        return first_with_weights(session)
    seen, waiting = {node_id}, deque([node_id])
    while waiting:
        here = waiting.popleft()
        if has_weights(session, here):
            return here
        for neighbour in _neighbours(graph, here):
            if neighbour not in seen:
                seen.add(neighbour)
                waiting.append(neighbour)
    return None


def first_with_weights(session: Session) -> str | None:
    """The first layer, in the order of the data's flow, that learns."""
    return _ends(session)[0]


def output_layer(session: Session) -> str | None:
    """The layer whose output is the network's answer: the last one that no other layer reads."""
    return _ends(session)[1]


_known: tuple[Analysis | None, tuple[str | None, str | None]] = (None, (None, None))


def _ends(session: Session) -> tuple[str | None, str | None]:
    """First layer with weights and output layer; found anew only after an edit: networks may have 1,000 layers."""
    global _known
    analysis = session.document.unfolded_analysis
    if _known[0] is not analysis:
        graph = session.document.unfolded
        order = [node.id for node in graph.order()]
        first = next((node_id for node_id in order if has_weights(session, node_id)), None)
        ends = [node_id for node_id in order if not graph.outputs(node_id) and graph.inputs(node_id)]
        _known = (analysis, (first, ends[-1] if ends else None))
    return _known[1]


def not_started(session: Session, purpose: str) -> Notice:
    """The notice of a panel that waits for a run: what to do, or what is being done."""
    runner = session.runner
    if not len(session.document.graph):
        return Notice(tr("There is no network yet. Drag layers from the palette onto the canvas."))
    if runner.failure is not None:
        return Notice(translate(runner.failure), tr("Reset"), runner.reset)
    if runner.state.name == "PREPARING":
        return preparing()
    if runner.obstacle is not None:
        node = runner.obstacle_node
        if node is None or node == session.chosen:
            return Notice(translate(runner.obstacle))
        return Notice(translate(runner.obstacle), tr("Show the layer"), lambda: session.choose(node))
    return Notice(purpose, tr("Train"), runner.train)


def _neighbours(graph: Graph, node_id: str) -> list[str]:
    return [link.source for link in graph.inputs(node_id)] + [link.target for link in graph.outputs(node_id)]
