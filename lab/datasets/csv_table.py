"""Text files of rows and columns, read into words and numbers; what is wrong is named by line and column.

The format: RFC 4180, with a comma, semicolon or tab between the values. Where semicolons stand between them, a number
may have a decimal comma.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Progress, report
from lab.spec.errors import DataError
from lab.spec.message import Message

LARGEST = 2**28  # bytes of a file that is read into memory
SEPARATORS = ",;\t"
OFTEN = 10_000  # lines between two reports


@dataclass(frozen=True)
class Table:
    """Rows of words, all of the same length, without the header.

    Attributes:
        names: of the columns; their numbers from 1 where the file has no header.
        lines: number of each row's last line in the file, for messages.
    """

    path: Path
    names: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    decimal_comma: bool = False

    def words(self, column: int) -> list[str]:
        """The words of one column; DataError where one is empty."""
        found = [row[column] for row in self.rows]
        if "" in found:
            raise self.mistake(found.index(""), column, Message("is empty"))
        return found

    def numbers(self, column: int) -> NDArray[np.float64]:
        """(row,) the numbers of one column; DataError at the first word that is no finite number."""
        values = np.fromiter((self.number(row[column]) for row in self.rows), np.float64, len(self.rows))
        wrong = np.flatnonzero(~np.isfinite(values))
        if len(wrong):
            word = self.rows[wrong[0]][column]
            what = Message('holds "{word}", which is no finite number', word=word) if word else Message("is empty")
            raise self.mistake(int(wrong[0]), column, what)
        return values

    def number(self, word: str) -> float:
        """The number that a word says; NaN if none."""
        try:
            return float(word)
        except ValueError:
            pass
        try:
            return float(word.replace(",", ".")) if self.decimal_comma else math.nan
        except ValueError:
            return math.nan

    def is_of_numbers(self, column: int) -> bool:
        """Whether more than half of the words of a column are numbers, so that the others are mistakes."""
        return 2 * sum(math.isfinite(self.number(row[column])) for row in self.rows) > len(self.rows)

    def column(self, text: str) -> int:
        """Index of the column of that name or number (from 1); DataError listing what there is."""
        if text in self.names:
            return self.names.index(text)
        if text.isdecimal() and 1 <= int(text) <= len(self.names):
            return int(text) - 1
        raise DataError(
            Message(
                '{file} has no column "{column}". Its columns are: {names}.',
                file=self.path.name,
                column=text,
                names=", ".join(self.names),
            )
        )

    def mistake(self, row: int, column: int, what: Message) -> DataError:
        """What is wrong with one cell, where, and what would mend it."""
        return DataError(
            Message(
                '{file}, line {line}: the column "{column}" {what}. Every row needs a value there: fill it in, delete '
                "the row, or leave the column out.",
                file=self.path.name,
                line=self.lines[row],
                column=self.names[column],
                what=what,
            )
        )


def read_table(path: Path, header: bool | None = None, progress: Progress | None = None) -> Table:
    """The table in a file. Without saying so, the first row is a header if none of its words is a number.

    Errors: DataError for a file that cannot be read, is no text, is too large, is empty, or has rows of different
    lengths.
    """
    text = _text(path)
    first = text[: text.find("\n")] if "\n" in text else text
    separator = max(SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, row in _rows(path, text, separator, progress):
        if rows and len(row) != len(rows[0]):
            raise DataError(
                Message(
                    "{file}, line {line}: there are {count} values, but {first} in the first row. Every row needs as "
                    "many. A value with a {separator} in it must stand in quotation marks.",
                    file=path.name,
                    line=line,
                    count=len(row),
                    first=len(rows[0]),
                    separator="tab" if separator == "\t" else f"“{separator}”",
                )
            )
        rows.append(row)
        lines.append(line)
    if not rows:
        raise DataError(Message("{file} holds no rows.", file=path.name))
    table = Table(path, tuple(str(number + 1) for number in range(len(rows[0]))), rows, lines, separator == ";")
    if header is None:
        header = not any(math.isfinite(table.number(word)) for word in rows[0])
    if not header:
        return table
    if len(rows) == 1:
        raise DataError(Message("{file} holds a header but no rows.", file=path.name))
    names = tuple(word or str(number + 1) for number, word in enumerate(rows[0]))
    return Table(path, names, rows[1:], lines[1:], table.decimal_comma)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(
                Message("{file} is larger than {size} MB. Take a part of it.", file=path.name, size=LARGEST >> 20)
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError(Message("The file {path} does not exist.", path=path)) from None
    except UnicodeDecodeError as error:
        raise DataError(Message('{file} is no text in UTF-8. Save it anew as "CSV UTF-8".', file=path.name)) from error
    except OSError as error:
        raise DataError(
            Message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or str(error))
        ) from error
    if "\0" in text:
        raise DataError(Message('{file} is no text in UTF-8. Save it anew as "CSV UTF-8".', file=path.name))
    return text


def _rows(path: Path, text: str, separator: str, progress: Progress | None) -> Iterator[tuple[int, list[str]]]:
    """Number of its line and the words of each row that is not blank."""
    what = Message("Reading {file}", file=path.name)
    every = text.splitlines(keepends=True)
    reader = csv.reader(every, delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for number, row in enumerate(reader):
            if number % OFTEN == 0:
                report(progress, reader.line_num / (len(every) + 1), what)
            words = [word.strip() for word in row]
            if any(words):
                yield reader.line_num, words
    except csv.Error as error:
        raise DataError(
            Message(
                "{file}, line {line}: the quotation marks do not match ({reason}).",
                file=path.name,
                line=reader.line_num,
                reason=str(error),
            )
        ) from error
    report(progress, 1.0, what)
