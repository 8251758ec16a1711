"""The window stays alive while the real engine trains."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeSetup
from lab.document.document import Document
from lab.document.templates import template
from lab.kernels.program import Program
from lab.spec.message import Message
from lab.ui.app.looks import Looks
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from tests.ui.app.conftest import discard

LONGEST_GAP = 0.1  # seconds
TICK = 5  # ms
ROUNDS = 3
ENDLESS = 30_000_000  # runs of one row: many seconds, if nobody ends them


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    model = template("digits")
    made = MainWindow(Session(Document(model.graph, model.setup)), settings, Looks(settings))
    made.resize(1280, 800)
    made.show()
    for step in made.fill_panels():
        step()
    made.session.load_data()
    qtbot.waitUntil(lambda: made.session.runner.state is RunState.READY)
    yield made
    discard(made)


class Yardstick:
    """A fixed piece of work that shows how fast this machine is just now, and how much of it this thread gets."""

    SECONDS = 0.01  # on a machine of one's own

    def __init__(self) -> None:
        self._own: list[float] = []
        self._clock: list[float] = []

    def measure(self) -> None:
        own, clock = time.thread_time(), time.perf_counter()
        sum(number * number for number in range(120_000))
        self._own.append(time.thread_time() - own)
        self._clock.append(time.perf_counter() - clock)

    @property
    def slowness(self) -> float:
        """How much longer work takes this thread itself than on the machine that the limit is for; at least 1."""
        return max(1.0, min(self._own) / self.SECONDS)

    @property
    def crowding(self) -> float:
        """How much longer it takes by the clock, because other threads and programs want the processors too."""
        return max(1.0, statistics.median(self._clock) / self.SECONDS)


class Gaps:
    """Ticks a timer and keeps when, and how long the event loop was away."""

    def __init__(self, window: MainWindow) -> None:
        self.ticks: list[float] = []
        self.found: list[float] = []  # by the clock
        self.worked: list[float] = []  # of these, what this thread worked itself
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(window, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.ticks.append(now)
        self.found.append(now - self._last)
        self.worked.append(work - self._work)
        self._last, self._work = now, work

    def stop(self) -> None:
        self._timer.stop()


def train_on(qtbot: QtBot, window: MainWindow) -> None:
    """Train without end; every panel has drawn once."""
    session = window.session
    run = session.document.setup.run.replace(epochs=100_000)
    session.do(ChangeSetup(session.document.setup.changed(run=run), Message("Longer")))
    session.runner.train()
    qtbot.waitUntil(lambda: session.runner.progress.step > 100)


def test_no_turn_of_the_event_loop_above_a_tenth_of_a_second_while_training(qtbot: QtBot, window: MainWindow) -> None:
    session, yardstick = window.session, Yardstick()
    train_on(qtbot, window)
    layers = [node.id for node in session.document.graph.order()]
    worked: dict[str, list[float]] = {layer: [] for layer in layers}
    longest = []
    for _ in range(ROUNDS):
        for layer in layers:
            gaps = Gaps(window)
            session.choose(layer)
            qtbot.wait(200)
            gaps.stop()
            yardstick.measure()
            worked[layer].append(max(gaps.worked))
            longest.append(max(gaps.found))
    assert session.runner.state is RunState.TRAINING
    # The machine may be busy elsewhere in some rounds; what the window does itself shows in all of them.
    typical = {layer: statistics.median(found) for layer, found in worked.items()}
    assert max(typical.values()) < LONGEST_GAP * yardstick.slowness, typical
    assert min(longest) < LONGEST_GAP * yardstick.crowding, longest


def test_the_window_ticks_while_the_kernels_run(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Program] = []
    done: list[int] = []
    plain = Program.run

    def run(self: Program, *args: Any, **kwargs: Any) -> int:
        if not begun:
            begun.append(self)
            done.append(plain(self, 0, 1, ENDLESS))
            self.interrupt(False)
        return plain(self, *args, **kwargs)

    train_on(qtbot, window)
    monkeypatch.setattr(Program, "run", run)
    qtbot.waitUntil(lambda: bool(begun))
    gaps = Gaps(window)
    qtbot.waitUntil(lambda: len(gaps.ticks) > 10)
    gaps.stop()
    begun[0].interrupt()
    qtbot.waitUntil(lambda: bool(done))
    assert done[0] < ENDLESS  # kernels that held the interpreter's lock would have let nobody in before their end


def test_a_run_of_the_real_engine_is_saved_reopened_and_goes_on_bit_for_bit(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    runner, path = window.session.runner, tmp_path / "run.cnnlab"
    runner.step("batch")
    qtbot.waitUntil(lambda: runner.state is RunState.PAUSED)
    window.session.set_path(path)
    with qtbot.waitSignal(window.documents.saved) as saved:
        window.documents.save()
    assert saved.args == [True]
    runner.step("epoch")
    qtbot.waitUntil(lambda: runner.progress.epoch == 1.0 and runner.state is RunState.PAUSED)
    straight = runner.record.steps.column("loss").tolist()
    runner.mark_saved()
    assert window.documents.open(path)
    qtbot.waitUntil(lambda: runner.state is RunState.PAUSED)
    runner.step("epoch")
    qtbot.waitUntil(lambda: runner.progress.epoch == 1.0 and runner.state is RunState.PAUSED)
    assert runner.record.steps.column("loss").tolist() == straight
