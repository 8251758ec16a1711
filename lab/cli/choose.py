"""`choose`: depth and width of a network's hidden layers by cross-validation."""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from lab.cli.network import add_data, add_network, check, open_network, prepare
from lab.cli.output import add_json, model_file, note, print_json, print_table
from lab.cli.settings import add_settings, changed_setup
from lab.document.model import Model
from lab.document.shapes import analyse
from lab.spec.units import format_count, format_number, format_percent

DESCRIPTION = (
    "Trains a network of dense layers with every depth and width that is named, each several times, with another part "
    "of the samples left out each time, and says which does best on what it had not seen. The test samples are not "
    "touched."
)
MOST = 10_000  # units, layers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    add_data(parser)
    parser.add_argument(
        "--depth", type=_numbers, default=[1, 2, 3], metavar="N,N", help="numbers of hidden layers (default: 1,2,3)"
    )
    parser.add_argument(
        "--width", type=_numbers, default=[5, 10], metavar="N,N", help="units of each hidden layer (default: 5,10)"
    )
    parser.add_argument("--folds", type=int, default=5, metavar="K", help="parts, each left out once (default: 5)")
    add_settings(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the best network, untrained, in this file")
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Train all of them and print."""
    from lab.document.hidden_layers import with_hidden
    from lab.engine.cross_validation import cross_validate, folds

    out = model_file(options.out) if options.out is not None else None
    model = open_network(options.network)
    setup, of_data = changed_setup(model.setup, options)
    job = prepare(Model(model.graph, setup), options.data, of_data)
    check(job)
    splits = folds(job.samples, job.split, options.folds)
    found: list[dict[str, Any]] = []
    for depth, width in product(options.depth, options.width):
        graph = with_hidden(job.model.graph, depth, width)
        results = np.array(list(cross_validate(graph, job.model.setup, job.samples, splits)))
        (loss, accuracy), (loss_spread, accuracy_spread) = results.mean(axis=0).tolist(), results.std(axis=0).tolist()
        found.append(
            {
                "depth": depth,
                "width": width,
                "parameters": analyse(graph).parameters,
                "loss": loss,
                "loss_deviation": loss_spread,
                "accuracy": accuracy,
                "accuracy_deviation": accuracy_spread,
            }
        )
        note(f"{len(found)} of {len(options.depth) * len(options.width)} done")
    by_classes = bool(job.samples.classes)
    best = min(found, key=lambda each: (-each["accuracy"] if by_classes else 0.0, each["loss"], each["parameters"]))
    if out is not None:
        _keep(out, replace(job.model, graph=with_hidden(job.model.graph, best["depth"], best["width"])))
    if options.json:
        print_json({"network": options.network, "data": job.data, "folds": options.folds, "tried": found, "best": best})
        return
    print_table(
        ("depth", "width", "parameters", "loss", "right", ""),
        [
            (
                str(each["depth"]),
                str(each["width"]),
                format_count(each["parameters"]),
                f"{format_number(each['loss'])} ± {format_number(each['loss_deviation'])}",
                f"{format_percent(each['accuracy'])} ± {format_percent(each['accuracy_deviation'])}"
                if by_classes
                else "–",
                "best" if each is best else "",
            )
            for each in found
        ],
        "rrrrr",
    )


def _keep(path: Path, model: Model) -> None:
    from lab.document.files import save

    save(path, model)


def _numbers(text: str) -> list[int]:
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or not all(1 <= number <= MOST for number in numbers):
        raise argparse.ArgumentTypeError(f'"{text}" must be whole numbers from 1 to {MOST}, with commas between')
    return numbers
