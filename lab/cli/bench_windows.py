"""What the live panels cost and how fluid the canvas is, measured in a process with a window that nobody sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from lab.cli.output import note


def panels() -> list[dict[str, Any]]:
    """The rows that lab.ui.app.panel_cost prints; none where there can be no window."""
    return _measured("lab.ui.app.panel_cost", "The cost of the panels") or []


def canvas() -> dict[str, Any]:
    """What lab.ui.app.canvas_cost prints; nothing where there can be no window."""
    return _measured("lab.ui.app.canvas_cost", "The canvas") or {}


def _measured(module: str, what: str) -> Any:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-m", module], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        note(f"{what} could not be measured: " + (done.stderr.strip().splitlines() or ["no word"])[-1])
        return None
    return json.loads(done.stdout.splitlines()[-1])
