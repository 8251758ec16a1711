"""Places in a text, and what is wrong there."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from lab.spec.message import Message


@dataclass(frozen=True, order=True)
class Span:
    """Some characters of a text: lines and columns count from 1, the end lies behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Trouble:
    """What is not understood, where it stands, and what would mend it."""

    span: Span
    message: Message


class Text:
    """The code, by lines."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def span(self, node: ast.AST) -> Span:
        """Where a part of the syntax stands; of a call over several lines, what is called."""
        while isinstance(node, ast.Call) and node.end_lineno != node.lineno:
            node = node.func
        if isinstance(node, ast.expr | ast.stmt | ast.keyword | ast.arg | ast.alias):
            line, end_line = node.lineno, node.end_lineno or node.lineno
            if isinstance(node, ast.stmt) and end_line != line:  # a loop, a class: its first line says enough
                return self.whole_line(line)
            end = self._column(end_line, node.end_col_offset or node.col_offset)
            return Span(line, self._column(line, node.col_offset), end_line, end)
        return self.whole_line(1)

    def whole_line(self, line: int) -> Span:
        """A line from its first letter to its last."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        start = len(text) - len(text.lstrip())
        return Span(line, start + 1, line, max(len(text.rstrip()), start) + 1)

    def _column(self, line: int, offset: int) -> int:
        """Column of a place that the parser counts in bytes."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return (offset if text.isascii() else len(text.encode()[:offset].decode(errors="ignore"))) + 1


def marked(text: str, trouble: Trouble) -> str:
    """The line of a trouble with marks below the place, for a terminal."""
    span = trouble.span
    lines = text.split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    end = span.end_column if span.end_line == span.line else len(line) + 1
    marks = "".join("\t" if letter == "\t" else " " for letter in line[: span.column - 1])
    return f"{line}\n{marks}{'^' * max(end - span.column, 1)}"
