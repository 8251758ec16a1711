"""From the command line to a painted window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lab.document import files
from lab.document.commands import Rename
from lab.document.document import Document
from lab.document.templates import template
from lab.spec.message import Message
from lab.ui.app import display, start
from lab.ui.app.looks import Looks
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.windows import Windows
from lab.ui.panels import Panel
from tests.ui.app import fake
from tests.ui.app.conftest import discard

# What the window must not wait for.
HEAVY = ("numba", "llvmlite", "pyqtgraph", "sklearn", "scipy", "PIL")

# Starts as main.py does and closes the window as soon as it has been painted.
PAINTED = """
import json, sys, time
from lab.ui.app import windows
def painted(window):
    print(json.dumps([time.process_time(), sorted(sys.modules)]))
    window.close()
windows._load_rest = painted
from lab.ui.app.start import main
sys.exit(main(["cnn-lab"]))
"""


@pytest.fixture
def windows(qtbot: QtBot, settings: Settings) -> Iterator[Windows]:
    trainers = fake.FakeTrainers()

    def make(document: Document) -> Session:
        return Session(document, make=trainers, settle=1)

    made = Windows(settings, Looks(settings), None, make)
    yield made
    for window in list(made.windows):
        discard(window)


def test_the_window_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment |= {f"CNN_LAB_{name}": str(tmp_path / name) for name in ("CONFIG", "DATA", "LOG")}
    done = subprocess.run(
        [sys.executable, "-c", PAINTED], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    seconds, modules = json.loads(done.stdout.splitlines()[-1])
    assert [name for name in HEAVY if name in modules] == []
    assert seconds < 5  # of the processor; 1.0 on the machine that this was written on


def test_the_digits_network_lies_open_and_everything_else_follows(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open_first()
    assert window.session.document.graph == template("digits").graph
    qtbot.waitUntil(lambda: isinstance(window.docks["loss"].widget(), Panel))
    qtbot.waitUntil(lambda: window.session.samples is not None)
    assert not window.isWindowModified()


def test_a_file_on_the_command_line_is_opened(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    path = tmp_path / "mine.cnnlab"
    files.save(path, template("xor"))
    window = windows.open_first(path)
    qtbot.waitUntil(lambda: window.session.path == path)
    assert window.session.document.setup.dataset.name == "xor"


def test_a_template_on_the_command_line_is_opened(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open_first(Path("xor"))
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "xor")
    assert window.session.path is None


def test_a_missing_file_on_the_command_line_is_told_in_the_window(
    qtbot: QtBot, windows: Windows, tmp_path: Path
) -> None:
    window = windows.open_first(tmp_path / "gone.cnnlab")
    qtbot.waitUntil(lambda: bool(window.banners.banners()))
    assert "gone.cnnlab" in window.banners.banners()[0].text


def test_new_window_and_quit(qtbot: QtBot, windows: Windows) -> None:
    first = windows.open_first()
    first.verbs["new_window"].trigger()
    assert len(windows.windows) == 2
    assert len(windows.windows[1].session.document.graph) == 0
    windows.windows[1].verbs["quit"].trigger()
    assert windows.windows == []


def test_without_a_display_a_sentence_says_why(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr(display, "problem", lambda: Message("There is no display here."))
    assert start.main(["cnn-lab"]) == 2
    assert capsys.readouterr().err == "There is no display here.\n"


def test_a_file_that_another_window_has_open_comes_to_the_front(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    path = tmp_path / "mine.cnnlab"
    files.save(path, template("xor"))
    first, second = windows.open_first(), windows.open_empty()
    assert first.documents.open(path)
    first.session.do(Rename("dense1", "scores"))
    first.showMinimized()
    assert second.documents.open(path.parent / "." / path.name)
    assert second.session.path is None
    assert not first.isMinimized()
    assert first.session.document.graph.node("dense1").label == "scores"
    first.session.document.history.undo()
    assert first.documents.open(path)  # again in its own window: as it is on the disk
