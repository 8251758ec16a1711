"""What the inspector says of layers, of several together and of what flows along a link, in words and figures."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from lab.document.document import Document
from lab.document.graph import Link
from lab.document.insight.arrays import NUMBER_BYTES, Array
from lab.document.insight.layer import LayerInsight, Totals
from lab.document.insight.memory import Memory
from lab.document.setup import Setup
from lab.document.shapes import NodeReport
from lab.layers.base import Shape
from lab.spec.units import format_bytes, format_count, format_number, format_shape
from lab.ui.app.i18n import labelled, term, tr
from lab.ui.designer import words
from lab.ui.widgets.fact_table import Fact


def layer_facts(report: NodeReport, insight: LayerInsight | None, setup: Setup) -> list[Fact]:
    """All facts of one layer; those that follow from its inputs only once these are known."""
    shapes = ", ".join(map(format_shape, report.inputs))
    axes = " / ".join(dict.fromkeys(words.axes_names(shape) for shape in report.inputs))
    into = Fact("in", tr("In"), shapes or tr("nothing"), note=axes)
    if insight is None:
        unknown = tr("not known yet")
        return [into, Fact("out", tr("Out"), unknown), Fact("parameters", tr("Parameters"), unknown)]
    facts = [into, _output(insight), _parameters(insight), *map(_array, insight.arrays), _work(insight)]
    facts += [_memory(insight.memory, setup), *_field(insight), *_comparison(insight)]
    return facts


def totals_facts(totals: Totals, setup: Setup) -> list[Fact]:
    """Layers together."""
    return [
        Fact("layers", tr("Layers"), format_count(totals.layers)),
        Fact("parameters", tr("Parameters"), format_count(totals.parameters)),
        _flops(totals.flops, ""),
        _memory(totals.memory, setup),
    ]


def tensor_facts(shape: Shape, batch: int) -> list[Fact]:
    """What flows along a link."""
    values, bytes_ = prod(shape), NUMBER_BYTES * prod(shape)
    sample = tr("{size} a sample").format(size=format_bytes(bytes_))
    order = tr("{order}, of a batch {more}").format(order=len(shape), more=len(shape) + 1)
    return [
        Fact("shape", tr("Shape"), format_shape(shape), words.axes_of(shape), words.axes_names(shape)),
        Fact("order", tr("Order"), order, help=tr("How many axes the tensor has: a vector has 1, a matrix 2")),
        Fact("values", tr("Values"), format_number(values), format_count(values), _product(shape, values)),
        Fact(
            "memory",
            tr("Memory"),
            sample,
            tr("{count} bytes a sample").format(count=format_count(bytes_)),
            tr("{size} a batch of {count}").format(size=format_bytes(batch * bytes_), count=batch),
        ),
    ]


def tensor_sentence(document: Document, link: Link) -> str:
    """What flows along a link, below its picture."""
    shape = document.analysis.nodes[link.source].output
    if shape is None:
        return words.link_sentence(document, link)
    batch = document.setup.run.batch_size
    memory = tensor_facts(shape, batch)[-1]
    amount = tr("{count} values").format(count=format_count(prod(shape)))
    return "\n".join([f"{amount} · {memory.value} · {memory.note}", words.route(document, link)])


# -- inside


def _output(insight: LayerInsight) -> Fact:
    notes = [words.axes_names(insight.output), *insight.size_sums]
    return Fact("out", tr("Out"), format_shape(insight.output), words.axes_of(insight.output), "\n".join(notes))


def _parameters(insight: LayerInsight) -> Fact:
    """Counted to the last one: this is the figure that a learner compares with a textbook's."""
    return Fact("parameters", tr("Parameters"), format_count(insight.parameters), note=insight.parameter_sum)


def _array(array: Array) -> Fact:
    """ "W[1], dW[1]": the gradient has the shape of what it belongs to."""
    names = f"{array.symbol}, {array.gradient}" if array.gradient else array.symbol
    exact = tr("{shape}, {count} numbers").format(shape=format_shape(array.shape), count=format_count(array.size))
    meaning = tr("An array that is not trained and has no gradient")
    if array.gradient:
        meaning = tr("{array} and its gradient {gradient} have one shape")
        meaning = meaning.format(array=array.symbol, gradient=array.gradient)
    return Fact(array.name, names, format_shape(array.shape), exact, help=meaning)


def _work(insight: LayerInsight) -> Fact:
    return _flops(insight.flops, insight.flop_sum)


def _flops(flops: int, note: str) -> Fact:
    value = tr("{work} a sample").format(work=format_number(flops, "FLOP"))
    exact = tr("{count} floating-point operations a sample").format(count=format_count(flops))
    return Fact("work", tr("Work"), value, exact, note, tr("Of one forward pass; a multiply-add counts two"))


def _memory(memory: Memory, setup: Setup) -> Fact:
    batch = setup.run.batch_size
    parts = [
        (tr("weights"), memory.weights),
        (tr("their gradients"), memory.gradients),
        (term(setup.optimizer.title), memory.states),
        (tr("output of a sample"), memory.sample),
        (tr("output of a batch of {count}").format(count=batch), memory.outputs),
        (tr("its gradient"), memory.output_gradients),
    ]
    lines = [labelled(name, format_bytes(size)) for name, size in parts if size]
    exact = tr("{count} bytes").format(count=format_count(memory.total))
    meaning = tr("While training, beside what the engine needs for itself")
    return Fact("memory", tr("Memory"), format_bytes(memory.total), exact, "\n".join(lines), meaning)


def _field(insight: LayerInsight) -> list[Fact]:
    name, meaning = tr("Receptive field"), tr("How much of the input one cell of the output sees")
    if insight.field is None:
        return [Fact("field", name, tr("the whole input"), help=meaning)]
    if not insight.field:
        return []  # a flat input has no neighbours
    sizes = tuple(axis.size for axis in insight.field)
    whole = tuple(axis.length for axis in insight.field)
    value = format_shape(sizes)
    exact = tr("{field} of {input} cells").format(field=value, input=format_shape(whole))
    sums = list(dict.fromkeys(axis.sum for axis in insight.field if axis.sum))
    jump = " × ".join(dict.fromkeys(_fraction(axis.jump) for axis in insight.field))
    return [
        Fact("field", name, value, exact, "\n".join(sums), meaning),
        Fact("jump", tr("Jump"), jump, help=tr("How many cells of the input lie between what two neighbours see")),
    ]


def _comparison(insight: LayerInsight) -> list[Fact]:
    comparison = insight.comparison
    if comparison is None:
        return []
    value = tr("{count}, {times} times as many")
    value = value.format(count=format_number(comparison.dense), times=format_number(comparison.times))
    note = tr("{dense} against {own}").format(dense=comparison.dense_sum, own=comparison.own_sum)
    meaning = tr("Parameters of the dense layer that does the same job: its weights serve one place each")
    return [Fact("dense", tr("Dense instead"), value, format_count(comparison.dense), note, meaning)]


def _product(shape: Shape, values: int) -> str:
    return f"{'·'.join(map(str, shape))} = {format_count(values)}" if len(shape) > 1 else ""


def _fraction(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
