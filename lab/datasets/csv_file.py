"""Tables of your own."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lab.datasets.base import Dataset, Progress, Samples
from lab.datasets.csv_table import Table, read_table
from lab.spec.errors import DataError
from lab.spec.fields import Choice, Path, Text
from lab.spec.message import Message
from lab.spec.registry import register
from lab.spec.resources import resource

EXAMPLE = "examples/weather.csv"
SUFFIXES = (".csv", ".tsv")
FEW = 20  # different whole numbers that are still taken for classes
MOST_WORDS = 100  # different words of a column that is made into columns of 0 and 1
MOST_CLASSES = 1000


@register("dataset", "csv", title="CSV table", group="Tables", order=29)
class CsvFile(Dataset):
    """A table in a text file: each row is a sample, one column is predicted, the others are the inputs. Without a file,
    the weather by temperature, humidity and pressure.

    Values between commas, semicolons or tabs; a header is recognised. Numbers stay as they are, of any size: a Batch
    norm layer behind the Input, frozen, brings them to mean 0 and deviation 1 by what the training samples show alone.
    An empty or wrong cell is told by line and column. The weather is made by the formula in the template "weather".
    """

    file = Path("", help="The CSV file; by default the example of the weather")
    target = Text("", title="Target column", help="Name of the column to predict, or its number from 1; else the last")
    kind = Choice(
        "auto",
        options={"auto": "As it looks", "classes": "Classes", "value": "A value"},
        title="Target is",
        help="Words and a few whole numbers look like classes, other numbers like a value",
    )
    text = Choice(
        "refuse",
        options={"refuse": "Refuse", "one_hot": "A column of 0 and 1 for each word", "skip": "Leave out"},
        title="Columns of words",
        help="What becomes of inputs that are no numbers",
    )
    without = Text("", title="Leave out", help="Columns that are not used, by name or number, with commas between")
    header = Choice(
        "auto",
        options={"auto": "As it looks", "yes": "Names the columns", "no": "Is a sample"},
        title="First row",
        help="A first row without any number looks like names",
    )

    cases = ({}, {"target": "temperature", "text": "one_hot"}, {"without": "pressure, 2", "kind": "classes"})
    reads = Message("a table (.csv, .tsv)")

    @classmethod
    def from_path(cls, path: FilePath) -> Self | None:
        return cls(file=str(path)) if path.suffix.lower() in SUFFIXES and path.is_file() else None

    def load(self, progress: Progress | None = None) -> Samples:
        """inputs (row, features) float32; targets class numbers, or (row, 1) float32."""
        path = FilePath(self.file).expanduser() if self.file else resource(EXAMPLE)
        table = read_table(path, {"yes": True, "no": False}.get(self.header), progress)
        target = table.column(self.target) if self.target else len(table.names) - 1
        unused = {target, *(table.column(name.strip()) for name in self.without.split(",") if name.strip())}
        columns = [
            values
            for column in range(len(table.names))
            if column not in unused
            for values in self._inputs(table, column)
        ]
        if not columns:
            raise DataError(Message("{file} has no column of inputs. It needs one beside the target.", file=path.name))
        targets, classes = self._targets(table, target)
        with np.errstate(over="ignore"):  # what becomes infinite is refused with its sample's number
            inputs = np.column_stack(columns).astype(np.float32)
        return Samples(inputs=np.ascontiguousarray(inputs), targets=targets, classes=classes, axes=("features",))

    def _inputs(self, table: Table, column: int) -> list[NDArray[np.float64]]:
        """The numbers of a column, or of the columns that its words become."""
        if table.is_of_numbers(column):
            return [table.numbers(column)]
        if self.text == "skip":
            return []
        name = table.names[column]
        if self.text == "refuse":
            raise DataError(
                Message(
                    '{file}: the column "{column}" holds words such as "{word}". A network reads numbers: let '
                    '"Columns of words" make 0 and 1 of them, or leave the column out.',
                    file=table.path.name,
                    column=name,
                    word=next(row[column] for row in table.rows if np.isnan(table.number(row[column]))),
                )
            )
        words = table.words(column)
        known = sorted(set(words))
        if len(known) > MOST_WORDS:
            raise DataError(
                Message(
                    '{file}: the column "{column}" holds {count} different words, and at most {most} become columns of '
                    "0 and 1. Leave it out.",
                    file=table.path.name,
                    column=name,
                    count=len(known),
                    most=MOST_WORDS,
                )
            )
        return [np.array([word == each for word in words], np.float64) for each in known]

    def _targets(self, table: Table, column: int) -> tuple[NDArray[np.int64] | NDArray[np.float32], tuple[str, ...]]:
        """Class numbers and the classes' names, or values (row, 1) and no names."""
        name, of_numbers = table.names[column], table.is_of_numbers(column)
        if self.kind == "value" and not of_numbers:
            raise DataError(
                Message(
                    '{file}: the column "{column}" holds words, so it cannot be predicted as a value. '
                    'Set "Target is" to "Classes".',
                    file=table.path.name,
                    column=name,
                )
            )
        if of_numbers:
            values = table.numbers(column)
            different = np.unique(values)
            few = len(different) <= FEW and bool((different == different.round()).all())
            if self.kind == "value" or (self.kind == "auto" and not few):
                return values.astype(np.float32)[:, np.newaxis], ()
        words = table.words(column)
        classes = sorted(set(words), key=lambda word: (table.number(word) if of_numbers else 0.0, word))
        if not 2 <= len(classes) <= MOST_CLASSES:
            raise DataError(
                Message(
                    '{file}: the column "{column}" holds {count} classes. There must be 2 to {most}: choose another '
                    "target column.",
                    file=table.path.name,
                    column=name,
                    count=len(classes),
                    most=MOST_CLASSES,
                )
            )
        number = {word: place for place, word in enumerate(classes)}
        return np.array([number[word] for word in words], np.int64), tuple(classes)
