"""Markdown: texts that stay as they are, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~$"})


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return " ".join(text.split()).translate(_SIGNS)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], align: str = "") -> str:
    """A table. `align` has a letter for each column: l or r; left where there is none. Cells are Markdown already."""
    align = align.ljust(len(header), "l")[: len(header)]
    rule = ["---:" if letter == "r" else "---" for letter in align]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (header, rule, *rows))


def code(text: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.strip()}\n```"
