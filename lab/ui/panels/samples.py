"""What the panels show of a sample: its picture, its part, its class, and what the network says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Part, Samples
from lab.spec.units import format_number
from lab.ui.app.i18n import term, tr
from lab.ui.panels import network
from lab.ui.widgets.class_bars import Answer
from lab.ui.widgets.mosaic import Cell

if TYPE_CHECKING:
    from lab.ui.app.session import Session

PARTS: tuple[Part, ...] = ("training", "validation", "test")
_LOOKED_AT = 1000  # samples that decide the range of what is no picture


def value_range(samples: Samples) -> tuple[float, float]:
    """The stored numbers that are black and white: pictures lie between 0 and 1 for the network."""
    if len(samples.shape) == 3:
        return (0 - samples.offset) / samples.scale, (1 - samples.offset) / samples.scale
    some = samples.inputs[:_LOOKED_AT]
    low, high = float(some.min()), float(some.max())
    return low, high if high > low else low + 1


def is_picture(samples: Samples) -> bool:
    """Whether a sample is a picture, grey or in colour."""
    return len(samples.shape) == 3 and samples.shape[0] in (1, 3)


def pictures(samples: Samples, indices: NDArray[np.int64] | list[int]) -> NDArray[Any]:
    """(count, height, width) numbers of grey samples, (count, height, width, 3) uint8 of colour ones."""
    some = samples.inputs[indices]
    if samples.shape[0] == 1:
        grey: NDArray[Any] = some[:, 0]
        return grey
    low, high = value_range(samples)
    share = (some.astype(np.float32) - low) / (high - low)
    colored: NDArray[Any] = (np.clip(share, 0, 1) * 255).astype(np.uint8).transpose(0, 2, 3, 1)
    return colored


def tile(samples: Samples, index: int) -> NDArray[Any]:
    """One sample as tiles for a mosaic: a picture, a signal's channels as rows, values in a row."""
    if is_picture(samples):
        return pictures(samples, [index])[:, None]
    sample: NDArray[Any] = samples.inputs[index]
    if sample.ndim == 3:
        return sample[:, None]
    return sample.reshape(1, 1, sample.shape[0] if sample.ndim == 2 else 1, -1)


def class_name(samples: Samples, number: int) -> str:
    """The name of a class in the current language."""
    return term(samples.classes[number])


def class_names(samples: Samples) -> tuple[str, ...]:
    """The names of all classes in the current language."""
    return tuple(class_name(samples, number) for number in range(len(samples.classes)))


def part_title(part: Part) -> str:
    """What a part of the split is called."""
    return {"training": tr("training"), "validation": tr("validation"), "test": tr("test")}[part]


def part_of(session: Session, index: int) -> Part | None:
    """The part that a sample belongs to."""
    if session.split is None:
        return None
    return next((part for part in PARTS if (session.split.part(part) == index).any()), None)


def target_text(samples: Samples, index: int) -> str:
    """The class of a sample, or its target values."""
    target = samples.targets[index]
    if samples.classes:
        return tr("class {name}").format(name=class_name(samples, int(target)))
    return ", ".join(format_number(float(value)) for value in np.atleast_1d(target))


def short_target(samples: Samples, index: int) -> str:
    """The class of a sample, or its first target value, in as few characters as possible."""
    target = samples.targets[index]
    if samples.classes:
        return class_name(samples, int(target))
    return format_number(float(np.ravel(target)[0]))


def place(cell: Cell, shape: tuple[int, ...]) -> str:
    """Where a number of a sample lies, `shape` being that of its tiles."""
    if shape[2] == 1:
        return tr("value {number}").format(number=cell.x)
    where = tr("row {row}, column {column}").format(row=cell.y, column=cell.x)
    return tr("channel {number}, {place}").format(number=cell.row, place=where) if shape[0] > 1 else where


def about(session: Session, index: int) -> str:
    """Class and part: "class 3, validation"."""
    samples, part = session.samples, part_of(session, index)
    if samples is None:
        return ""
    target = target_text(samples, index)
    return tr("{target}, {part}").format(target=target, part=part_title(part)) if part else target


def answer(session: Session) -> Answer | None:
    """What the run says of the chosen sample; None while it has not been asked."""
    snapshot, samples, layer = session.runner.snapshot, session.samples, network.output_layer(session)
    if snapshot is None or samples is None or layer not in snapshot.maps or snapshot.sample != session.sample:
        return None
    output = snapshot.maps[layer]
    if output.ndim != 1:
        return None
    values = np.asarray(session.document.setup.loss.probabilities(output[None].astype(np.float64)))[0]
    target = samples.targets[session.sample]
    if not samples.classes:
        names = tuple(tr("output {number}").format(number=number) for number in range(len(values)))
        return Answer(names, tuple(values.tolist()), None, shares=False)
    if len(values) == 1 and len(samples.classes) == 2:  # one output that says how sure class 1 is
        values = np.array([1 - values[0], values[0]])
    if len(values) != len(samples.classes):
        return None
    shares = bool((values >= -1e-6).all() and abs(values.sum() - 1) < 1e-3)
    return Answer(class_names(samples), tuple(values.tolist()), int(target), shares)
