"""Differences in the learner's words."""

from __future__ import annotations

from typing import Any

from lab.document.changes import Change
from lab.document.compare import Fate, LayerDifference
from lab.spec.units import format_count
from lab.ui.app.i18n import labelled, term, tr

MARKS: dict[Fate, str] = {"added": "+", "removed": "−", "changed": "~", "same": ""}
COLORS: dict[Fate, str] = {"added": "accent", "removed": "warning", "changed": "text", "same": "faint"}


def fate_words(fate: Fate) -> str:
    """What became of a layer."""
    return {"added": tr("added"), "removed": tr("removed"), "changed": tr("changed"), "same": tr("the same")}[fate]


def value_words(value: Any) -> str:
    """The value of a setting."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, int):
        return format_count(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return " × ".join(value_words(part) for part in value)
    return term(str(value))


def title_words(change: Change) -> str:
    """What was changed: a setting by its title, or what no layer declares."""
    ours = {"label": tr("Name"), "inside": tr("Inside"), "layers": tr("Layers"), "parameters": tr("Parameters")}
    declared = change.part not in ("layer", "network") or change.name not in ours
    return term(change.title) if declared else ours[change.name]


def before_words(change: Change) -> str:
    """A setting as it was."""
    return value_words(change.shown(change.before))


def after_words(change: Change) -> str:
    """A setting as it is."""
    return value_words(change.shown(change.after))


def change_words(change: Change) -> str:
    """ "Learning rate: 0.01 → 0.001"."""
    return labelled(title_words(change), f"{before_words(change)} → {after_words(change)}")


def layer_words(layer: LayerDifference) -> str:
    """Everything about a layer, for a tooltip."""
    lines = [labelled(layer.name, fate_words(layer.fate)), *map(change_words, layer.changes)]
    return "\n".join(lines)
