"""Understanding at design time on the canvas: bars on the layers, and the tensor of a link under the mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.document.commands import Add, ChangeLayer
from lab.document.graph import Link, Node
from tests import gui_events
from tests.ui.designer.conftest import Hand, chain, open_designer


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return open_designer(qtbot, chain("input", "conv2d", "relu", "flatten", "dense"))


def rest(hand: Hand, place: QPointF) -> None:
    """The mouse comes and rests."""
    gui_events.move(hand.canvas, place, gui_events.NONE)
    viewport = hand.canvas.viewport()
    at = place.toPoint()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))


def test_resting_on_a_link_shows_its_tensor_until_the_mouse_goes(hand: Hand) -> None:
    popup = hand.canvas.tensor
    rest(hand, hand.link("conv2d1", "relu1"))
    assert popup.isVisible()
    assert popup.volume.labels() == ["8 channels", "8 height", "8 width", "a batch of 32"]
    assert "512 values" in popup.sentence.text()
    assert "From conv1 to relu1" in popup.sentence.text()
    assert hand.canvas.viewport().rect().contains(popup.geometry())
    gui_events.move(hand.canvas, hand.free(), gui_events.NONE)
    assert not popup.isVisible()


def test_the_values_of_a_run_are_shown_with_it(hand: Hand) -> None:
    hand.designer.set_miniatures({"conv2d1": np.zeros((8, 16, 4), np.uint8)})
    rest(hand, hand.link("conv2d1", "relu1"))
    shown = hand.canvas.tensor.values
    assert shown.isVisible()
    assert shown.pixmap().width() % 16 == 0
    rest(hand, hand.link("relu1", "flatten1"))
    assert not shown.isVisible()


def test_a_press_takes_the_tensor_away(hand: Hand) -> None:
    rest(hand, hand.link("conv2d1", "relu1"))
    gui_events.click(hand.canvas, hand.link("conv2d1", "relu1"))
    assert not hand.canvas.tensor.isVisible()
    assert len(hand.designer.scene.chosen_links()) == 1


def test_a_tensor_that_is_not_known_is_not_drawn(hand: Hand) -> None:
    hand.document.do(ChangeLayer("conv2d1", "padding", "valid"))
    hand.document.do(ChangeLayer("conv2d1", "kernel", (99, 99)))
    rest(hand, hand.link("conv2d1", "relu1"))
    assert not hand.canvas.tensor.isVisible()


def lengths(hand: Hand) -> dict[str, float]:
    return {node_id: item.share for node_id, item in hand.designer.scene.nodes.items() if item.share}


def test_bars_show_where_the_parameters_are_and_follow_edits(hand: Hand) -> None:
    assert lengths(hand) == {}
    hand.designer.set_bars("parameters")
    assert lengths(hand) == {"conv2d1": pytest.approx(80 / 5210), "dense1": pytest.approx(5130 / 5210)}
    hand.document.do(ChangeLayer("dense1", "units", 1))
    assert lengths(hand)["dense1"] == pytest.approx(513 / 593)
    assert hand.canvas.bars["dense1"].words == "513 parameters: 86.5\N{NARROW NO-BREAK SPACE}% of the network"
    hand.designer.set_bars("flops")
    assert sum(lengths(hand).values()) == pytest.approx(1)
    hand.designer.set_bars("off")
    assert lengths(hand) == {}


def test_links_are_walked_by_the_keys(hand: Hand) -> None:
    alt, scene = Qt.KeyboardModifier.AltModifier, hand.designer.scene
    side = Node("side", hand.graph.node("relu1").layer, "side", 0, 300)
    hand.document.do(Add([side], [Link("input1", "side")]))
    hand.designer.choose("input1")
    gui_events.key(hand.canvas, Qt.Key.Key_Right, alt)
    assert scene.chosen_links() == [Link("input1", "conv2d1")]
    assert hand.canvas.accessibleDescription().endswith("From input1 to conv1")
    gui_events.key(hand.canvas, Qt.Key.Key_Down, alt)
    assert scene.chosen_links() == [Link("input1", "side")]
    gui_events.key(hand.canvas, Qt.Key.Key_Up, alt)
    gui_events.key(hand.canvas, Qt.Key.Key_Right, alt)
    assert hand.designer.chosen == "conv2d1"
    gui_events.key(hand.canvas, Qt.Key.Key_Left, alt)
    gui_events.key(hand.canvas, Qt.Key.Key_Left, alt)
    assert hand.designer.chosen == "input1"
    with hand.nothing_done():
        gui_events.key(hand.canvas, Qt.Key.Key_Left, alt)
    assert hand.designer.chosen == "input1"
