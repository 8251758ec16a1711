"""`import`: a network from a file of another program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lab.cli.output import add_json, print_json
from lab.document.files import save
from lab.document.shapes import analyse
from lab.export.ways import importer_for

DESCRIPTION = "Reads a network from a file of another program and keeps it as a model file. Nothing in it is executed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument("file", metavar="FILE", help='the file to read, see "list imports"')
    parser.add_argument("out", metavar="OUT", help="the model file to write")
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Keep the network, and say what became of its file."""
    path = Path(options.file)
    found = importer_for(path)().read(path)
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
