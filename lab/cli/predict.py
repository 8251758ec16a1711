"""`predict`: what a trained network sees in picture files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lab.cli.network import add_network, open_trained
from lab.cli.output import add_json, note, print_json
from lab.document.model import Model
from lab.spec.errors import DataError
from lab.spec.units import format_number, format_percent

if TYPE_CHECKING:
    from lab.datasets.base import Samples
    from lab.datasets.picture import Background

DESCRIPTION = (
    "Reads picture files (PNG, JPEG, BMP, GIF), fits them to the network's input, and prints the likeliest classes. "
    "Pictures are inverted where their background is light and that of the training data is dark, or the other way."
)
SHOWN = 3  # classes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser, "MODEL")
    parser.add_argument("images", metavar="IMAGE", nargs="+", type=Path, help="a picture file")
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Predict and print."""
    from lab.datasets.picture import read_picture
    from lab.engine.evaluate import predict

    model = open_trained(options.network)
    samples = _training_data(model)
    shape = next(node.layer.output_shape() for node in model.graph if node.layer.takes_samples)
    background = _background(samples)
    inputs = np.stack([read_picture(path, shape, background) for path in options.images])
    outputs = predict(model, inputs)
    results = [
        _result(path, row, samples.classes if samples is not None else None)
        for path, row in zip(options.images, outputs, strict=True)
    ]
    if options.json:
        print_json({"predictions": results})
        return
    for result in results:
        print(f"{result['image']}: {_words(result)}")


def _training_data(model: Model) -> Samples | None:
    """The data that the network was trained on, for the classes' names; None where it is not here."""
    try:
        return model.setup.dataset.load()
    except DataError as error:
        note(f"The names of the classes are not known, so they are numbered. {error}")
        return None


def _background(samples: Samples | None) -> Background:
    """Whether the training pictures are mostly dark or light at their edges."""
    if samples is None or len(samples.shape) != 3:
        return "dark"
    some = samples.inputs[:: max(1, len(samples) // 200)].astype(np.float32) * samples.scale + samples.offset
    edge = np.concatenate([some[..., 0, :], some[..., -1, :], some[..., :, 0], some[..., :, -1]], axis=-1)
    return "light" if float(np.median(edge)) > 0.5 else "dark"


def _result(path: Path, row: NDArray[Any], classes: tuple[str, ...] | None) -> dict[str, Any]:
    if classes is None:  # two classes may share one output
        classes = tuple(map(str, range(max(2, len(row)))))
    if not classes:
        return {"image": str(path), "values": [float(value) for value in row]}
    chances = [1 - float(row[0]), float(row[0])] if len(row) == 1 and len(classes) == 2 else [float(c) for c in row]
    best = int(np.argmax(chances))
    return {
        "image": str(path),
        "class": classes[best],
        "probability": chances[best],
        "probabilities": dict(zip(classes, chances, strict=True)),
    }


def _words(result: dict[str, Any]) -> str:
    if "values" in result:
        return ", ".join(format_number(value) for value in result["values"])
    likeliest = sorted(result["probabilities"].items(), key=lambda item: -item[1])[:SHOWN]
    return ", ".join(f"{name} ({format_percent(chance)})" for name, chance in likeliest)
