"""Lines of Python in the form that formatters (Black, Ruff) give them: an exported file is formatted already."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH = 88
INDENT = "    "
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Line:
    """A statement, a remark about it, and how much further it is indented than the first ones."""

    code: str
    comment: str = ""
    depth: int = 0


def wrapped(code: str, depth: int) -> str:
    """A statement, indented; where it is too long, what stands in its last brackets on lines of its own."""
    space = INDENT * depth
    if len(space) + len(code) <= WIDTH:
        return f"{space}{code}\n"
    start, end = _last_brackets(code)
    if end < 0:
        return f"{space}{code}\n"
    inside = code[start + 1 : end]
    head, tail = f"{space}{code[: start + 1]}\n", f"{space}{code[end:]}\n"
    if len(space) + len(INDENT) + len(inside) <= WIDTH:
        return f"{head}{space}{INDENT}{inside}\n{tail}"
    parts = _parts(inside)
    if len(parts) == 1:
        return head + wrapped(inside, depth + 1) + tail
    return head + "".join(wrapped(f"{part},", depth + 1) for part in parts) + tail


def formatted(lines: Sequence[Line], depth: int, wrap: Callable[[str, int], str] = wrapped) -> str:
    """The lines, indented; a remark that finds no room behind its statement stands above it."""
    text = ""
    for line in lines:
        comment = f"  # {line.comment}" if line.comment else ""
        code = wrap(line.code, depth + line.depth)
        if comment and (code.count("\n") > 1 or len(code) - 1 + len(comment) > WIDTH):
            text += f"{INDENT * (depth + line.depth)}# {line.comment}\n"
            comment = ""
        text += code[:-1] + comment + "\n"
    return text


def docstring(text: str, depth: int) -> str:
    """A text as a docstring, wrapped between words."""
    lines = filled(f'"""{text}', depth, WIDTH - len('"""'))
    if "\n" not in lines:
        return f'{lines}"""\n'
    return f'{lines}\n{INDENT * depth}"""\n'


def filled(text: str, depth: int, width: int = WIDTH) -> str:
    """A text wrapped between words, indented."""
    space = INDENT * depth
    wrapper = textwrap.TextWrapper(width, space, space, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill(text)


def _last_brackets(code: str) -> tuple[int, int]:
    """Where the last pair of brackets opens that is not inside another one, and where it closes."""
    pairs, depth, quote, opened = [], 0, "", 0
    for place, sign in enumerate(code):
        if quote:
            quote = "" if sign == quote else quote
        elif sign == '"':
            quote = sign
        elif sign in _PAIRS:
            opened = place if depth == 0 else opened
            depth += 1
        elif sign in _PAIRS.values():
            depth -= 1
            if depth == 0 and place > opened + 1:
                pairs.append((opened, place))
    return pairs[-1] if pairs else (-1, -1)


def _parts(code: str) -> list[str]:
    """What commas part, outside of brackets."""
    parts, depth, quote = [""], 0, ""
    for sign in code:
        if quote:
            quote = "" if sign == quote else quote
        elif sign == '"':
            quote = sign
        elif sign in _PAIRS:
            depth += 1
        elif sign in _PAIRS.values():
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append("")
            continue
        parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]
