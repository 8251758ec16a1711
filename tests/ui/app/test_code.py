"""The verb that opens a network from code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from lab.document.commands import Rename
from lab.ui.app.window import MainWindow
from lab.ui.code import CodeWindow


def code_of(window: MainWindow) -> CodeWindow:
    window.verbs["network_from_code"].trigger()
    [found] = window.findChildren(CodeWindow)
    return found


def test_the_classic_example_becomes_the_document(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: answers.pop(0))
    window.session.do(Rename("dense1", "scores"))
    code = code_of(window)
    code.show_example("keras")
    qtbot.waitUntil(lambda: not code.readings.busy)
    code.take.click()
    assert window.session.document.graph.node("dense1").label == "scores"  # Cancel
    assert code.isVisible()
    code.take.click()
    assert window.session.document.analysis.parameters == 308_426
    assert window.session.unsaved
    assert "model" in window.windowTitle()
    assert not code.isVisible()


def test_the_code_is_still_there_when_it_is_opened_again(qtbot: QtBot, window: MainWindow) -> None:
    code = code_of(window)
    code.show_example("pytorch")
    code.close()
    assert code_of(window) is code
    assert "nn.Module" in code.editor.toPlainText()
    qtbot.waitUntil(lambda: not code.readings.busy)


def test_a_file_of_code_is_opened_beside_its_troubles(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("import torch.nn as nn\nmodel = nn.Sequential(nn.Linear(2, 3), nn.Turn())", encoding="utf-8")
    window.documents.open(path)
    [code] = window.findChildren(CodeWindow)
    qtbot.waitUntil(lambda: not code.readings.busy)
    assert "Turn" in code.remarks.texts[0]
