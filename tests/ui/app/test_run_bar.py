"""Training in the main window: the run bar, its keys, what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer
from lab.engine.diagnosis import Diverged
from lab.spec.message import Message
from lab.ui.app.runner import RunState
from lab.ui.app.setup_edits import change_kind, kinds
from lab.ui.app.window import MainWindow
from tests.ui.app import fake
from tests.ui.app.conftest import press


def reach(qtbot: QtBot, window: MainWindow, state: RunState) -> None:
    qtbot.waitUntil(lambda: window.session.runner.state is state)


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
