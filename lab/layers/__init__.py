"""The vocabulary: one layer a file. `discover()` makes all of them known."""

from __future__ import annotations

import sys

from lab.spec import registry


def discover() -> None:
    """Import every layer file."""
    registry.discover(sys.modules[__name__])
