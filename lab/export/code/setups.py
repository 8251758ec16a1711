"""How a network that was read is to be trained: what the code says of it, and what fits where it says nothing."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from lab.document.setup import RunSettings, Setup, default_setup
from lab.document.templates.base import dataset, loss
from lab.export.code.tensors import Tensor
from lab.spec.folders import data_dir
from lab.spec.message import Message
from lab.spec.units import format_shape

if TYPE_CHECKING:
    from lab.datasets.base import Dataset
    from lab.export.code.reader import Reader
    from lab.layers.base import Shape
    from lab.losses.base import Loss

_LARGEST_SHAPES, _SMALLEST_SHAPES = 64, 8  # px of a side of the drawn shapes
_KINDS = 10


def without_softmax(reader: Reader, output: Tensor) -> Tensor:
    """The output before a softmax that the laboratory's cross-entropy does itself."""
    training = reader.training
    crossed = training.loss is None or training.loss.name == "cross_entropy"
    if output.layer.name not in ("softmax", "log_softmax") or not crossed or training.scores or not output.sources:
        return output
    reader.note(
        Message(
            "The cross-entropy of the laboratory takes scores and does the softmax itself. So the softmax at the end "
            "was left out; the network learns the same."
        )
    )
    return output.sources[0]


def setup_for(reader: Reader, start: Shape | None, output: Tensor) -> Setup:
    """Data that fit the input, and the rest as the code says it."""
    training, outputs = reader.training, output.shape
    count = outputs[0] if outputs is not None and len(outputs) == 1 else None
    made = default_setup()
    made = made.changed(loss=training.loss or _fitting_loss(output, count))
    found = _fitting_data(reader, start, count) if start is not None else None
    if found is not None:
        made = made.changed(dataset=found)
    elif start is not None:
        reader.note(
            Message(
                "No data set here has samples of {shape}. Choose your own in the toolbar.", shape=format_shape(start)
            )
        )
    optimizer = training.optimizer or made.optimizer
    decay = {"l1": training.l1, "weight_decay": training.l2}
    if training.l1 or training.l2:
        optimizer = optimizer.replace(**{name: min(value, 1.0) for name, value in decay.items() if value})
    run = {"epochs": training.epochs, "batch_size": training.batch_size, "validation": training.validation}
    settings = RunSettings(**{name: value for name, value in run.items() if value is not None})
    return made.changed(optimizer=optimizer, run=settings)


def _fitting_loss(output: Tensor, count: int | None) -> Loss:
    """What the last layer is made for, where the code does not say it."""
    if count is None:
        return loss("mean_squared_error")
    if output.layer.name == "sigmoid":
        return loss("binary_cross_entropy", from_logits=False)
    return loss("mean_squared_error") if count == 1 else loss("cross_entropy")


def _fitting_data(reader: Reader, start: Shape, count: int | None) -> Dataset | None:
    """Data of that shape with as many classes, if any come with the laboratory."""
    if start in ((1, 28, 28), (784,)) and "mnist" in reader.training.data and (data_dir() / "mnist").is_dir():
        return dataset("mnist")
    if start == (1, 8, 8) and count == 10:
        return dataset("digits")
    kinds = max(count, 2) if count is not None and count <= _KINDS else None
    if len(start) == 3 and kinds is not None:
        channels, height, width = start
        if channels in (1, 3) and height == width and _SMALLEST_SHAPES <= height <= _LARGEST_SHAPES:
            return dataset("shapes", size=height, colour=channels == 3, kinds=kinds, noise=0.05, variation=0.3)
    if len(start) == 2 and start[0] == 1 and 32 <= start[1] <= 4096 and count == len(dataset("signals").classes):  # type: ignore[attr-defined]
        return dataset("signals", length=start[1])
    if prod(start) == 2 and count in (1, 2):
        return dataset("moons")
    return None
