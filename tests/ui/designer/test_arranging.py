"""Layouts are computed beside the window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import gui_events
from tests.ui.designer.conftest import Endless, Hand


def test_arrange_is_one_step(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.scene.select({"relu1"})
    hand.designer.nudge(-400, 120)
    with hand.one_step("Arrange layers"), qtbot.waitSignal(hand.designer.arranging.arranged):
        hand.designer.arrange()
    with hand.nothing_done(), qtbot.waitSignal(hand.designer.arranging.arranged):
        hand.designer.arrange()


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Layouts take until they are called off; then this is set."""
    tidy = Endless()
    monkeypatch.setattr("lab.ui.designer.arranging.edits.tidy", tidy)
    return tidy.ended


def test_escape_calls_a_layout_off(hand: Hand, endless: threading.Event) -> None:
    hand.designer.scene.select({"relu1"})
    with hand.nothing_done():
        hand.designer.arrange()
        gui_events.key(hand.canvas, Qt.Key.Key_Escape)
        assert endless.wait(60)
    assert hand.designer.chosen == "relu1"  # Escape meant the layout


def test_a_layout_that_takes_long_has_a_button(hand: Hand, qtbot: QtBot, endless: threading.Event) -> None:
    hand.designer.arrange()
    assert not hand.designer.arranging.isVisible()
    qtbot.waitUntil(hand.designer.arranging.isVisible)
    hand.designer.arranging.button.click()
    assert endless.wait(60)
    assert not hand.designer.arranging.isVisible()


def test_a_layout_of_a_network_that_has_changed_is_not_used(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.scene.select({"relu1"})
    hand.designer.nudge(0, 400)
    with qtbot.waitSignal(hand.designer.arranging.arranged):
        hand.designer.arrange()
        hand.designer.add("tanh")
    assert hand.graph.node("relu1").y == 400
    assert "edited while" in str(hand.refused[0])
