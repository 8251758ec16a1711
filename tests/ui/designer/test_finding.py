"""Finding a layer on the canvas, and the map of the whole network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lab.document.commands import Rename
from lab.ui.app import theme
from tests import gui_events
from tests.gui_events import CONTROL, SHIFT
from tests.ui.designer.conftest import Hand, chain, open_designer


@pytest.fixture
def long(qtbot: QtBot) -> Hand:
    """Input and thirty layers: more than the view shows at its natural size."""
    hand = open_designer(qtbot, chain("input", *["conv2d", "relu", "max_pool2d"] * 10))
    hand.canvas.zoom_by_hand(1.0)
    return hand


def _type(hand: Hand, text: str) -> None:
    hand.designer.find_box.line.clear()
    QTest.keyClicks(hand.designer.find_box.line, text)


def _lit(hand: Hand) -> list[str]:
    return [node_id for node_id, item in hand.designer.scene.nodes.items() if item.pointed]


def test_typing_lights_what_matches_by_name_title_kind_or_id(long: Hand) -> None:
    long.document.do(Rename("relu3", "the bend"))
    gui_events.key(long.canvas, "f", CONTROL)
    assert long.designer.find_box.line.hasFocus()
    for text, found in (
        ("the bend", ["relu3"]),
        ("RELU3", ["relu3"]),
        ("conv 2-d", [f"conv2d{number}" for number in range(1, 11)]),
        ("max 10", ["max_pool2d10"]),
        ("nothing like it", []),
    ):
        _type(long, text)
        assert _lit(long) == found


def test_enter_goes_from_match_to_match_and_escape_puts_the_lights_out(long: Hand) -> None:
    gui_events.key(long.canvas, "f", CONTROL)
    line = long.designer.find_box.line
    _type(long, "relu")
    with long.nothing_done():
        for backwards, chosen in ((False, "relu1"), (False, "relu2"), (True, "relu1"), (True, "relu10")):
            gui_events.key(line, Qt.Key.Key_Return, SHIFT if backwards else gui_events.PLAIN)
            assert long.designer.chosen == chosen
            assert long.canvas.viewport().rect().contains(long.node(chosen).toPoint())
    assert long.designer.find_box.count.text() == "10 / 10"
    gui_events.key(line, Qt.Key.Key_Escape)
    assert _lit(long) == []
    assert long.canvas.hasFocus()
    assert long.designer.chosen == "relu10"


def test_the_map_shows_while_part_of_the_network_is_out_of_view(long: Hand) -> None:
    minimap = long.designer.minimap
    assert minimap.isVisible()
    long.designer.fit()
    assert not minimap.isVisible()
    long.canvas.zoom_by_hand(1.0)
    assert minimap.isVisible()
    minimap.set_wanted(False)
    assert not minimap.isVisible()


def test_a_press_on_the_map_moves_the_view_there(long: Hand, qtbot: QtBot) -> None:
    minimap = long.designer.minimap
    last = long.designer.scene.nodes["max_pool2d10"].tile()
    middle = minimap.rect().center()
    with long.nothing_done():
        qtbot.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() - 7, middle.y()))
    assert long.canvas.viewport().rect().contains(long.canvas.on_screen(last.center()).toPoint())
    with long.nothing_done():
        qtbot.mouseMove(minimap, QPoint(7, middle.y()))
        qtbot.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(7, middle.y()))
    assert long.canvas.viewport().rect().contains(long.node("input1").toPoint())


def test_the_map_is_drawn_in_the_colours_of_the_groups(long: Hand) -> None:
    minimap = long.designer.minimap
    picture = minimap.grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert theme.tokens().group("Convolution").name() in colors
    assert theme.tokens().group("Pooling").name() in colors
