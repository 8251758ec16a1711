"""`check`: everything that is wrong with a network, or could be better, before it is trained."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lab.cli.network import add_data, add_network, load_samples, open_network
from lab.cli.output import add_json, note, print_json
from lab.datasets.catalog import find_dataset
from lab.document.unfolding import unfolded
from lab.spec.errors import DataError

if TYPE_CHECKING:
    from lab.datasets.base import Samples
    from lab.document.advice import Issue
    from lab.document.model import Model

DESCRIPTION = (
    "Lists every issue of a network, its settings and its data: errors, which make training impossible, warnings and "
    "hints, and what the window would offer to mend them. Exit code 2 if there is an error."
)
_FOUND_ERRORS = 2  # as for any mistake in what was asked for
_WORDS = {"error": "Error", "warning": "Warning", "hint": "Hint"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    add_data(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the issues."""
    from lab.engine.checks import check_run

    model = open_network(options.network)
    issues = check_run(model.graph, model.setup, _samples(model, options.data))
    if options.json:
        print_json({"issues": [_entry(model, issue) for issue in issues]})
    else:
        for issue in issues:
            print(_line(model, issue))
        if not issues:
            print("Nothing to mend.")
    return _FOUND_ERRORS if any(issue.severity == "error" for issue in issues) else 0


def _samples(model: Model, data: str | None) -> Samples | None:
    """The data to check against; without data that was asked for, the network alone is checked."""
    if data is not None:
        return load_samples(find_dataset(data), given=True)
    try:
        return load_samples(model.setup.dataset, given=False)
    except DataError as error:
        note(f"Checked without data. {error}")
        return None


def _name(model: Model, issue: Issue) -> str | None:
    """What the layer is called that an issue is about: a layer of the network, or one in a block."""
    if issue.node is None:
        return None
    graph = model.graph if issue.node in model.graph else unfolded(model.graph)
    return graph.node(issue.node).name


def _line(model: Model, issue: Issue) -> str:
    name = _name(model, issue)
    words = f"{_WORDS[issue.severity]}: {f'{name}: ' if name else ''}{issue.message}"
    return f"{words}\n    Mend: {issue.mend.title}" if issue.mend is not None else words


def _entry(model: Model, issue: Issue) -> dict[str, str | None]:
    return {
        "severity": issue.severity,
        "rule": issue.rule,
        "layer": _name(model, issue),
        "message": str(issue.message),
        "mend": str(issue.mend.title) if issue.mend is not None else None,
    }
