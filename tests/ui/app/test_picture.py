"""File > Export picture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from lab.ui.app.task import Task
from lab.ui.app.window import MainWindow
from lab.ui.designer.figure import Figure


@pytest.mark.parametrize(
    ("chosen", "kind", "written"),
    [
        ("net.svg", "SVG picture (*.svg)", "net.svg"),
        ("net", "PDF document (*.pdf)", "net.pdf"),
        ("v1.2", "PNG picture (*.png)", "v1.2.png"),
        ("net.PNG", "SVG picture (*.svg)", "net.PNG"),
    ],
)
def test_the_format_is_that_of_the_name_or_else_of_the_list(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    chosen: str,
    kind: str,
    written: str,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (str(tmp_path / chosen), kind))
    window.verbs["export_picture"].trigger()
    qtbot.waitUntil((tmp_path / written).exists)
    begin = {".svg": b"<?xml", ".pdf": b"%PDF", ".png": bytes([0x89]) + b"PNG"}[Path(written).suffix.lower()]
    assert (tmp_path / written).read_bytes().startswith(begin)


def test_what_cannot_be_written_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    nowhere = str(tmp_path / "nowhere" / "net.svg")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (nowhere, ""))
    with qtbot.waitSignal(window.session.message) as said:
        window.verbs["export_picture"].trigger()
    assert "cannot be written" in str(said.args[0])


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Pictures are painted once this is set, or until they are called off."""
    may = threading.Event()

    def paint(figure: Figure, name: str, path: Path) -> None:
        while not may.wait(0.001):
            figure.check()
        path.write_text(name)

    monkeypatch.setattr("lab.ui.app.picture.save_figure", paint)
    yield may
    may.set()


def _ask(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (str(path), ""))
    window.verbs["export_picture"].trigger()


def test_a_picture_that_takes_long_is_told_and_can_be_called_off(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, painting: threading.Event
) -> None:
    path = tmp_path / "net.svg"
    _ask(window, monkeypatch, path)
    key = f"picture {path}"
    assert window.banners.shown(key) is None
    qtbot.waitUntil(lambda: window.banners.shown(key) is not None)
    banner = window.banners.shown(key)
    assert banner is not None
    assert banner.text == "Writing net.svg …"
    (cancel,) = banner.findChildren(QPushButton)
    cancel.click()
    qtbot.waitUntil(lambda: not window.picture.findChildren(Task))
    assert not path.exists()
    assert not window.banners.banners()


def test_a_picture_stays_wanted_when_the_window_goes(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, painting: threading.Event
) -> None:
    path = tmp_path / "net.svg"
    _ask(window, monkeypatch, path)
    threading.Timer(0.05, painting.set).start()
    window.picture.close()
    assert path.exists()
