"""From text to Python's syntax tree, within limits that no text can break."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache

from lab.export.code.spans import Span, Trouble
from lab.spec.message import Message

LONGEST = 500_000  # characters
DEEPEST = 90  # brackets in brackets; Python's own parser ends at 200, and shallow trees need little stack


def parse(text: str) -> ast.Module | Trouble:
    """The tree, or why there is none."""
    if len(text) > LONGEST:
        return _at_start(
            Message(
                "The text has {count} characters; {most} can be read. Keep only the lines that make the network.",
                count=f"{len(text):,}",
                most=f"{LONGEST:,}",
            )
        )
    if "\0" in text:
        return _at_start(Message("This is no text: it holds null characters. Use a file of Python code."))
    place = _too_deep(text)
    if place is not None:
        return Trouble(place, Message("There are too many brackets in brackets here. Write it in several steps."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of invalid escapes: it is not our code
            return _tree(text)
    except SyntaxError as error:
        return _syntax(text, error)
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return _at_start(Message("The code is nested too deeply to be read. Write it in several steps."))


def _tree(text: str) -> ast.Module:
    """The tree, also of what was copied from a notebook or out of the middle of a program."""
    try:
        return ast.parse(text)
    except SyntaxError:
        plain = re.sub(r"^(?:[!%]|%%)(?=\w)", "#", text, flags=re.MULTILINE)  # a notebook's own commands
        first = next((line for line in plain.split("\n") if line.strip()), "")
        if plain == text and not first[:1].isspace():
            raise
        try:
            if not first[:1].isspace():
                return ast.parse(plain)
            tree = ast.parse(f"if True:\n{plain}")  # all of it is indented
            return ast.Module(ast.increment_lineno(tree, -1).body[0].body, [])  # type: ignore[attr-defined]
        except SyntaxError:
            pass
        raise


def _syntax(text: str, error: SyntaxError) -> Trouble:
    line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
    end_line, end_column = error.end_lineno or line, error.end_offset or 0
    if end_line < line or (end_line == line and end_column <= column):
        end_line, end_column = line, column + 1
    reason = (error.msg or "").rstrip(".")
    if line == 1 and text.lstrip().startswith(("{", "<", "%PDF")) and "import" not in text.split("\n", 1)[0]:
        return Trouble(
            Span(line, column, end_line, end_column),
            Message("This does not look like Python. Paste the code itself, without what stands around it."),
        )
    return Trouble(
        Span(line, column, end_line, end_column),
        Message("Python cannot read this: {reason}. Look at brackets, quotes and indents here.", reason=reason),
    )


def _at_start(message: Message) -> Trouble:
    return Trouble(Span(1, 1, 1, 2), message)


def _too_deep(text: str) -> Span | None:
    """Where brackets, or signs before a number, are nested too deeply. Those in quotes count too: few have so many."""
    depth = run = 0
    for line, letters in enumerate(text.split("\n"), start=1):
        for column, letter in enumerate(letters, start=1):
            if letter in "([{":
                depth += 1
            elif letter in ")]}":
                depth = max(depth - 1, 0)
            run = run + 1 if letter in "-+~" else 0
            if depth > DEEPEST or run > DEEPEST:
                return Span(line, column, line, column + 1)
    return None


@lru_cache(maxsize=256)
def method_name(kind: str) -> str:
    """The method that reads a kind of syntax: `_list_comp` for ListComp."""
    return "_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
