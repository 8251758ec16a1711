"""From what stands on the command line to a network and its data."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lab.datasets.base import Dataset, Samples, Split
from lab.document.graph import Graph
from lab.document.model import Model
from lab.layers.base import Shape
from lab.layers.input import Input
from lab.spec.errors import DataError, FileError, LabError, PlanError
from lab.spec.message import Message
from lab.spec.units import format_shape


@dataclass(frozen=True)
class Job:
    """A network with its data, ready to be trained or judged. `data` is what the data is called."""

    model: Model
    samples: Samples
    split: Split
    data: str


def add_network(parser: argparse.ArgumentParser, metavar: str = "NETWORK") -> None:
    """The network, which is the first argument of most verbs."""
    parser.add_argument("network", metavar=metavar, help="name of a template, or a model file")


def add_data(parser: argparse.ArgumentParser) -> None:
    """The data to use."""
    parser.add_argument(
        "--data", metavar="DATA", help="name of a data set, or a path (default: the data that the network comes with)"
    )


def open_network(text: str) -> Model:
    """The template of that name, or the model in that file."""
    from lab.document.files import SUFFIX, load
    from lab.document.templates import template, templates

    names = [cls.name for cls in templates()]
    if text in names:
        return template(text)
    if Path(text).exists() or text.endswith(SUFFIX) or Path(text).name != text:
        return load(text)
    try:
        return template(text)
    except LabError as error:
        raise FileError(Message('{reason} Nor is there a file "{file}".', reason=error.message, file=text)) from error


def open_trained(text: str) -> Model:
    """A model that has learned something."""
    model = open_network(text)
    if not model.trained:
        raise FileError(
            Message(
                "{network} is not trained yet. Train it and keep it: train {network} --out FILE.cnnlab", network=text
            )
        )
    return model


def prepare(model: Model, data: str | None, settings: dict[str, Any] | None = None) -> Job:
    """The model with its own data, or with other data, some settings of it changed.

    The Input layer takes on the shape of the samples.
    """
    from lab.datasets.catalog import find_dataset

    dataset = model.setup.dataset if data is None else find_dataset(data)
    dataset = dataset.replace(**settings or {})
    if dataset != model.setup.dataset:
        model = replace(model, setup=model.setup.changed(dataset=dataset))
    samples = load_samples(dataset, given=data is not None)
    model = fit_input(model, samples.shape)
    return Job(model, samples, split_of(model, samples), data or dataset.name)


def load_samples(dataset: Dataset, *, given: bool) -> Samples:
    """The samples; where the network's own data cannot be used, the message says how to give other data."""
    try:
        return dataset.load()
    except DataError as error:
        if given:
            raise
        raise DataError(
            Message("{reason} On the command line: --data NAME or --data PATH.", reason=error.message)
        ) from error


def split_of(model: Model, samples: Samples) -> Split:
    """The division into training, validation and test that the model's settings ask for."""
    from lab.datasets.split import split

    run = model.setup.run
    return split(samples, run.validation, run.test, run.split_seed)


def fit_input(model: Model, shape: Shape) -> Model:
    """The model with an Input layer of this shape; PlanError where that would cost its weights."""
    graph = model.graph.copy()
    for node in graph.nodes:
        if node.kind == "input" and node.layer.output_shape() != shape:
            graph.replace_node(node.changed(layer=node.layer.replace(**Input.settings_for(shape))))
    if graph == model.graph:
        return model
    fitted = model.adapted(graph, model.setup)
    if model.trained and not fitted.trained:
        raise PlanError(
            Message(
                "The network was trained on samples of {expected}; these are {given}. "
                "Take data of the same shape, or train a template on this data.",
                expected=_input_shape(model.graph),
                given=format_shape(shape),
            )
        )
    return fitted


def check(job: Job) -> None:
    """PlanError in words where the network does not fit the data."""
    from lab.document.shapes import analyse
    from lab.engine.checks import check_network

    check_network(job.model.graph, analyse(job.model.graph), job.model.setup.loss, job.samples)


def _input_shape(graph: Graph) -> str:
    return ", ".join(format_shape(node.layer.output_shape()) for node in graph if node.layer.takes_samples)
