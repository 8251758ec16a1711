"""The main window as a learner uses it: keys, buttons, menus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from lab.document.block_files import save_block
from lab.document.commands import ChangeLayer, Rename
from lab.document.document import Document
from lab.document.templates import template
from lab.engine.diagnosis import Diverged
from lab.spec.message import Message
from lab.ui.app import i18n, theme
from lab.ui.app.exceptions import Watch
from lab.ui.app.looks import Looks
from lab.ui.app.runner import RunState
from lab.ui.app.session import Session
from lab.ui.app.settings import Settings
from lab.ui.app.setup_edits import change_kind, kinds
from lab.ui.app.window import MainWindow
from lab.ui.app.workspaces import WORKSPACES, Workspace
from tests.document.blocks import residual
from tests.ui.app import fake
from tests.ui.app.conftest import MakeWindow, discard


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, keys)


def reach(qtbot: QtBot, window: MainWindow, state: RunState) -> None:
    qtbot.waitUntil(lambda: window.session.runner.state is state)


# -- training


def test_first_start_says_what_to_do(window: MainWindow) -> None:
    assert window.bar.run.progress.text == "Press Train, then click a layer."
    assert window.bar.run.train_button.text() == "Train"
    assert "Ready" in window.status.text
    assert "1,898 parameters" in window.status.text


def test_space_trains_and_pauses(qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers) -> None:
    trainers.gate.clear()
    press(window, Qt.Key.Key_Space)
    assert window.session.runner.state is RunState.TRAINING
    assert window.bar.run.train_button.text() == "Pause"
    qtbot.waitUntil(lambda: trainers.made[-1].state == "running")
    press(window, Qt.Key.Key_Space)
    trainers.gate.set()
    reach(qtbot, window, RunState.PAUSED)
    assert window.bar.run.train_button.text() == "Train on"


def test_the_big_button_trains_to_the_end(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseClick(window.bar.run.train_button, Qt.MouseButton.LeftButton)
    reach(qtbot, window, RunState.FINISHED)
    assert window.bar.run.progress.text == "20 epochs done · test: 90.0\N{NARROW NO-BREAK SPACE}%"


def test_the_layer_at_work_is_lit(qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers) -> None:
    nodes, lit = window.designer.scene.nodes, []
    for key in (Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_O):
        press(window, key)
        count = len(lit) + 1
        qtbot.waitUntil(lambda count=count: trainers.made[-1].operation is fake.ROWS[count - 1])
        reach(qtbot, window, RunState.PAUSED)
        lit.append([name for name, item in nodes.items() if item.running])
    assert lit == [["input1"], ["conv2d1"], ["dense1"]]
    trainers.gate.clear()
    press(window, Qt.Key.Key_Space)
    reach(qtbot, window, RunState.TRAINING)
    trainers.gate.set()
    qtbot.waitUntil(lambda: not any(item.running for item in nodes.values()))


def test_keys_of_the_steps(qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers) -> None:
    press(window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: trainers.made[-1].step == 1 and window.session.runner.state is RunState.PAUSED)
    press(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: window.session.runner.beat == "forward")
    reach(qtbot, window, RunState.PAUSED)
    assert window.bar.run.progress.text.endswith("1 of 4: forward")
    assert window.status.text.startswith("Paused · Forward pass · dense1 · dense · operation 3 of 7")
    press(window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: trainers.made[-1].step == fake.BATCHES)
    press(window, Qt.Key.Key_R)
    reach(qtbot, window, RunState.READY)
    assert len(trainers.made) == 2


def test_space_in_a_field_is_a_space_and_a_letter_a_letter(window: MainWindow) -> None:
    window.palette_tiles.search.setFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_1):
        press(window, key)
    assert window.palette_tiles.search.text() == "s b1"
    assert window.session.runner.state is RunState.READY
    assert window.arranger.current == "train"


def test_space_presses_the_button_that_has_the_focus(window: MainWindow) -> None:
    button = window.designer.zoom_bar.in_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    before = window.designer.canvas.zoom
    press(window, Qt.Key.Key_Space)
    assert window.designer.canvas.zoom > before
    assert window.session.runner.state is RunState.READY


def test_stop_and_new_random_weights_by_button(qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers) -> None:
    press(window, Qt.Key.Key_S)
    reach(qtbot, window, RunState.PAUSED)
    window.verbs["stop"].trigger()
    assert window.session.runner.state is RunState.FINISHED
    QTest.mouseClick(window.bar.run.dice_button, Qt.MouseButton.LeftButton)
    seed = window.session.document.setup.run.seed
    assert seed != 0
    assert window.bar.run.dice_button.text() == str(seed)
    reach(qtbot, window, RunState.READY)


def test_an_edit_after_training_is_told_with_a_button_that_starts_anew(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_S)
    reach(qtbot, window, RunState.PAUSED)
    window.session.do(ChangeLayer("conv2d1", "channels", 4))
    banner = window.banners.shown("stale")
    assert banner is not None
    assert window.bar.run.train_button.text() == "New run"
    window.session.document.history.undo()
    assert window.banners.shown("stale") is None
    window.session.document.history.redo()
    click(window.banners.shown("stale"), "Start a new run")
    reach(qtbot, window, RunState.FINISHED)
    assert window.banners.shown("stale") is None
    assert not window.session.runner.stale


def test_a_run_that_diverges_offers_a_tenth_of_the_rate(
    qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers
) -> None:
    before = window.session.document.setup.optimizer.learning_rate
    trainers.fail_at = 4
    trainers.failure = Diverged(Message("It is no number any more."), "conv2d2", 4)
    press(window, Qt.Key.Key_Space)
    reach(qtbot, window, RunState.FAILED)
    banner = window.banners.shown("failure")
    assert banner is not None
    assert banner.text == "It is no number any more."
    assert window.session.chosen == "conv2d2"
    trainers.fail_at = -1
    click(banner, "Use a tenth of the learning rate and start again")
    reach(qtbot, window, RunState.FINISHED)
    assert window.session.document.setup.optimizer.learning_rate == pytest.approx(before / 10)
    assert window.banners.shown("failure") is None


def click(banner: QWidget | None, words: str) -> None:
    assert banner is not None
    button = next(b for b in banner.findChildren(QWidget) if getattr(b, "text", lambda: "")() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_learning_rate_is_turned_in_the_bar(qtbot: QtBot, window: MainWindow, trainers: fake.FakeTrainers) -> None:
    trainers.gate.clear()
    press(window, Qt.Key.Key_Space)
    box = window.bar.setup.rate.box
    box.setFocus()
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "0.5")
    press(window, Qt.Key.Key_Return)
    trainers.gate.set()
    assert window.session.document.setup.optimizer.learning_rate == 0.5
    qtbot.waitUntil(lambda: trainers.made[-1].settings.get("learning_rate") == 0.5)


def test_loss_and_optimiser_are_chosen_in_the_bar(window: MainWindow) -> None:
    box = window.bar.setup.optimizer
    box.setCurrentIndex(box.findData("sgd"))
    box.activated.emit(box.currentIndex())
    assert window.session.document.setup.optimizer.name == "sgd"
    window.verbs["undo"].trigger()
    assert box.currentData() == "adam"


def test_another_data_set_fits_the_input_in_one_step_and_explains_the_outputs(qtbot: QtBot, window: MainWindow) -> None:
    moons = next(cls for cls in kinds("dataset") if cls.name == "moons")
    change_kind(window.session, "dataset", moons)
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "moons")
    graph = window.session.document.graph
    assert graph.node("input1").layer.output_shape() == (2,)
    window.verbs["undo"].trigger()
    assert graph.node("input1").layer.output_shape() == (1, 8, 8)
    assert window.session.document.setup.dataset.name == "digits"
    window.session.do(ChangeLayer("dense1", "units", 7))
    change_kind(window.session, "dataset", moons)
    qtbot.waitUntil(lambda: window.session.document.setup.dataset.name == "moons")


def test_the_number_of_outputs_is_mended_by_a_button(qtbot: QtBot, window: MainWindow) -> None:
    window.session.do(ChangeLayer("dense1", "units", 7))
    window.verbs["train"].trigger()
    card = window.check.cards[0]
    assert "10 classes" in card.sentence.text()
    click(card, "Give dense1 10 units")
    reach(qtbot, window, RunState.READY)


def test_the_wheel_over_the_bar_changes_nothing(window: MainWindow) -> None:
    box = window.bar.setup.dataset
    box.setFocus()
    QApplication.sendEvent(box, wheel(box))
    assert window.session.document.setup.dataset.name == "digits"
    assert not window.session.data_loading.loading


def wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -120), *none, False)


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
    for step in window.fill_panels():
        step()
    assert window.docks["loss"].windowTitle() == "Loss and accuracy"
    for name in ("loss", "gradients", "kernels", "feature_maps", "data"):
        assert window.docks[name].widget().metaObject().className() != "QLabel"


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
    window._open_dropped(tmp_path / "mine.cnnblock")
    assert window.session.document.graph.node("block1").layer == residual()
    (tmp_path / "mine.cnnblock").write_text("?")
    before = len(window.session.document.graph)
    window._open_dropped(tmp_path / "mine.cnnblock")
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
