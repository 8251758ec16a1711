"""The main window as a learner uses it: keys, buttons, menus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from lab.document.block_files import save_block
from lab.document.commands import ChangeLayer, Rename
from lab.document.document import Document
from lab.document.templates import template
from lab.ui.app import dropping, i18n, theme
from lab.ui.app.exceptions import Watch
from lab.ui.app.looks import Looks
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.window import MainWindow
from lab.ui.app.workspaces import WORKSPACES, Workspace
from lab.ui.panels import ENTRIES, Panel
from tests.document.blocks import residual
from tests.ui.app import fake
from tests.ui.app.conftest import MakeWindow, discard, press

# -- choosing, editing


def test_choosing_a_layer_anywhere_chooses_it_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    window.session.choose("conv2d2")
    assert window.designer.chosen == "conv2d2"
    qtbot.waitUntil(lambda: window.inspector.title.text() == "Conv 2-D")
    window.designer.choose("dense1")
    assert window.session.chosen == "dense1"
    qtbot.waitUntil(lambda: window.inspector.title.text() == "Dense")


def test_undo_and_redo_name_their_steps(window: MainWindow) -> None:
    assert not window.verbs["undo"].isEnabled()
    window.session.do(Rename("dense1", "scores"))
    assert window.verbs["undo"].text() == "Undo: Rename layer"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.graph.node("dense1").label == "dense1"
    press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.graph.node("dense1").label == "scores"


def test_delete_acts_on_the_canvas_only(window: MainWindow) -> None:
    window.session.choose("dense1")
    window.palette_tiles.tiles.setFocus()
    press(window, Qt.Key.Key_Delete)
    assert "dense1" in window.session.document.graph
    window.designer.canvas.setFocus()
    press(window, Qt.Key.Key_Delete)
    assert "dense1" not in window.session.document.graph


def test_enter_on_the_canvas_edits_the_first_setting(window: MainWindow) -> None:
    window.session.choose("dense1")
    window.docks["run_settings"].reveal()
    press(window, Qt.Key.Key_Return)
    assert window.inspector.isVisible()
    assert window.inspector.form.isAncestorOf(QApplication.focusWidget())


def test_the_schedule_is_chosen_in_the_run_settings(
    qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers
) -> None:
    window.docks["run_settings"].reveal()
    section = window.run_settings.sections["schedule"]
    box = section.choice
    box.setCurrentIndex(box.findData("cosine"))
    box.activated.emit(box.currentIndex())
    assert window.session.document.setup.schedule.name == "cosine"
    assert section.form.findChildren(QAbstractSpinBox)
    assert not section.rate.isVisible()
    window.session.runner.train()
    qtbot.waitUntil(section.rate.isVisible)
    assert section.rate.text() == "Learning rate of the last step: 0.0100"


def test_the_command_palette_finds_commands_layers_and_templates(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.command_palette
    assert palette.isVisible()
    for typed, expected in (("conv2", "conv2 · Conv 2-D"), ("lenet", "LeNet-5"), ("projector", "Projector mode")):
        palette.line.clear()
        QTest.keyClicks(palette.line, typed)
        assert palette.titles()[0] == expected
    palette.line.clear()
    QTest.keyClicks(palette.line, "pool2")
    press(window, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.session.chosen == "max_pool2d2"
    assert window.designer.canvas.hasFocus()


def test_the_command_palette_closes_with_escape_and_gives_the_focus_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.command_palette.line, "no such thing at all")
    assert window.command_palette.titles() == []
    press(window, Qt.Key.Key_Escape)
    assert not window.command_palette.isVisible()
    assert window.designer.canvas.hasFocus()


def test_help_lists_every_key_and_the_chosen_layer(window: MainWindow) -> None:
    window.session.choose("conv2d1")
    press(window, Qt.Key.Key_F1)
    help_window = next(w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Help and keys")
    text = help_window.page.toPlainText()  # type: ignore[attr-defined]
    assert text.startswith("Conv 2-D")
    for command in window.verbs:
        if command.keys:
            assert command.keys in text
    window.session.choose("dense1")
    assert help_window.page.toPlainText().startswith("Dense")  # type: ignore[attr-defined]
    help_window.close()


def test_no_key_means_two_things(window: MainWindow) -> None:
    keys = [key.toString() for command in window.verbs for key in command.action.shortcuts()]
    assert len(keys) == len(set(keys))


# -- looks


def test_theme_language_and_projector_switch_while_it_runs(window: MainWindow, settings: Settings) -> None:
    window.verbs["theme_dark"].trigger()
    assert theme.tokens().name == "dark"
    assert window.verbs["theme_dark"].isChecked()
    assert not window.verbs["theme_light"].isChecked()
    window.verbs["projector"].trigger()
    assert theme.scale() == 1.5
    window.verbs["reduce_motion"].trigger()
    assert theme.duration() == 0
    window.verbs["language_zh_CN"].trigger()
    assert i18n.language() == "zh_CN"
    assert (settings.theme, settings.language, settings.projector, settings.reduce_motion) == (
        "dark",
        "zh_CN",
        True,
        True,
    )


def test_every_text_follows_the_language(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a catalogue that turns every string into another, no English is left in menus and docks."""
    monkeypatch.setattr(i18n.QCoreApplication, "translate", lambda context, text: f"«{text}»")
    i18n.set_language("en")
    titles = [action.text() for action in window.menuBar().actions()]
    titles += [command.action.text() for command in window.verbs if not command.name.startswith("language_")]
    titles += [dock.windowTitle() for dock in window.docks.values() if dock.windowTitle()]
    assert titles
    assert all("«" in title for title in titles)
    monkeypatch.undo()
    i18n.set_language("en")


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_of_the_bar_is_cut_off(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.processEvents()
    extension = window.bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert extension is None or not extension.isVisible()
    for widget in window.bar.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            right = widget.mapTo(window, QPoint(widget.width(), 0)).x()
            assert right <= window.width()
            assert widget.width() >= widget.minimumSizeHint().width()


# -- docks and workspaces


def test_workspaces_by_key_come_back_as_they_were_left(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    assert window.arranger.current == "design"
    assert not window.docks["loss"].isVisible()
    window.docks["palette"].hide()
    press(window, Qt.Key.Key_2)
    assert window.docks["palette"].isVisible()
    assert window.docks["loss"].isVisible()
    press(window, Qt.Key.Key_1)
    assert not window.docks["palette"].isVisible()
    window.verbs["workspace_default"].trigger()
    assert window.docks["palette"].isVisible()
    assert window.verbs["workspace_design"].isChecked()


def test_switching_workspaces_leaves_no_tabs_behind(window: MainWindow) -> None:
    for name in ("understand", "train", "understand", "design", "train"):
        window.arranger.switch(name)
        QApplication.processEvents()
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.x() >= 0 and bar.count()]
    shown = [tuple(bar.tabText(number) for number in range(bar.count())) for bar in bars]
    assert len(shown) == len(set(shown)) == 3


@pytest.mark.parametrize("space", WORKSPACES, ids=lambda space: space.name)
def test_docks_that_share_a_place_are_tabs_and_others_stand_apart(window: MainWindow, space: Workspace) -> None:
    window.arranger.switch(space.name)
    window.arranger.restore_default()
    for tabs in (*space.left, *space.right, *space.bottom):
        beside = {dock.objectName() for dock in window.tabifiedDockWidgets(window.docks[tabs[0]])}
        assert beside == set(tabs[1:])


def test_layout_and_geometry_survive_a_restart(make_window: MakeWindow, settings: Settings) -> None:
    first = make_window()
    first.arranger.switch("understand")
    first.docks["kernels"].hide()
    first.resize(1111, 777)
    first.close()
    second = make_window()
    assert second.arranger.current == "understand"
    assert not second.docks["kernels"].isVisible()
    assert second.docks["feature_maps"].isVisible()
    assert settings.workspace == "understand"


def test_panels_fill_their_docks_after_the_first_paint(qtbot: QtBot, window: MainWindow) -> None:
    kinds = {entry.kind for entry in ENTRIES}
    assert kinds <= set(window.docks)
    assert not any(isinstance(window.docks[kind].widget(), Panel) for kind in kinds)
    for step in window.fill_panels():
        step()
    assert all(isinstance(window.docks[kind].widget(), Panel) for kind in kinds)


def test_docks_have_their_titles_from_the_start_in_every_language(window: MainWindow) -> None:
    def titles() -> dict[str, str]:
        assert all(dock.accessibleName() == dock.windowTitle() for dock in window.docks.values())
        return {name: dock.windowTitle() for name, dock in window.docks.items()}

    english = titles()
    assert english["loss"] == "Loss and accuracy"
    assert all(english.values())
    i18n.set_language("zh_CN")
    chinese = titles()
    assert all(chinese[name] != english[name] for name in english)
    for step in window.fill_panels():
        step()
    assert titles() == chinese
    i18n.set_language("en")
    assert titles() == english


# -- accessibility


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    for step in window.fill_panels():
        step()
    window.session.choose("conv2d1")
    unnamed = []
    for workspace in ("train", "understand", "design"):
        window.arranger.switch(workspace)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for widget in window.findChildren(QWidget):
            if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.visibleRegion().isEmpty():
                continue
            if isinstance(widget.parent(), QAbstractScrollArea | QAbstractSpinBox):
                continue  # the viewport or the line of what has the name
            found = QAccessible.queryAccessibleInterface(widget)
            if found is not None and not found.text(QAccessible.Text.Name):
                unnamed.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not set(unnamed)


def test_every_command_has_words_and_the_menus_hold_them_all(window: MainWindow) -> None:
    listed: set[str] = set()
    waiting = [action.menu() for action in window.menuBar().actions()]
    while waiting:
        menu = waiting.pop()
        for action in menu.actions():
            if action.menu():
                waiting.append(action.menu())
            elif not action.isSeparator():
                listed.add(action.objectName())
    assert {command.name for command in window.verbs} <= listed
    assert all(command.words() and command.hint() for command in window.verbs)
    assert window.verbs["save"].shortcut() == QKeySequence(QKeySequence.StandardKey.Save)


def test_a_dropped_block_is_added_to_the_network(window: MainWindow, tmp_path: Path) -> None:
    save_block(tmp_path / "mine.cnnblock", residual())
    dropping.use(window, tmp_path / "mine.cnnblock")
    assert window.session.document.graph.node("block1").layer == residual()
    (tmp_path / "mine.cnnblock").write_text("?")
    before = len(window.session.document.graph)
    dropping.use(window, tmp_path / "mine.cnnblock")
    assert len(window.session.document.graph) == before


def test_undo_and_the_inspector_belong_to_the_inside_that_is_shown(window: MainWindow) -> None:
    document = window.session.document
    window.designer.scene.select({"conv2d1", "relu1"})
    window.verbs["fold"].trigger()
    assert window.designer.open_block("block1")
    assert not window.verbs["undo"].isEnabled()
    window.designer.choose("block1:conv2d1")
    inside = window.designer.document
    inside.do(ChangeLayer("conv2d1", "channels", 5))
    assert document.unfolded.node("block1:conv2d1").layer.setting("channels") == 5
    assert window.session.chosen == "block1:conv2d1"
    window.verbs["undo"].trigger()
    assert document.unfolded.node("block1:conv2d1").layer.setting("channels") == 8
    window.designer.escape()
    window.designer.escape()
    assert window.designer.document is document
    window.verbs["undo"].trigger()
    window.verbs["undo"].trigger()
    assert "conv2d1" in document.graph


def test_what_goes_wrong_unexpectedly_is_told_above_the_canvas(
    qtbot: QtBot, settings: Settings, tmp_path: Path, trainers: fake.FakeTrainers
) -> None:
    watch = Watch(tmp_path / "log")
    model = template("digits")
    session = Session(Document(model.graph, model.setup), make=trainers, settle=1)
    window = MainWindow(session, settings, Looks(settings), watch)
    window.show()
    try:
        raise ZeroDivisionError("our fault")
    except ZeroDivisionError as error:
        watch.report(error)
    qtbot.waitUntil(lambda: bool(window.banners.banners()))
    assert "ZeroDivisionError: our fault" in window.banners.banners()[0].text
    discard(window)
    watch.end()
