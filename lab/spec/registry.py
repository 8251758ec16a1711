"""Everything that can be chosen by name: kind ("layer", "loss", ...) and name to class."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

from lab.spec.errors import LabError
from lab.spec.fields import Declared
from lab.spec.help import first_paragraph
from lab.spec.message import Message

D = TypeVar("D", bound=Declared)
_entries: dict[str, dict[str, type[Declared]]] = {}


def register(kind: str, name: str, *, title: str, group: str = "", order: int = 100) -> Callable[[type[D]], type[D]]:
    """Make a class known as `name` among its `kind`; `title` and `group` are what palette and menus show.

    `order` sorts within the kind (small first), then by title.
    """

    def enter(cls: type[D]) -> type[D]:
        entries = _entries.setdefault(kind, {})
        if name in entries and entries[name].__qualname__ != cls.__qualname__:
            raise ValueError(f"{kind} {name!r} is registered twice: {entries[name]} and {cls}")
        cls.name, cls.title, cls.group, cls.order = name, title, group, order
        cls.help = first_paragraph(cls.__doc__ or "")
        entries[name] = cls
        return cls

    return enter


def find(kind: str, name: str) -> type[Declared]:
    """The class of that name; a LabError with the nearest known names otherwise."""
    entries = _entries.get(kind, {})
    if name in entries:
        return entries[name]
    near = difflib.get_close_matches(name, entries, n=3) or sorted(entries)
    raise LabError(
        Message('There is no {kind} called "{name}". Known: {known}.', kind=kind, name=name, known=", ".join(near))
    )


def known(kind: str) -> list[type[Declared]]:
    """All classes of a kind, in their order."""
    return sorted(_entries.get(kind, {}).values(), key=lambda cls: (cls.order, cls.title))


def discover(package: ModuleType) -> None:
    """Import every module of a package, so that what they register is known: one new file is enough."""
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        importlib.import_module(f"{package.__name__}.{module}")
