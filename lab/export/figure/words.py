"""What the figures in text have in common: how blocks are shown, and how a text becomes a file."""

from __future__ import annotations

from pathlib import Path

from lab.document.files import write_file
from lab.spec.fields import Choice

BLOCKS = Choice(
    "opened",
    title="Blocks",
    options={"opened": "Opened, as frames", "closed": "Closed, as one layer each"},
    help="Whether what is inside of blocks is drawn",
)


def write_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all; FileError says why it cannot be written."""
    write_file(path, lambda: lambda file: file.write(text.encode()))
