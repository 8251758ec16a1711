"""How soon the window trains, what its panels cost and how fluid its canvas is, in a process that nobody sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from lab.cli.output import note


def panels() -> list[dict[str, Any]]:
    """The rows that lab.ui.app.panel_cost prints; none where there can be no window."""
    return _measured("lab.ui.app.panel_cost", "The cost of the panels") or []


def canvas() -> dict[str, Any]:
    """What lab.ui.app.canvas_cost prints; nothing where there can be no window."""
    return _measured("lab.ui.app.canvas_cost", "The canvas") or {}


def first_steps() -> dict[str, dict[str, float]]:
    """`cold` (the first start ever) and `warm`: seconds until there is a window, and then, where Train is pressed at
    once, until the end of the first step. Nothing where there can be no window.
    """
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        own = {f"CNN_LAB_{name}": str(Path(folder, name.lower())) for name in ("CACHE", "CONFIG", "DATA", "LOG")}
        for name in ("cold", "warm"):
            began = time.time()
            at = _measured("lab.ui.app.start_cost", "The first step", **own)
            if at:
                found[name] = {
                    "window_seconds": at["painted"] - began,
                    "step_seconds": at["stepped"] - at["painted"],
                }
    return found


def _measured(module: str, what: str, **settings: str) -> Any:
    environment = {**os.environ, **settings, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-m", module], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        note(f"{what} could not be measured: " + (done.stderr.strip().splitlines() or ["no word"])[-1])
        return None
    return json.loads(done.stdout.splitlines()[-1])
