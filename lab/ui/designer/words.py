"""How the designer puts layers and shapes into words."""

from __future__ import annotations

from lab.document.blocks import Block
from lab.document.document import Document
from lab.document.graph import Link, Node
from lab.document.shapes import NodeReport
from lab.layers.base import AXES, Layer, Shape
from lab.spec.units import format_count, format_shape
from lab.ui.app.i18n import labelled, listed, term, tr, translate


def full_name(node: Node) -> str:
    """Kind and name: "Conv 2-D, conv1"."""
    return tr("{kind}, {name}").format(kind=term(node.layer.title), name=node.name)


def axes_of(shape: Shape) -> str:
    """A shape with its axes named: "8 channels × 8 height × 8 width"."""
    axes = AXES.get(len(shape))
    if axes is None:
        return format_shape(shape)
    return " × ".join(
        tr("{size} {axis}").format(size=size, axis=term(axis)) for size, axis in zip(shape, axes, strict=True)
    )


def unbroken(sentence: str) -> str:
    """The sentence with spaces in its shapes at which no line breaks."""
    return sentence.replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")


def summary(layer: Layer) -> str:
    """A layer's settings in a few characters: "8 @ 3 × 3"; of a block "3 layers × 4"."""
    if not isinstance(layer, Block):
        return term(layer.summary())
    inside = layer.layers // layer.repeat
    layers = tr("{count} layers").format(count=inside) if inside > 1 else tr("1 layer")
    return f"{layers} × {layer.repeat}" if layer.repeat > 1 else layers


def node_sentence(document: Document, node: Node) -> str:
    """All there is to say of a layer, for tooltips and for those who listen instead of look."""
    report = document.analysis.nodes.get(node.id, NodeReport())
    parts = [full_name(node)]
    if told := summary(node.layer):
        parts.append(told)
    if report.inputs:
        parts.append(tr("in {shape}").format(shape=", ".join(map(format_shape, report.inputs))))
    if report.output is not None:
        parts.append(tr("out {shape}").format(shape=format_shape(report.output)))
    if report.parameters:
        parts.append(tr("{count} parameters").format(count=format_count(report.parameters)))
    sentence = " · ".join(parts)
    return f"{sentence}\n{translate(report.problem.message)}" if report.problem else sentence


def port_sentence(node: Node, number: int) -> str:
    """What an input port takes; nothing where all ports are alike."""
    ports = node.layer.ports
    return translate(ports[number]) if number < len(ports) else ""


def link_sentence(document: Document, link: Link) -> str:
    """What flows along a link, between which layers."""
    report = document.analysis.nodes.get(link.source)
    if report is None or report.output is None:
        return "\n".join([route(document, link), tr("The shape is not known yet.")])
    return "\n".join([axes_of(report.output), route(document, link)])


def route(document: Document, link: Link) -> str:
    """Between which layers a link goes, and what the input that it leads to takes."""
    source, target = document.graph.node(link.source), document.graph.node(link.target)
    way = tr("From {source} to {target}").format(source=source.name, target=target.name)
    port = port_sentence(target, link.port)
    return f"{way} · {port}" if port else way


def canvas_sentence(document: Document, chosen: str | None, note: str | None = None) -> str:
    """The network in a sentence: what is chosen, or how much there is."""
    graph = document.graph
    if note is not None:
        return labelled(tr("Note"), term(graph.note(note).text))
    if chosen is not None and chosen in graph:
        node = graph.node(chosen)
        targets = listed(graph.node(link.target).name for link in graph.outputs(chosen))
        sentence = node_sentence(document, node)
        return "\n".join([sentence, tr("Leads to {targets}.").format(targets=targets)]) if targets else sentence
    if not len(graph):
        return tr("The canvas is empty.")
    return tr("{layers} layers, {links} links, nothing chosen").format(layers=len(graph), links=len(graph.links))


def axes_names(shape: Shape) -> str:
    """What the axes of a shape count: "channels × height × width"."""
    return " × ".join(term(axis) for axis in AXES.get(len(shape), ()))
