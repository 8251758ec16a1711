"""Python code that builds a network in Keras or PyTorch."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import ClassVar

from lab.export.base import Imported, Importer
from lab.spec.errors import FileError
from lab.spec.message import Message
from lab.spec.registry import register

LARGEST = 2_000_000  # bytes


@register("import", "code", title="Python code", order=40)
class CodeImporter(Importer):
    """The network that Keras or PyTorch code builds: Sequential, functional, small classes. The code is read, never
    executed; what is not understood is told, with its line and the reason."""

    suffixes: ClassVar[tuple[str, ...]] = (".py",)

    def read(self, path: Path) -> Imported:
        from lab.export.code.reading import read
        from lab.export.code.spans import Trouble, marked

        text = text_of(path)
        reading = read(text)

        def words(trouble: Trouble) -> Message:
            return Message(
                "line {line}, column {column}: {reason}\n{code}",
                line=trouble.span.line,
                column=trouble.span.column,
                reason=trouble.message,
                code=marked(text, trouble),
            )

        troubles = tuple(map(words, reading.troubles))
        if reading.model is None:
            raise FileError(
                Message(
                    "No network was read from {file}.\n{reasons}",
                    file=path.name,
                    reasons=reduce(lambda some, more: Message("{some}\n{more}", some=some, more=more), troubles),
                )
            )
        return Imported(reading.model, reading.notes, troubles)


def text_of(path: Path) -> str:
    """The text of a file of code; FileError in words where it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FileError(
            Message("{file} cannot be read: {reason}.", file=str(path), reason=error.strerror or str(error))
        ) from error
    if len(data) > LARGEST:
        raise FileError(
            Message("{file} is larger than {most} MB. Code is not.", file=path.name, most=LARGEST // 1_000_000)
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(
            Message("{file} is no text in UTF-8. Save it as UTF-8, or copy the code itself.", file=path.name)
        ) from None
