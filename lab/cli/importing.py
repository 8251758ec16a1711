"""`import`: a network from a file of another program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lab.cli.network import open_network
from lab.cli.output import add_json, print_json
from lab.document.files import save
from lab.document.shapes import analyse
from lab.export.base import Imported, Importer, WeightsImporter
from lab.export.ways import importer_for
from lab.spec.errors import LabError
from lab.spec.message import Message

DESCRIPTION = "Reads a network from a file of another program and keeps it as a model file. Nothing in it is executed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument("file", metavar="FILE", help='the file to read, see "list imports"')
    parser.add_argument("out", metavar="OUT", help="the model file to write")
    parser.add_argument(
        "--network", metavar="NETWORK", help="for files of weights alone: the template or model file that takes them"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Keep the network, and say what became of its file."""
    path = Path(options.file)
    found = _found(importer_for(path)(), path, options.network)
    save(options.out, found.model)
    parameters = analyse(found.model.graph).parameters
    if options.json:
        layers = len(found.model.graph.nodes)
        print_json(
            {
                "file": options.out,
                "layers": layers,
                "parameters": parameters,
                "notes": list(map(str, found.notes)),
                "troubles": list(map(str, found.troubles)),
            }
        )
        return
    print(options.out)
    for note in found.notes:
        print(note)
    for trouble in found.troubles:
        print(trouble, file=sys.stderr)


def _found(way: Importer, path: Path, network: str | None) -> Imported:
    if network is None:
        return way.read(path)
    if not isinstance(way, WeightsImporter):
        raise LabError(Message("{file} is a network of its own: leave out --network.", file=path.name))
    return way.fill(open_network(network), path)
