"""File > Export picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lab.ui.app.window import MainWindow


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
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, written: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (str(tmp_path / chosen), kind))
    window.verbs["export_picture"].trigger()
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
