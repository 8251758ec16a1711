"""`list`: what there is to choose from, by name."""

from __future__ import annotations

import argparse
from typing import Any

from lab.cli.output import add_json, print_json, print_table
from lab.spec.fields import Declared

DESCRIPTION = "Lists what is known under a name; with --json also what can be set, with its default."
KINDS = {
    "layers": "layer",
    "templates": "template",
    "datasets": "dataset",
    "optimizers": "optimizer",
    "schedules": "schedule",
    "losses": "loss",
    "initializers": "initializer",
    "exports": "export",
    "imports": "import",
}
LINE = 132  # characters of a printed line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    parser.add_argument("what", choices=KINDS, metavar="WHAT", help=", ".join(KINDS))
    add_json(parser)


def run(options: argparse.Namespace) -> None:
    """Print the list."""
    from lab.cli.export import know_pictures
    from lab.document.setup import discover_all
    from lab.document.templates import templates
    from lab.export.ways import exporters
    from lab.spec.registry import known

    discover_all()
    templates()
    exporters()
    if options.what == "exports":
        know_pictures()
    entries = known(KINDS[options.what])
    if options.json:
        print_json({options.what: [_entry(cls) for cls in entries]})
        return
    names = [(cls.name, str(cls.title)) for cls in entries]
    room = LINE - sum(max(map(len, column)) + 2 for column in zip(*names, strict=True))
    rows = [(*each, _short(str(cls.help), room)) for each, cls in zip(names, entries, strict=True)]
    print_table(("name", "title", "what it is"), rows)


def _entry(cls: type[Declared]) -> dict[str, Any]:
    return {
        "name": cls.name,
        "title": cls.title,
        "group": cls.group,
        "help": cls.help,
        "settings": {name: field.default for name, field in cls.fields().items()},
    }


def _short(text: str, most: int) -> str:
    """The beginning of a sentence, cut between two words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
