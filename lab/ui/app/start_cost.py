"""How long a learner waits who presses Train as soon as there is a window: `python -m lab.ui.app.start_cost`.

Prints one JSON object with moments, in seconds since 1970: when the window was painted, and Train pressed (`painted`),
and when the first training step had ended (`stepped`).
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from lab.ui.app.start import run  # nothing heavy: the program is to start as it does elsewhere

if TYPE_CHECKING:
    from lab.ui.app.windows import Windows

LOOK = 5  # milliseconds


def measure(windows: Windows) -> None:
    """Press Train in the first window once it is painted; after the first step, print the moments and end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from lab.ui.app.windows import after_paint

    window = windows.windows[0]
    runner, look = window.session.runner, QTimer(window)
    painted = 0.0

    def press() -> None:
        nonlocal painted
        painted = time.time()
        runner.train()
        look.start(LOOK)

    def end() -> None:
        stepped, failure = time.time(), runner.failure
        if not runner.progress.step and failure is None:
            return
        look.stop()
        window.session.close()
        print(failure or json.dumps({"painted": painted, "stepped": stepped}), file=sys.stderr if failure else None)
        QApplication.exit(1 if failure else 0)

    look.timeout.connect(end)
    after_paint(window, lambda: QTimer.singleShot(0, press))  # behind what else the first paint sets going


if __name__ == "__main__":
    sys.exit(run(["cnn-lab"], None, measure))
