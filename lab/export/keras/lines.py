"""Lines of Python as formatters (Black, Ruff) write them: layers called with tensors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lab.export.scripts import formatting
from lab.export.scripts.formatting import INDENT, WIDTH, Line, wrapped

_CALLED = re.compile(r"\([\w\[\], ]*\)$")  # what a layer is called with, behind the brackets of its own


def formatted(lines: Sequence[Line], depth: int) -> str:
    """The lines, indented, with layers called as formatters have it."""
    return formatting.formatted(lines, depth, _wrapped)


def _wrapped(code: str, depth: int) -> str:
    """A statement; where it is too long, the brackets of the call are opened or, if that is not enough, the layer's."""
    if len(INDENT * depth + code) <= WIDTH:
        return f"{INDENT * depth}{code}\n"
    called = _CALLED.search(code)
    if called is not None and code[: called.start()].endswith(")"):
        space = INDENT * depth
        if len(f"{space}{code[: called.start()]}(") <= WIDTH:
            return f"{space}{code[: called.start()]}(\n{space}{INDENT}{called.group()[1:-1]}\n{space})\n"
        return _opened(code[: called.start()], depth) + called.group() + "\n"
    return _opened(code.removesuffix(","), depth) + ("," if code.endswith(",") else "") + "\n"


def _opened(code: str, depth: int) -> str:
    """With its last brackets open, even where the statement is not too long by itself."""
    text = wrapped(code, depth)
    if text.count("\n") > 1:
        return text[:-1]
    start = _opening(code)
    space = INDENT * depth
    return f"{space}{code[: start + 1]}\n{space}{INDENT}{code[start + 1 : -1]}\n{space})"


def _opening(code: str) -> int:
    """Where the bracket opens that the last sign of the code closes."""
    depth = 0
    for place in reversed(range(len(code))):
        depth += (code[place] in ")]") - (code[place] in "([")
        if depth == 0:
            return place
    raise ValueError(code)
