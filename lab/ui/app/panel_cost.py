"""How much the open panels slow training down, and how late the window is: `python -m lab.ui.app.panel_cost`.

Trains with no panel and with all of them in turn, again and again, because a machine's speed drifts. Prints one JSON
object: name, without_panels and with_panels (steps a second, medians), slowdown (share of the speed lost), late_ms (how
much later than asked a 16 ms timer of the window ticked while training: median, 99 of 100, longest).
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from lab.document.document import Document
from lab.document.templates import template
from lab.ui import panels
from lab.ui.app import theme
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session

TICK = 16  # ms
PANELS = ("loss", "kernels", "feature_maps", "gradients")


def measure(name: str, rounds: int = 5, seconds: float = 2.0, dataset: object = None) -> dict[str, object]:
    """Train a template for a while; needs a QApplication."""
    model = template(name)
    setup = model.setup.changed(run=model.setup.run.replace(epochs=100_000))
    if dataset is not None:
        setup = setup.changed(dataset=dataset)
    session = Session(Document(model.graph, setup))
    window = QWidget()
    grid = QGridLayout(window)
    for number, kind in enumerate(kind for kind in panels.discover() if kind.kind in PANELS):
        grid.addWidget(kind(session), number // 2, number % 2)
    window.resize(1200, 700)
    runner = session.runner
    session.load_data()
    _wait(lambda: runner.state is RunState.READY, 120)
    session.choose(next(node.id for node in model.graph.order() if node.kind.startswith("conv")))
    runner.train()
    speeds: dict[bool, list[float]] = {False: [], True: []}
    late: list[float] = []
    try:
        for turn in range(2 * rounds):
            shown = bool(turn % 2)
            window.setVisible(shown)
            _wait(lambda: False, 0.5)
            before, started = runner.progress.step, time.perf_counter()
            if shown:
                late += _ticks(seconds)
            else:
                _wait(lambda: False, seconds)
            speeds[shown].append((runner.progress.step - before) / (time.perf_counter() - started))
    finally:
        session.close()
    without, with_panels = (statistics.median(speeds[shown]) for shown in (False, True))
    late.sort()
    return {
        "name": name,
        "without_panels": without,
        "with_panels": with_panels,
        "slowdown": 1 - statistics.median(b / a for a, b in zip(speeds[False], speeds[True], strict=True)),
        "late_ms": [late[len(late) // 2], late[len(late) * 99 // 100], late[-1]],
    }


def _wait(done: Callable[[], bool], seconds: float) -> None:
    """Let the window live until `done`, or so long."""
    until = time.perf_counter() + seconds
    while not done() and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _ticks(seconds: float) -> list[float]:
    """How late a timer ticks, in ms."""
    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, 1e3 * (now - last) - TICK))
        last = now

    timer = QTimer(interval=TICK)
    timer.timeout.connect(tick)
    timer.start()
    _wait(lambda: False, seconds)
    timer.stop()
    return late


def main() -> None:
    """Measure the digits network, which has the shortest steps and so the most to lose."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv)
    theme.apply(application, "light")
    print(json.dumps([measure("digits")]))


if __name__ == "__main__":
    main()
