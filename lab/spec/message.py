"""A sentence for the user, kept as template and values so that the interface can translate it."""

from __future__ import annotations

from typing import Any


class Verbatim(str):
    """A name out of a program or a file, as a value of a Message: said as it is in every language, even where it is a
    word of the interface as well."""


class Message:
    """An English template with named values: `str()` is English, the interface translates `template`.

    Templates are literal strings, so that the translation files can be made from the source. A value may itself be a
    Message (it is translated too).
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash(str(self))
