"""Which data sets there are, and which one a text means."""

from __future__ import annotations

import difflib
from functools import reduce
from pathlib import Path
from typing import cast

import lab.datasets
from lab.datasets.base import Dataset
from lab.spec import registry
from lab.spec.errors import DataError
from lab.spec.message import Message


def discover() -> None:
    """Make every data set known."""
    registry.discover(lab.datasets)


def datasets() -> list[type[Dataset]]:
    """All data sets, in the order in which menus show them."""
    discover()
    return cast(list[type[Dataset]], registry.known("dataset"))


def find_dataset(text: str) -> Dataset:
    """The data set of that name, with its default settings, or the one that reads the file or folder of that path.

    Errors: DataError naming what is accepted.
    """
    known = {cls.name: cls for cls in datasets()}
    if text in known:
        return known[text]()
    path = Path(text).expanduser().absolute()
    try:
        exists = bool(text) and path.exists()
        found = [source for cls in known.values() if exists and (source := cls.from_path(path)) is not None]
    except (OSError, ValueError) as error:
        raise DataError(Message("{path} cannot be read: {reason}.", path=text, reason=str(error))) from error
    if found:
        return found[0]
    readable = reduce(
        lambda some, more: Message("{some}; {more}", some=some, more=more),
        [cls.reads for cls in known.values() if cls.reads is not None],
    )
    if exists:
        raise DataError(
            Message("{path} holds no data that can be read. Give the path of {readable}.", path=path, readable=readable)
        )
    names = difflib.get_close_matches(text, known, n=1) or list(known)
    raise DataError(
        Message(
            'There is no data set and no file called "{text}". Names: {names}. Paths: {readable}.',
            text=text,
            names=", ".join(names),
            readable=readable,
        )
    )
