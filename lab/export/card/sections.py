"""The sections of a model card. One that has nothing to say is empty and left out."""

from __future__ import annotations

import math
import platform
from collections.abc import Iterator, Sequence
from importlib import metadata
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab import __version__
from lab.datasets.base import Samples
from lab.document.graph import Graph
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.document.unfolding import unfolded
from lab.export.card.markdown import code, escaped, table
from lab.export.card.results import PARTS, Results, most_confused, parts_of
from lab.export.figure.mermaid import flowchart
from lab.export.figure.outline import outline
from lab.layers.base import Shape
from lab.spec.fields import Choice, Declared, Path
from lab.spec.units import format_count, format_duration, format_number, format_percent, format_shape

MOST_LAYERS = 80  # rows of the table of layers; a larger network shows its blocks closed
MOST_CLASSES = 24  # columns of the confusion matrix; with more only the mistakes are listed
MOST_DRAWN = 200  # layers of the diagram


def introduction(name: str, model: Model, samples: Samples | None, results: Results | None) -> str:
    """What it does and how well, in two or three sentences."""
    analysis = analyse(model.graph)
    said = [f"# {escaped(name)}", "", _purpose(model, samples)]
    layers = model.graph.layers
    said.append(f"It has {_count(layers, 'layer')} and {_count(analysis.parameters, 'trainable parameter')}.")
    if not model.trained:
        said.append("**It has not been trained yet**: its weights are those that a run would begin with.")
    elif (test := _part(results, "test")) is not None and not math.isnan(test[3]):
        said.append(f"It is right on **{format_percent(test[3])}** of {_count(test[1], 'test sample')}.")
    return "\n".join(said)


def _purpose(model: Model, samples: Samples | None) -> str:
    inputs = [node.layer.output_shape() for node in model.graph if node.layer.takes_samples]
    shape = _size(inputs[0]) if inputs else "unknown shape"
    data = escaped(model.setup.dataset.title)
    if samples is None:
        return f"A neural network for samples of {shape}, made for the data set {data}."
    if samples.classes:
        shown = ", ".join(escaped(name) for name in samples.classes[:MOST_CLASSES])
        more = ", …" if len(samples.classes) > MOST_CLASSES else ""
        return (
            f"A neural network that sorts samples of {shape} into {_count(len(samples.classes), 'class', 'classes')} "
            f"({shown}{more}), made for the data set {data}."
        )
    return f"A neural network that gives {_count(samples.outputs, 'value')} for samples of {shape}, for {data}."


def network(graph: Graph) -> str:
    """Diagram and table of its layers."""
    small = graph.layers <= MOST_DRAWN
    drawn = flowchart(outline(graph, opened=small), down=True)
    flat = unfolded(graph)
    shown = flat if len(flat) <= MOST_LAYERS else graph
    analysis = analyse(shown)
    rows = [
        (
            escaped(node.name),
            escaped(node.layer.title),
            escaped(node.layer.summary()),
            format_shape(report.output) if report.output is not None else "?",
            format_count(report.parameters),
            format_count(report.flops),
        )
        for node in shown.order()
        for report in [analysis.nodes[node.id]]
    ]
    total = ("**Total**", "", "", "", format_count(analysis.parameters), format_count(analysis.flops))
    header = ("Layer", "Kind", "Settings", "Output", "Parameters", "FLOP")
    words = "Shapes are of one sample; FLOP are floating-point operations of a forward pass of one sample."
    return _section("Network", code(drawn, "mermaid"), table(header, [*rows, total], "llllrr"), words)


