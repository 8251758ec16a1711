"""Which live panels there are, in their order, and what they are called: known before any of them is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lab.ui.app.i18n import tr


@dataclass(frozen=True)
class Entry:
    """One panel: its module in this package, which is its kind, too, and its title in the current language."""

    kind: str
    title: Callable[[], str]


ENTRIES = (
    Entry("loss", lambda: tr("Loss and accuracy")),
    Entry("gradients", lambda: tr("Gradient size by layer")),
    Entry("kernels", lambda: tr("Kernels and weights")),
    Entry("feature_maps", lambda: tr("Feature maps")),
    Entry("data", lambda: tr("Data")),
    Entry("plane", lambda: tr("Plane")),
)
TITLES = {entry.kind: entry.title for entry in ENTRIES}
