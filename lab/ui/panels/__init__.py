"""The live panels: one file each, listed in `entries`, registered with `@register_panel`, loaded by `discover()`."""

from __future__ import annotations

import importlib

from lab.ui.panels.base import Panel, known_panels, register_panel
from lab.ui.panels.entries import ENTRIES

__all__ = ["ENTRIES", "Panel", "discover", "known_panels", "register_panel"]


def discover() -> list[type[Panel]]:
    """Import every panel of this package (and with them pyqtgraph) and give them in their order."""
    for entry in ENTRIES:
        importlib.import_module(f"{__name__}.{entry.kind}")
    return known_panels()