def data(model: Model, samples: Samples | None) -> str:
    """Where the samples come from, how many there are, and how they are divided."""
    dataset = model.setup.dataset
    rows = [("Data set", escaped(dataset.title)), *_settings(dataset)]
    if samples is None:
        return _section("Data", escaped(dataset.help), table(("", ""), rows))
    rows.append(("Samples", format_count(len(samples))))
    axes = f" ({', '.join(samples.axes)})" if samples.axes else ""
    rows.append(("Shape of a sample", f"{format_shape(samples.shape)}{axes}"))
    stored = "8-bit whole numbers" if samples.inputs.dtype == np.uint8 else "32-bit floating point"
    rows.append(("Stored as", stored))
    rows.append(("Normalisation", _normalisation(samples)))
    parts = parts_of(model, samples)
    rows += [(f"{name.capitalize()} samples", format_count(len(parts.part(name)))) for name in PARTS]
    rows.append(("Division", _division(samples, len(parts.training), model.setup.run.split_seed)))
    blocks = [escaped(dataset.help), table(("", ""), rows)]
    if samples.classes and len(samples.classes) <= MOST_CLASSES:
        counts = [np.bincount(samples.targets[parts.part(p)], minlength=len(samples.classes)) for p in PARTS]
        lines = [
            (escaped(name), *(format_count(int(count[number])) for count in counts))
            for number, name in enumerate(samples.classes)
        ]
        blocks.append(table(("Class", *(name.capitalize() for name in PARTS)), lines, "lrrr"))
    return _section("Data", *blocks)


def training(model: Model) -> str:
    """All settings, and what the run was like."""
    setup, run = model.setup, model.setup.run
    rows: list[tuple[str, str]] = []
    for title, thing in (("Loss", setup.loss), ("Optimiser", setup.optimizer), ("Schedule", setup.schedule)):
        rows.append((title, f"**{escaped(thing.title)}**"))
        rows += _settings(thing)
    rows.append(("Run", ""))
    rows += [row for row in _settings(run) if run.threads or row[0] != "Threads"]
    words = []
    if model.trained and "step" in model.state:
        steps, epochs = int(model.state["step"]), int(model.state.get("epoch", 0))
        words.append(f"It was trained for {_count(steps, 'step')}, {_count(epochs, 'epoch')}.")
    if model.trained and model.runs:
        last = [stretch for stretch in model.runs if stretch.run == model.runs[-1].run]
        took = format_duration(sum(stretch.seconds for stretch in last))
        words.append(f"The run began on {last[0].started[:10]} and took {took}.")
    words.append("The same seed gives the same weights, bit for bit, whatever the number of threads.")
    return _section("Training", table(("", ""), rows), " ".join(words))


def curves(pictures: Sequence[tuple[str, str]]) -> str:
    """The pictures: title and place beside the card."""
    if not pictures:
        return ""
    words = "Faint: every training step; the solid line is its mean over each epoch."
    return _section("Curves", *(f"![{title}]({place})" for title, place in pictures), words)


def results(found: Results | None, samples: Samples | None) -> str:
    """Loss and accuracy, and the mistakes."""
    if found is None or samples is None:
        return ""
    columns = 4 if samples.classes else 3  # values are neither right nor wrong
    rows = [
        (name.capitalize(), format_count(count), format_number(loss, digits=4), _share(accuracy))[:columns]
        for name, count, loss, accuracy in found.parts
    ]
    blocks = [table(("Part", "Samples", "Loss", "Accuracy")[:columns], rows, "lrrr")]
    if found.confusion is not None:
        names = [escaped(name) for name in samples.classes]
        if len(names) <= MOST_CLASSES:
            blocks += ["### Confusion of the test samples", *_confusion(found.confusion, names)]
        blocks += list(_mistakes(found.confusion, names))
    return _section("Results", *blocks)


def _confusion(confusion: NDArray[np.int64], names: list[str]) -> Iterator[str]:
    yield "Rows are the true classes, columns what the network takes them for."
    rows = [
        (
            f"**{name}**",
            *(f"**{count}**" if place == number else str(count or "") for place, count in enumerate(counts.tolist())),
            _share(counts[number] / counts.sum()) if counts.sum() else "",
        )
        for number, (name, counts) in enumerate(zip(names, confusion, strict=True))
    ]
    yield table(("", *names, "Right"), rows, "l" + "r" * (len(names) + 1))


def _mistakes(confusion: NDArray[np.int64], names: list[str]) -> Iterator[str]:
    pairs = most_confused(confusion)
    if not pairs:
        yield "None of the test samples is taken for another class."
        return
    yield "The mistakes that it makes most often:"
    yield table(("True class", "Taken for", "Times"), [(names[i], names[j], n) for i, j, n in pairs], "llr")


