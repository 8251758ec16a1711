"""What the live panels cost, measured in a process with a window of its own that nobody sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from lab.cli.output import note


def measure() -> list[dict[str, Any]]:
    """The rows that lab.ui.app.panel_cost prints; none where there can be no window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "lab.ui.app.panel_cost"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        note("The cost of the panels could not be measured: " + (done.stderr.strip().splitlines() or ["no word"])[-1])
        return []
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows
