"""The check before training in the window: counted, listed, shown, mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer, ChangeSetup, Move
from lab.document.edits import insert, new_layer
from lab.spec.message import Message
from lab.ui.app.run_state import RunState
from lab.ui.app.window import MainWindow
from tests import gui_events


def break_it(qtbot: QtBot, window: MainWindow) -> None:
    """Seven units for ten classes, and a softmax before the loss that makes its own: an error and a warning."""
    graph = window.session.document.graph
    end = next(node for node in graph if not graph.outputs(node.id))
    window.session.do(ChangeLayer(end.id, "units", 7))
    window.session.choose(end.id)
    window.designer.add("softmax")
    window.session.choose(None)
    qtbot.waitUntil(lambda: len(window.checker.issues) == 2)


def words(window: MainWindow) -> list[str]:
    return [card.accessibleName() for card in window.check.cards]


def test_a_sound_network_has_nothing_to_mend(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.status.check.text() == "Nothing to mend")
    assert window.check.cards == []
    assert window.check.summary.text() == "Nothing to mend"


def test_issues_are_counted_and_listed_and_a_press_shows_them(qtbot: QtBot, window: MainWindow) -> None:
    break_it(qtbot, window)
    assert window.status.check.text() == "1 error, 1 warning"
    qtbot.mouseClick(window.status.check, Qt.MouseButton.LeftButton)
    assert not window.check.visibleRegion().isEmpty()
    first, second = words(window)
    assert first.startswith("Error, softmax1: The data has 10 classes")
    assert second.startswith("Warning, softmax1: Cross-entropy turns scores into probabilities itself")


def test_train_with_errors_opens_the_check_and_chooses_the_first(qtbot: QtBot, window: MainWindow) -> None:
    break_it(qtbot, window)
    assert window.check.visibleRegion().isEmpty()
    window.verbs["train"].trigger()
    assert not window.check.visibleRegion().isEmpty()
    qtbot.waitUntil(lambda: window.focusWidget() is window.check.cards[0], timeout=3000)
    assert window.session.chosen == "softmax1"
    assert window.session.runner.state is RunState.EMPTY
    assert not window.banners.banners()


def test_warnings_do_not_stop_training(qtbot: QtBot, window: MainWindow) -> None:
    setup = window.session.document.setup
    window.session.do(ChangeSetup(setup.changed(optimizer=setup.optimizer.replace(learning_rate=50.0)), Message("x")))
    qtbot.waitUntil(lambda: window.status.check.text() == "1 warning")
    window.verbs["train"].trigger()
    qtbot.waitUntil(lambda: window.session.runner.trained)


def test_everything_is_mended_by_the_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    before = window.session.document.graph.copy()
    break_it(qtbot, window)
    broken = window.session.document.graph.copy()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.designer.canvas, Qt.Key.Key_C)
    cards = window.check.cards
    qtbot.waitUntil(lambda: window.focusWidget() is cards[0], timeout=3000)
    gui_events.key(cards[0], Qt.Key.Key_Down)
    assert window.focusWidget() is cards[1]
    assert window.session.chosen == "softmax1"
    gui_events.key(cards[1], Qt.Key.Key_Up)
    for left in (1, 0):
        gui_events.key(window.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda left=left: len(window.check.cards) == left)
    assert window.session.document.graph == before
    assert str(window.session.document.history.undo_title) == "Delete softmax1"
    window.verbs["undo"].trigger()
    window.verbs["undo"].trigger()
    assert window.session.document.graph == broken


def test_a_press_on_mend_and_on_show(qtbot: QtBot, window: MainWindow) -> None:
    graph = window.session.document.graph
    link = graph.inputs(next(node.id for node in graph if node.kind == "dense"))[0]
    window.session.do(insert(graph, link, new_layer("dense")))
    qtbot.waitUntil(lambda: [issue.rule for issue in window.checker.issues] == ["linear_stack"])
    window.show_check()
    card = window.check.cards[0]
    window.session.choose(None)
    qtbot.mouseClick(card.show_button, Qt.MouseButton.LeftButton)
    assert window.session.chosen == window.checker.issues[0].node
    assert window.focusWidget() is window.designer.canvas
    assert window.status.check.text() == "Nothing to mend", "a hint is no alarm"
    qtbot.mouseClick(card.mend_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.check.cards)
    assert "relu" in {node.kind for node in graph if node.id in graph.downstream(link.source)}


def test_a_command_made_for_an_earlier_graph_is_not_done(qtbot: QtBot, window: MainWindow) -> None:
    break_it(qtbot, window)
    issue = window.checker.issues[0]
    window.session.document.history.undo()
    window.session.document.history.undo()
    before = window.session.document.graph.copy()
    assert not window.checker.mend(issue)
    assert window.session.document.graph == before


def test_all_that_takes_the_keys_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    break_it(qtbot, window)
    window.show_check()
    for widget in (window.status.check, *window.check.findChildren(QWidget)):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_too_little_memory_is_told_with_a_smaller_batch(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {32: 4000, 16: 2000, 8: 1000}
    monkeypatch.setattr(window.checker.planned, "bytes", lambda batch=None: needs[batch or 32])
    monkeypatch.setattr("lab.ui.app.checker.usable_bytes", lambda: 1500)
    monkeypatch.setattr(type(window.session.runner), "threads", 0)
    window.verbs["train"].trigger()
    assert not window.session.runner.trained
    assert not window.check.visibleRegion().isEmpty()
    (card,) = window.check.cards
    assert "4.00\N{NARROW NO-BREAK SPACE}kB" in card.sentence.text()
    buttons = [button.text() for button in card.findChildren(QPushButton) if not button.isHidden()]
    assert buttons == ["Take batches of 8"]


def test_what_the_bars_on_the_layers_show_is_chosen_in_the_menu_and_remembered(window: MainWindow) -> None:
    shares = {node_id: item.share for node_id, item in window.designer.scene.nodes.items()}
    assert {node_id for node_id, share in shares.items() if share} == {"conv2d1", "conv2d2", "dense1"}
    window.verbs["bars_memory"].trigger()
    assert window.designer.scene.nodes["input1"].share > 0
    assert window.settings.get("bars", "") == "memory"
    assert window.verbs["bars_memory"].isChecked()
    window.verbs["bars_off"].trigger()
    assert not any(item.share for item in window.designer.scene.nodes.values())


def test_moving_layers_is_no_reason_to_check_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: window.status.check.text() == "Nothing to mend")
    looks: list[int] = []
    monkeypatch.setattr("lab.ui.app.checker.advise", lambda situation: looks.append(1) or [])
    window.session.do(Move({"dense1": (640.0, 480.0)}))
    setup = window.session.document.setup
    window.session.do(ChangeSetup(setup.changed(run=setup.run.replace(batch_size=8)), Message("x")))
    qtbot.waitUntil(lambda: bool(looks))
    assert len(looks) == 1