def limits(model: Model, samples: Samples | None) -> str:
    """What is certain about where it may be used."""
    if samples is None:
        return ""
    plain = samples.scale == 1.0 and samples.offset == 0.0
    said = [
        f"- It takes samples of {_size(samples.shape)}{'' if plain else ', normalised as above,'} and nothing else."
    ]
    if samples.classes:
        said.append("- It always answers with one of its classes, also for samples that belong to none of them.")
    if model.trained:
        dataset = escaped(model.setup.dataset.title)
        said.append(f"- It has learned from {dataset} alone. How well it does on other data has not been measured.")
    else:
        said.append("- Until it is trained, what it answers means nothing.")
    if len(samples.classes) > 1:
        counts = np.bincount(samples.targets, minlength=len(samples.classes))
        if counts.min() and counts.max() >= 2 * counts.min():
            rare, often = (escaped(samples.classes[int(place)]) for place in (counts.argmin(), counts.argmax()))
            said.append(
                f"- Its classes are of unequal size, from {format_count(int(counts.min()))} samples ({rare}) to "
                f"{format_count(int(counts.max()))} ({often}): accuracy alone says little of the rare ones."
            )
    return _section("Use and limits", "\n".join(said))


def loading(name: str, samples: Samples | None) -> str:
    """How the network is opened from its model file."""
    file = f"{name}.cnnlab"
    shell = f'python -m lab eval "{file}"\npython -m lab export "{file}" "{name}.onnx"'
    blocks = ["From its model file, on the command line:", code(shell, "sh")]
    if samples is not None:
        shape = "".join(f", {side}" for side in samples.shape)
        script = (
            f"from lab.document.files import load\n"
            f"from lab.document.setup import discover_all\n"
            f"from lab.engine.evaluate import predict\n\n"
            f"discover_all()\n"
            f"model = load({file!r})\n"
            f"outputs = predict(model, inputs)  # inputs: (sample{shape}) float32, normalised"
        )
        blocks += ["In Python:", code(script, "python")]
    return _section("How to load it", *blocks)


def versions() -> str:
    """What it was made with."""
    rows = [("CNN Lab", __version__), ("Python", platform.python_version())]
    rows += [(title, metadata.version(name)) for title, name in (("NumPy", "numpy"), ("Numba", "numba"))]
    return _section("Versions", table(("", ""), rows))


# -- words


def _section(title: str, *blocks: str) -> str:
    return "\n\n".join([f"## {title}", *(block for block in blocks if block)]) if any(blocks) else ""


def _settings(thing: Declared) -> list[tuple[str, str]]:
    """Settings that mean something together with the others, by their titles; of paths the last part only."""
    values = thing.config()
    return [
        (escaped(field.title), _value(field, values[name]))
        for name, field in thing.fields().items()
        if field.shown(values) and values[name] != ""
    ]


def _value(field: Any, value: Any) -> str:
    if isinstance(field, Path):
        return escaped(str(value).replace("\\", "/").rstrip("/").rpartition("/")[2])
    if isinstance(field, Choice):
        return escaped(field.options.get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " × ".join(map(str, value))
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return escaped(shown if field.unit == field.title.lower() else f"{shown} {field.unit}".strip())


def _normalisation(samples: Samples) -> str:
    if samples.scale == 1.0 and samples.offset == 0.0:
        return "none: the numbers are taken as they are"
    plus = f" {'-' if samples.offset < 0 else '+'} {abs(samples.offset):g}" if samples.offset else ""
    return f"x · {samples.scale:.6g}{plus}"


def _division(samples: Samples, training: int, seed: int) -> str:
    if training == len(samples):
        return "there are too few samples to be divided: every part holds all of them"
    proportion = ", classes in proportion" if samples.classes else ""
    lot = f"drawn by lot with seed {seed}{proportion}"
    return lot if samples.test_from is None else f"the test samples are the source's own, the others {lot}"


def _size(shape: Shape) -> str:
    """What one sample is: "3 numbers", "1 × 28 × 28"."""
    return format_shape(shape) if len(shape) > 1 else _count(prod(shape), "number")


def _part(found: Results | None, name: str) -> tuple[str, int, float, float] | None:
    return next((part for part in found.parts if part[0] == name), None) if found is not None else None


def _share(share: float) -> str:
    return "" if math.isnan(share) else format_percent(share, digits=2)


def _count(count: int, one: str, several: str = "") -> str:
    return f"{format_count(count)} {one if count == 1 else several or one + 's'}"
