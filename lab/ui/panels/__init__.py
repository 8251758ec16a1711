"""The live panels: one file each, registered with `@register_panel`, found by `discover()`."""

from __future__ import annotations

import importlib
import pkgutil

from lab.ui.panels.base import Panel, known_panels, register_panel

__all__ = ["Panel", "discover", "known_panels", "register_panel"]


def discover() -> list[type[Panel]]:
    """Import every panel of this package (and with them pyqtgraph) and give them in their order."""
    for name in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{name}")
    return known_panels()
