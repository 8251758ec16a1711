from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lab
from lab.ui.app import display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_display_the_ways_on_are_named() -> None:
    said = str(display.problem())
    assert "no display" in said
    for way in ("xvfb-run", "python -m lab", "desktop"):
        assert way in said


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:configfile=x", "vnc"])
def test_platforms_without_a_display_are_respected(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert display.problem() is None


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(ctypes, "CDLL", refuse)
    said = str(display.problem())
    assert "libxcb-cursor.so.0" in said
    assert "apt-get install" in said
    assert "libxcb-cursor0" in said


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setattr(display, "missing_library", lambda _plugin: None)
    monkeypatch.setenv(variable, ":987")
    said = str(display.problem())
    assert ":987" in said
    assert "does not answer" in said


def test_one_display_that_works_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "missing_library", lambda _plugin: None)
    monkeypatch.setattr(display, "_x11_answers", lambda: True)
    monkeypatch.setenv("WAYLAND_DISPLAY", "nowhere")
    monkeypatch.setenv("DISPLAY", ":0")
    assert display.problem() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    assert display.problem() is not None, "what was asked for does not answer"


def test_the_program_says_so_and_ends_with_2() -> None:
    root = Path(lab.__file__).parent.parent
    bare = {key: value for key, value in os.environ.items() if "DISPLAY" not in key and key != "QT_QPA_PLATFORM"}
    done = subprocess.run([sys.executable, "main.py"], cwd=root, env=bare, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb on this machine")
def test_a_real_display_is_good() -> None:
    code = "import sys; from lab.ui.app import display; sys.exit(display.problem())"
    command = ["xvfb-run", "-a", sys.executable, "-c", code]
    bare = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    done = subprocess.run(command, env=bare, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
