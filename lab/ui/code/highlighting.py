"""Colours for Python code: words of the language, texts, numbers, comments, names that are defined."""

from __future__ import annotations

import builtins
import keyword
import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from lab.ui.app import theme

_PARTS = re.compile(
    r"""(?P<comment>\#.*)
    |(?P<text>[rbfuRBFU]{0,2}(?:'''|\"\"\"|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?))
    |(?P<number>(?<![\w.])(?:\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+))
    |(?P<word>[^\W\d]\w*)""",
    re.VERBOSE,
)
_QUOTES = ("'''", '"""')
_COLORS = {  # what it is: a token of the theme
    "comment": "faint",
    "text": "success",
    "number": "positive",
    "keyword": "accent",
    "builtin": "warning",
}
_BUILTINS = frozenset(name for name in dir(builtins) if name.islower() and not name.startswith("_")) | {"self"}


class PythonHighlighter(QSyntaxHighlighter):
    """State of a line: which kind of triple quotes is open at its end, counted from 1; 0 if none is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        theme.follow(self, self._dress)

    def kind_at(self, block: int, column: int) -> str:
        """What stands at a place: "keyword", "text" ..., or "" for plain code."""
        color = self.document().findBlockByNumber(block).layout().formats()
        for part in color:
            if part.start <= column < part.start + part.length:
                return next((kind for kind, made in self._formats.items() if made == part.format), "")
        return ""

    def highlightBlock(self, text: str) -> None:
        place = 0
        open_quotes = max(self.previousBlockState(), 0)
        self.setCurrentBlockState(0)
        if open_quotes:
            place = self._to_end_of_text(text, 0, open_quotes)
        defined = False  # whether the word before was `def` or `class`
        while place < len(text) and (found := _PARTS.search(text, place)):
            kind, place = found.lastgroup or "", found.end()
            if kind == "text" and found[0][-3:] in _QUOTES and len(found[0].lstrip("rbfuRBFU")) == 3:
                place = self._to_end_of_text(text, found.start(), 1 + _QUOTES.index(found[0][-3:]), found.end())
                continue
            if kind == "word":
                kind = self._kind_of_word(found[0], text, found.start(), defined)
                defined = found[0] in ("def", "class")
            if kind in self._formats:
                self.setFormat(found.start(), found.end() - found.start(), self._formats[kind])

    def _to_end_of_text(self, text: str, start: int, quotes: int, search: int = 0) -> int:
        """Colour a text in triple quotes as far as this line goes; where it ends."""
        end = text.find(_QUOTES[quotes - 1], search)
        if end == -1:
            self.setCurrentBlockState(quotes)
        stop = len(text) if end == -1 else end + 3
        self.setFormat(start, stop - start, self._formats["text"])
        return stop

    @staticmethod
    def _kind_of_word(word: str, text: str, start: int, defined: bool) -> str:
        if keyword.iskeyword(word):
            return "keyword"
        if defined:
            return "name"
        return "builtin" if word in _BUILTINS and text[start - 1 : start] != "." else ""

    def _dress(self) -> None:
        colors = theme.tokens()
        for kind, token in _COLORS.items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(colors.color(token))
        self._formats["comment"].setFontItalic(True)
        self._formats["name"] = QTextCharFormat()
        self._formats["name"].setFontWeight(QFont.Weight.Bold)
        self.rehighlight()
