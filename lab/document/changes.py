"""What is different between two things with settings: two layers, two optimisers, two setups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lab.document.format import ChoiceEntry, SetupEntry
from lab.document.setup import RunSettings
from lab.spec import registry
from lab.spec.errors import LabError
from lab.spec.fields import Choice, Field, title_of

# Parts of a setup, as the menus call them.
PARTS = {"dataset": "Data set", "loss": "Loss", "optimizer": "Optimiser", "schedule": "Schedule", "run": "Run"}


@dataclass(frozen=True)
class Change:
    """One setting, before and after.

    Attributes:
        part: "dataset", "loss", "optimizer", "schedule", "run" or "layer".
        name: of the setting; empty where the thing itself is another ("sgd" in place of "adam").
        title: of the setting or the part, in English as it was declared.
        before, after: as they stand in a file; None where there is no such setting.
        options: titles of values that are names.
    """

    part: str
    name: str
    title: str
    before: Any
    after: Any
    options: Mapping[str, str] = field(default_factory=dict, compare=False)

    def shown(self, value: Any) -> Any:
        """A value with the title of an option instead of its name."""
        return self.options.get(value, value) if isinstance(value, str) else value


def changes(
    kind: str, before: ChoiceEntry, after: ChoiceEntry, fields: Mapping[str, Field[Any]] | None = None
) -> list[Change]:
    """The settings that two things of a kind do not share the value of; another thing comes first.

    `fields` are those of both, if they are not the ones that all things of that name have.
    """
    found = []
    if before.name != after.name:
        titles = {name: title_of_kind(kind, name) for name in (before.name, after.name)}
        found.append(Change(kind, "", PARTS.get(kind, "Layer"), before.name, after.name, titles))
    if fields is None:
        fields = {**_fields(kind, before.name), **_fields(kind, after.name)}
    for name in dict.fromkeys([*before.settings, *after.settings]):
        if before.name != after.name and not (name in before.settings and name in after.settings):
            continue  # it came or went with the thing
        one, other = plain(before.settings.get(name)), plain(after.settings.get(name))
        if one != other:
            known = fields.get(name)
            options = known.options if isinstance(known, Choice) else {}
            found.append(Change(kind, name, known.title if known else title_of(name), one, other, options))
    return found


def setup_changes(before: SetupEntry, after: SetupEntry) -> list[Change]:
    """What is different about how two networks are trained."""
    found = [
        change
        for part in ("dataset", "loss", "optimizer", "schedule")
        for change in changes(part, getattr(before, part), getattr(after, part))
    ]
    return found + changes("run", ChoiceEntry("run", before.run), ChoiceEntry("run", after.run))


def title_of_kind(kind: str, name: str) -> str:
    """The title of something registered; its name where this version does not know it."""
    try:
        return registry.find(kind, name).title
    except LabError:
        return name


def plain(value: Any) -> Any:
    """A setting as JSON has it: tuples are lists."""
    return [plain(part) for part in value] if isinstance(value, tuple | list) else value


def _fields(kind: str, name: str) -> dict[str, Field[Any]]:
    if kind == "run":
        return RunSettings.fields()
    try:
        return registry.find(kind, name).fields()
    except LabError:
        return {}
