"""What the document was: runs in a table, and earlier versions beside what it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lab.document import files
from lab.document.commands import Rename
from lab.document.format import encode_setup
from lab.document.runs import Stretch
from lab.document.templates import template
from lab.spec.units import format_percent
from lab.ui.app.run_history import RunHistory
from lab.ui.app.runner import RunState
from lab.ui.app.window import MainWindow
from lab.ui.compare import CompareWindow
from tests.ui.app.test_documents import save_to, say


def shown(window: MainWindow) -> CompareWindow:
    [found] = window.findChildren(CompareWindow)
    return found


def test_the_saved_version_is_compared_with_what_the_document_is_now(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.verbs["compare_saved"].trigger()
    assert "has never been saved" in say(window)
    save_to(qtbot, window, tmp_path / "net.cnnlab")
    window.session.do(Rename("dense1", "scores"))
    window.verbs["compare_saved"].trigger()
    assert [row.cells[2:] for row in shown(window).structure.rows] == [("Name", "dense1", "scores")]
    assert shown(window).windowTitle() == "net (as saved) and net – CNN Lab"
    shown(window).close()


def test_a_file_that_is_chosen_is_compared_with_the_run_as_it_is_now(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.cnnlab"
    files.save(other, template("digits"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *a, **k: (str(other), "")))
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.verbs["compare_file"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(CompareWindow)))
    comparison = shown(window).comparison
    assert not comparison.before.trained
    assert comparison.after.state["step"] == 1
    shown(window).close()


def test_the_latest_checkpoint_is_compared_with_the_run(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CNN_LAB_DATA", str(tmp_path))
    window.verbs["compare_checkpoint"].trigger()
    assert "There is no checkpoint yet" in say(window)
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.autosave.keep()
    qtbot.waitUntil(lambda: window.autosave.checkpoint() is not None)
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.mark[1] == 2)
    window.verbs["compare_checkpoint"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(CompareWindow)))
    comparison = shown(window).comparison
    assert [model.state["step"] for model in (comparison.before, comparison.after)] == [1, 2]
    shown(window).close()


def test_the_runs_stand_in_a_table_with_what_has_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, make_window: Callable[..., MainWindow]
) -> None:
    window.verbs["run_history"].trigger()
    [history] = window.findChildren(RunHistory)
    assert history.table.rows == ()
    assert history.empty.isVisible()
    model = template("digits")
    slower = model.setup.changed(optimizer=model.setup.optimizer.replace(learning_rate=0.25))
    model.runs = [
        Stretch(1, "2026-11-21T12:00:00Z", encode_setup(model.setup), 9, 1898, 0, 800, 20.0, 1.5, 0.25, 0.5, 0.9),
        Stretch(2, "2026-11-21T13:00:00Z", encode_setup(slower), 9, 1898, 100, 400, 10.0, 1.5, None, 0.5),
    ]
    files.save(tmp_path / "net.cnnlab", model)
    window.documents.open(tmp_path / "net.cnnlab")
    first, second = (row.cells for row in history.table.rows)
    assert first[0] == "1"
    assert first[2] == "800"
    assert first[10:13] == ("0.250", format_percent(0.9), "–")
    assert second[2] == "100 to 400"
    assert second[10:13] == ("–", "0.500", "–")
    assert second[-1] == "Learning rate: 0.01 → 0.25"
    assert history.windowTitle() == "Runs of net – CNN Lab"
    save_to(qtbot, window, tmp_path / "again.cnnlab")
    assert files.load(tmp_path / "again.cnnlab").runs == model.runs
    history.close()
