"""Which ways there are, and which one a file is for."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from lab.export import formats
from lab.export.base import Exporter, Importer
from lab.spec import registry
from lab.spec.errors import FileError
from lab.spec.message import Message


def exporters() -> list[type[Exporter]]:
    """All ways out, in their order."""
    registry.discover(formats)
    return cast("list[type[Exporter]]", registry.known("export"))


def importers() -> list[type[Importer]]:
    """All ways in, in their order."""
    registry.discover(formats)
    return cast("list[type[Importer]]", registry.known("import"))


def exporter(name: str) -> type[Exporter]:
    """The way out of that name; a LabError with the nearest names otherwise."""
    exporters()
    return cast("type[Exporter]", registry.find("export", name))


def exporter_for(path: Path) -> type[Exporter]:
    """The first way out that writes files with this ending; FileError in words if there is none."""
    found = [way for way in exporters() if way.suffix == path.suffix.lower()]
    if not found:
        raise _no_way("write", path, [way.suffix for way in exporters()])
    return found[0]


def importer_for(path: Path) -> type[Importer]:
    """The way in for files with this ending; FileError in words if there is none."""
    found = [way for way in importers() if path.suffix.lower() in way.suffixes]
    if not found:
        raise _no_way("read", path, [suffix for way in importers() for suffix in way.suffixes])
    return found[0]


def _no_way(verb: str, path: Path, suffixes: list[str]) -> FileError:
    known = ", ".join(dict.fromkeys(suffixes))
    if verb == "write":
        return FileError(
            Message(
                "{file} cannot be written. Choose a name that ends in one of: {known}.", file=path.name, known=known
            )
        )
    return FileError(Message("{file} cannot be read. Files that can: {known}.", file=path.name, known=known))
