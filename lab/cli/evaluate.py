"""`eval`: loss and accuracy of a trained network on samples that it has not learned from."""

from __future__ import annotations

import argparse
import math

import numpy as np

from lab.cli.network import Job, add_data, add_network, check, open_trained, prepare
from lab.cli.output import add_json, print_json
from lab.document.model import Model
from lab.spec.errors import DataError
from lab.spec.message import Message
from lab.spec.units import format_count, format_number, format_percent

DESCRIPTION = (
    "Measures a trained network: on the test samples of the data that it was trained on, or of data that brings its "
    "own test set; on all samples of any other data."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser, "MODEL")
    add_data(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Measure and print."""
    model = open_trained(options.network)
    job = prepare(model, options.data)
    check(job)
    indices, which = _chosen(model, job)
    from lab.engine.evaluate import evaluate

    loss, accuracy = evaluate(job.model, job.samples, indices)
    if options.json:
        print_json({"loss": loss, "accuracy": accuracy})
        return
    print(f"{options.network} on {format_count(len(indices))} {which} of {job.data}")
    right = "" if math.isnan(accuracy) else f", {format_percent(accuracy, digits=2)} right"
    print(f"loss {format_number(loss, digits=4)}{right}")


def _chosen(model: Model, job: Job) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], str]:
    """Samples that the network has not learned from, and what they are."""
    own = job.model.setup.dataset == model.setup.dataset
    if not own and job.samples.test_from is None:
        return np.arange(len(job.samples), dtype=np.int64), "samples"
    if len(job.split.test) == 0:
        raise DataError(
            Message("The network's settings keep no samples of {data} for a test. Give other data.", data=job.data)
        )
    return job.split.test, "test samples"
