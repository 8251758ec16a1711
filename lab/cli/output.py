"""What the verbs print: one JSON object, or lines for people."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lab.spec.errors import FileError
from lab.spec.message import Message


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that all verbs with results have."""
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")


def print_json(content: dict[str, Any]) -> None:
    """One JSON object on one line; a number that is not finite becomes null."""
    print(json.dumps(_finite(content), allow_nan=False, ensure_ascii=False))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> None:
    """Columns as wide as they need to be; `right` has an "r" for each column that stands at the right ("lrr")."""
    widths = [max(len(row[number]) for row in [titles, *rows]) for number in range(len(titles))]
    for row in [titles, *rows]:
        cells = [
            cell.rjust(width) if right[number : number + 1] == "r" else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def note(text: str) -> None:
    """Something by the way, which is no result."""
    print(text, file=sys.stderr)


def model_file(path: Path) -> Path:
    """The file to write, found to be writable before anything is trained."""
    from lab.document.files import SUFFIX

    path = path if path.suffix else path.with_suffix(SUFFIX)
    if path.is_dir() or not path.parent.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise FileError(Message("{file} cannot be written. Give --out a file in a folder that exists.", file=str(path)))
    return path


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
