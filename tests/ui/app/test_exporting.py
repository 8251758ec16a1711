"""File > Export by gestures: formats, settings, the file, what is said, and a window that stays alive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer, Rename
from lab.export import ways
from lab.export.base import Exporter, Source, Written
from lab.spec.errors import FileError
from lab.spec.fields import Bool
from lab.spec.message import Message
from lab.ui.app import i18n
from lab.ui.app.export_dialog import ExportDialog
from lab.ui.app.runner import RunState
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from tests.ui.app.conftest import press

CONTROL = Qt.KeyboardModifier.ControlModifier


class Slow(Exporter):
    """Writes when it may, and looks whether it is still wanted."""

    name, title, help, suffix = "slow", "Slow format", "For tests.", ".slow"
    refuse = Bool(False)
    may, begun = threading.Event(), threading.Event()
    written: Source

    def write(self, source: Source, path: Path) -> Written:
        Slow.begun.set()
        assert Slow.may.wait(60)
        source.check()
        if self.refuse:
            raise FileError(Message("The slow format is refused."))
        Slow.written = source
        path.write_text("slow", encoding="utf-8")
        return Written((path,), (Message("Slow is as slow does."),))


class Other(Exporter):
    """Nothing."""

    name, title, help, suffix = "other", "Other format", "For tests as well.", ".other"

    def write(self, source: Source, path: Path) -> Written:
        raise AssertionError("nobody asks for it")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Slow]]:
    """Two formats, of which the first waits until it may."""
    monkeypatch.setattr(ways, "exporters", lambda: [Slow, Other])
    Slow.may.clear()
    Slow.begun.clear()
    yield Slow
    Slow.may.set()


@pytest.fixture
def dialog(window: MainWindow) -> ExportDialog:
    """The dialog, opened with its key."""
    press(window, Qt.Key.Key_E, CONTROL)
    assert window.exporting.dialog.isVisible()
    return window.exporting.dialog


@pytest.fixture
def alone(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[ExportDialog]:
    """The dialog without a network: for what it does by itself."""
    holder = QWidget()
    holder.resize(1280, 800)
    qtbot.addWidget(holder)
    holder.show()
    made = ExportDialog(ways.exporters(), settings, holder)
    made.ask("Untitled", tmp_path)
    yield made
    holder.close()


def say(widget: MainWindow | ExportDialog) -> str:
    return " ".join(banner.text for banner in widget.banners.banners())


def choose(dialog: ExportDialog, title: str) -> None:
    """Walk through the list with the arrow keys until a format is chosen."""
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    for _ in range(dialog.list.count()):
        if dialog.title.text() == title:
            return
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    pytest.fail(f"there is no format {title}")


def test_the_dialog_lists_every_format_with_its_words_and_settings(alone: ExportDialog) -> None:
    titles = [alone.list.item(row).text() for row in range(alone.list.count())]
    assert titles == [way.title for way in ways.exporters()]
    for way in ways.exporters():
        choose(alone, way.title)
        assert alone.help.text() == way.help
        assert alone.line.text().endswith(way.suffix)
        for name in way.fields():
            assert alone.form.editor(name).inputs()


def test_a_format_is_chosen_and_written_by_keys_alone(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    window.session.do(Rename("conv2d1", "first"))
    choose(dialog, "Mermaid diagram")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    path = tmp_path / "Untitled.mmd"
    qtbot.waitUntil(lambda: "Exported: Untitled.mmd." in say(window))
    assert "first" in path.read_text(encoding="utf-8")
    assert not dialog.isVisible()
    assert window.focusWidget() is window.designer.canvas


def test_settings_are_changed_in_the_form_and_kept_for_the_next_time(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, settings: Settings, tmp_path: Path
) -> None:
    choose(dialog, "LaTeX figure (TikZ)")
    box = dialog.form.editor("form").inputs()[0]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Exported" in say(window))
    assert r"\documentclass" not in (tmp_path / "Untitled.tex").read_text(encoding="utf-8")
    again = ExportDialog(ways.exporters(), settings, window)
    qtbot.addWidget(again)
    again.ask("net", tmp_path)
    assert again.title.text() == "LaTeX figure (TikZ)"
    assert again.form.editor("form").inputs()[0].currentText() == "The picture alone"
    again.reject()


def test_pictures_are_ways_out_like_any_other(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "SVG picture")
    dialog.line.setText(str(tmp_path / "net"))
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Exported: net.svg." in say(window))
    assert (tmp_path / "net.svg").read_bytes().startswith(b"<?xml")


def test_what_goes_wrong_is_said_in_the_dialog_which_stays(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "Mermaid diagram")
    dialog.line.setText(str(tmp_path / "nowhere" / "net.mmd"))
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no such file or folder" in say(dialog))
    assert dialog.isVisible()
    assert dialog.export_button.hasFocus()
    dialog.line.setText(str(tmp_path / "net.mmd"))
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Exported: net.mmd." in say(window))
    assert say(dialog) == ""


@pytest.mark.parametrize("typed", ["", " ", "/", ".."])
def test_a_file_needs_a_name(alone: ExportDialog, typed: str) -> None:
    alone.line.setText(typed)
    QTest.keyClick(alone.line, Qt.Key.Key_Return)
    assert "needs a name" in say(alone)


def test_a_file_that_is_there_is_said_to_be_replaced(alone: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "there.mmd").touch()
    choose(alone, "Mermaid diagram")
    assert alone.export_button.text() == "Export"
    alone.line.setText(str(tmp_path / "there.mmd"))
    assert alone.place.text() == "there.mmd is there already and will be replaced."
    assert alone.place.isVisible()
    assert alone.export_button.text() == "Replace"
    choose(alone, "LaTeX figure (TikZ)")
    assert not alone.place.isVisible()


@pytest.mark.parametrize(
    ("typed", "meant"), [("net", "net.mmd"), ("net.tex", "net.mmd"), ("v1.2", "v1.2.mmd"), ("net.MMD", "net.MMD")]
)
def test_a_file_has_the_ending_of_its_format(alone: ExportDialog, tmp_path: Path, typed: str, meant: str) -> None:
    choose(alone, "Mermaid diagram")
    alone.line.setText(typed)
    assert alone.path == tmp_path / meant


def test_the_place_can_be_looked_for(alone: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "found.tex"), ""))
    QTest.keyClick(alone.browse, Qt.Key.Key_Space)
    assert alone.line.text() == str(tmp_path / "found.tex")


def test_the_window_lives_while_a_file_is_written(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(slow.begun.is_set)
    assert dialog.progress.isVisible()
    assert not dialog.export_button.isEnabled()
    assert dialog.cancel_button.hasFocus()
    slow.may.set()
    qtbot.waitUntil(lambda: "Slow is as slow does." in say(window))
    assert slow.written.samples is window.session.samples
    assert slow.written.name == "Untitled"


def test_escape_stops_what_is_written_and_leaves_the_dialog(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(slow.begun.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.cancel_button.text() == "Stopping …"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    slow.may.set()
    qtbot.waitUntil(lambda: not dialog.busy)
    assert not list(tmp_path.glob("*.slow"))
    assert dialog.export_button.isEnabled()
    assert dialog.cancel_button.text() == "Cancel"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert say(window) == ""


def test_what_a_format_refuses_is_said_in_its_words(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog
) -> None:
    slow.may.set()
    QTest.keyClick(dialog.form.editor("refuse").inputs()[0], Qt.Key.Key_Space)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: say(dialog) == "The slow format is refused.")


def test_a_window_that_closes_waits_for_the_file(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(slow.begun.is_set)
    threading.Timer(0.05, slow.may.set).start()
    window.close()
    assert not any(thread.name == "export slow" for thread in threading.enumerate())


def test_the_run_goes_out_as_it_is_at_that_moment(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog
) -> None:
    slow.may.set()
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.session.runner.train()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Exported" in say(window))
    model = slow.written.model
    assert model.state["step"] >= 1
    assert (model.weights["dense1/bias"] == model.state["step"]).all()


def test_what_a_stale_run_learned_is_said_to_stay_behind(
    qtbot: QtBot, slow: type[Slow], window: MainWindow, dialog: ExportDialog
) -> None:
    slow.may.set()
    window.session.runner.step("batch")
    qtbot.waitUntil(lambda: window.session.runner.state is RunState.PAUSED)
    window.session.do(ChangeLayer("conv2d1", "channels", 5))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no longer fits" in say(window))
    assert not slow.written.model.trained


def test_everything_in_the_dialog_has_a_name_and_is_reached_with_tab(alone: ExportDialog) -> None:
    choose(alone, "LaTeX figure (TikZ)")
    waiting = [child for child in alone.findChildren(QWidget) if reachable(child)]
    for widget in waiting:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), widget
    alone.list.setFocus()
    seen: list[QWidget | None] = []
    while (focus := QApplication.focusWidget()) not in seen:
        seen.append(focus)
        QTest.keyClick(focus or alone, Qt.Key.Key_Tab)
    assert set(waiting) <= set(seen)


def reachable(widget: QWidget) -> bool:
    return bool(widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and (
        widget.focusProxy() is None
    )


def test_the_dialog_speaks_another_language_at_once(alone: ExportDialog, qapp: QApplication) -> None:
    i18n.set_language("zh_CN")
    assert alone.cancel_button.text() == "取消"
