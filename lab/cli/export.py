"""`export`: a network as a file of another program."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from lab.cli.network import add_data, add_network, open_network, prepare
from lab.cli.output import add_json, print_json
from lab.document.model import Model
from lab.export.base import Exporter, Source
from lab.export.ways import exporter, exporter_for
from lab.spec.errors import LabError
from lab.spec.message import Message

DESCRIPTION = (
    "Writes a network, with the weights it has learned, in the format of another program. "
    "An untrained network goes out with the weights that its training would begin with."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    add_network(parser)
    parser.add_argument("out", metavar="OUT", help="the file to write")
    parser.add_argument("--to", metavar="FORMAT", help='see "list exports" (default: the one that OUT\'s ending names)')
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SETTING=VALUE",
        help='a setting of the format; "list exports --json" has them',
    )
    add_data(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Write the files and say which."""
    path = Path(options.out)
    way = _way(options.to, path)(**dict(map(_setting, options.set)))
    written = way.write(_source(open_network(options.network), options.network, options.data), path)
    if options.json:
        print_json({"files": list(map(str, written.files)), "notes": list(map(str, written.notes))})
        return
    for file in written.files:
        print(file)
    for note in written.notes:
        print(note)


def _way(name: str | None, path: Path) -> type[Exporter]:
    """The format that is asked for. Pictures are looked for last: they need Qt, which takes its time to load."""
    try:
        return exporter(name) if name else exporter_for(path)
    except LabError:
        if not know_pictures():
            raise
    return exporter(name) if name else exporter_for(path)


def know_pictures() -> bool:
    """Make the formats known that Qt paints; False where it cannot be loaded here."""
    try:
        importlib.import_module("lab.ui.designer.figure_formats")
    except ImportError:
        return False
    return True


def _source(model: Model, network: str, data: str | None) -> Source:
    name = Path(network).stem
    if data is None:
        return Source.of(model, name)
    job = prepare(model, data)
    return Source(job.model, name, job.samples)


def _setting(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise LabError(Message('"{text}" is no setting. Write it as SETTING=VALUE.', text=text))
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
