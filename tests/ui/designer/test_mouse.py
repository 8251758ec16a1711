from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from lab.document.commands import Add
from lab.document.edits import new_layer, new_node
from lab.document.graph import Node
from tests import gui_events
from tests.gui_events import CONTROL, MIDDLE, NONE, SHIFT
from tests.ui.designer.conftest import Hand


def test_a_click_chooses_and_a_click_beside_chooses_nothing(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.click(hand.canvas, hand.node("conv2d1"))
        assert hand.designer.chosen == "conv2d1"
        gui_events.click(hand.canvas, hand.free())
    assert hand.designer.chosen is None
    assert hand.chosen == ["conv2d1", None]


@pytest.mark.parametrize("extend", [SHIFT, CONTROL])
def test_shift_or_control_click_extends_and_takes_away(hand: Hand, extend: Qt.KeyboardModifier) -> None:
    gui_events.click(hand.canvas, hand.node("conv2d1"))
    gui_events.click(hand.canvas, hand.node("relu1"), keys=extend)
    assert hand.designer.chosen_ids() == ["conv2d1", "relu1"]
    assert hand.designer.chosen is None
    gui_events.click(hand.canvas, hand.node("conv2d1"), keys=extend)
    assert hand.designer.chosen == "relu1"


def test_a_rubber_band_selects_what_it_touches(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.drag(hand.canvas, hand.at(120, 150), hand.at(300, -40))
    assert hand.designer.chosen_ids() == ["input1", "conv2d1"]


def test_a_rubber_band_with_shift_adds(hand: Hand) -> None:
    gui_events.click(hand.canvas, hand.node("relu1"))
    gui_events.drag(hand.canvas, hand.at(40, 150), hand.at(60, 20), keys=SHIFT)
    assert hand.designer.chosen_ids() == ["input1", "relu1"]


def test_escape_gives_up_a_rubber_band(hand: Hand) -> None:
    gui_events.click(hand.canvas, hand.node("relu1"))
    gui_events.drag(hand.canvas, hand.at(40, 150), hand.at(60, 20), drop=False)
    gui_events.key(hand.canvas, Qt.Key.Key_Escape)
    gui_events.release(hand.canvas, hand.at(60, 20))
    assert hand.designer.chosen_ids() == ["relu1"]


def test_a_drag_moves_on_the_grid_as_one_step(hand: Hand) -> None:
    with hand.one_step("Move layers"):
        start = hand.node("conv2d1")
        gui_events.drag(hand.canvas, start, start + QPointF(53, 101), start + QPointF(21, 77))
    node = hand.graph.node("conv2d1")
    zoom = hand.canvas.zoom
    assert (node.x % 8, node.y % 8) == (0, 0)
    assert abs(node.x - 240 - 21 / zoom) <= 4
    assert abs(node.y - 77 / zoom) <= 4


def test_a_drag_of_several_moves_all_of_them(hand: Hand) -> None:
    gui_events.click(hand.canvas, hand.node("conv2d1"))
    gui_events.click(hand.canvas, hand.node("relu1"), keys=SHIFT)
    with hand.one_step("Move layers"):
        gui_events.drag(hand.canvas, hand.node("relu1"), hand.node("relu1") + QPointF(0, 80))
    assert hand.graph.node("conv2d1").y == hand.graph.node("relu1").y > 0
    assert hand.graph.node("input1").y == 0


def test_two_drags_are_two_steps(hand: Hand) -> None:
    for _ in range(2):
        gui_events.drag(hand.canvas, hand.node("relu1"), hand.node("relu1") + QPointF(0, 80))
    hand.designer.undo()
    assert hand.graph.node("relu1").y == 80
    hand.designer.undo()
    assert hand.graph.node("relu1").y == 0


def test_a_drag_that_comes_back_is_no_step(hand: Hand) -> None:
    with hand.nothing_done():
        place = hand.node("relu1")
        gui_events.drag(hand.canvas, place, place + QPointF(0, 80), place)


def test_trembling_is_no_drag(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.drag(hand.canvas, hand.node("relu1"), hand.node("relu1") + QPointF(3, 3))
    assert hand.designer.chosen == "relu1"


def test_escape_gives_up_a_drag(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.drag(hand.canvas, hand.node("relu1"), hand.free(), drop=False)
        gui_events.key(hand.canvas, Qt.Key.Key_Escape)
        gui_events.release(hand.canvas, hand.free())


def test_a_second_button_gives_up_a_drag(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.drag(hand.canvas, hand.node("relu1"), hand.free(), drop=False)
        gui_events.press(hand.canvas, hand.free(), gui_events.RIGHT)
        gui_events.release(hand.canvas, hand.free())


def test_links_follow_a_node_while_it_is_dragged(hand: Hand) -> None:
    (item,) = [item for link, item in hand.designer.scene.links.items() if link.target == "relu1"]
    before = item.path.currentPosition()
    gui_events.drag(hand.canvas, hand.node("relu1"), hand.node("relu1") + QPointF(0, 80), drop=False)
    assert item.path.currentPosition().y() == before.y() + 80
    hand.canvas.cancel()
    assert item.path.currentPosition() == before


def test_a_lone_layer_dragged_onto_a_link_is_inserted(hand: Hand) -> None:
    hand.document.do(Add([Node("tanh1", new_layer("tanh"), "tanh1", 240, 160)]))
    with hand.one_step("Insert Tanh"):
        gui_events.drag(hand.canvas, hand.node("tanh1"), hand.link("conv2d1", "relu1"))
    assert ("conv2d1", "tanh1", 0) in hand.links
    assert ("tanh1", "relu1", 0) in hand.links


@pytest.mark.parametrize("way", ["middle", "space"])
def test_the_canvas_is_panned(hand: Hand, qtbot: QtBot, way: str) -> None:
    before, start = hand.node("conv2d1"), hand.node("conv2d1")
    with hand.nothing_done(), qtbot.assertNotEmitted(hand.designer.space_tapped):
        if way == "middle":
            gui_events.drag(hand.canvas, start, start + QPointF(70, -30), button=MIDDLE)
        else:
            qtbot.keyPress(hand.canvas, Qt.Key.Key_Space)
            gui_events.drag(hand.canvas, start, start + QPointF(70, -30))
            qtbot.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.node("conv2d1") - before == QPointF(70, -30)
    assert hand.designer.chosen is None


def test_a_tap_on_the_space_bar_is_passed_on(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.designer.space_tapped):
        gui_events.key(hand.canvas, Qt.Key.Key_Space)


def test_escape_takes_a_pan_back(hand: Hand) -> None:
    before, start = hand.node("conv2d1"), hand.node("conv2d1")
    gui_events.drag(hand.canvas, start, start + QPointF(70, -30), button=MIDDLE, drop=False)
    gui_events.key(hand.canvas, Qt.Key.Key_Escape)
    assert hand.node("conv2d1") == before


def test_the_wheel_zooms_about_the_cursor(hand: Hand) -> None:
    hand.designer.zoom_reset()
    at = hand.node("relu1")
    for _ in range(3):
        gui_events.wheel(hand.canvas, at, notches=1)
    assert hand.canvas.zoom > 1.5
    assert (hand.node("relu1") - at).manhattanLength() <= 3
    assert hand.designer.zoom_bar.natural_button.text() == f"{round(100 * hand.canvas.zoom)} %"


def test_the_wheel_stops_at_the_limits(hand: Hand) -> None:
    for notches, limit in ((100, 3.0), (-100, 0.2)):
        gui_events.wheel(hand.canvas, hand.node("relu1"), notches=notches)
        assert hand.canvas.zoom == pytest.approx(limit)


def test_two_fingers_pan_and_with_control_they_zoom(hand: Hand) -> None:
    before, zoom = hand.node("relu1"), hand.canvas.zoom
    gui_events.wheel(hand.canvas, before, pixels=QPoint(-40, 25))
    assert hand.node("relu1") - before == QPointF(-40, 25)
    assert hand.canvas.zoom == zoom
    gui_events.wheel(hand.canvas, hand.node("relu1"), pixels=QPoint(0, 25), keys=CONTROL)
    assert hand.canvas.zoom > zoom


def test_the_zoom_bar(hand: Hand, qtbot: QtBot) -> None:
    bar = hand.designer.zoom_bar
    for button, check in (
        (bar.in_button, lambda zoom: zoom > 1),
        (bar.natural_button, lambda zoom: zoom == 1),
        (bar.out_button, lambda zoom: zoom < 1),
    ):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert check(hand.canvas.zoom)
    hand.canvas.pan(QPointF(4000, 0))
    qtbot.mouseClick(bar.fit_button, Qt.MouseButton.LeftButton)
    seen = hand.canvas.viewport().rect()
    assert all(seen.contains(hand.node(node.id).toPoint()) for node in hand.graph)


def test_a_fitted_network_stays_fitted_until_the_learner_zooms(hand: Hand) -> None:
    hand.designer.fit()
    hand.designer.resize(500, 400)
    seen = hand.canvas.viewport().rect()
    assert all(seen.contains(hand.node(node.id).toPoint()) for node in hand.graph)
    hand.designer.zoom_in()
    zoom = hand.canvas.zoom
    hand.designer.resize(900, 600)
    assert hand.canvas.zoom == zoom


def test_a_fitted_network_is_fitted_again_when_it_grows_out_of_sight(hand: Hand) -> None:
    hand.designer.fit()
    far = new_node(hand.graph, new_layer("relu"), 4000, 0)
    hand.designer.do(Add([far]))
    seen = hand.canvas.viewport().rect()
    assert seen.contains(hand.node(far.id).toPoint())
    hand.designer.zoom_in()
    zoom = hand.canvas.zoom
    hand.designer.do(Add([new_node(hand.graph, new_layer("relu"), 9000, 0)]))
    assert hand.canvas.zoom == zoom


def test_the_zoom_control_covers_no_layer_of_a_fitted_network(hand: Hand) -> None:
    canvas, bar = hand.canvas, hand.designer.zoom_bar
    for height in range(240, 700, 20):
        hand.designer.resize(640, height)
        for item in hand.designer.scene.nodes.values():
            tile = canvas.mapFromScene(item.sceneBoundingRect()).boundingRect()
            assert not bar.geometry().adjusted(4, 4, 0, 0).intersects(tile), (height, item.node.id)


def test_ports_light_up_under_the_mouse(hand: Hand) -> None:
    item = hand.designer.scene.nodes["conv2d1"]
    gui_events.move(hand.canvas, hand.output("conv2d1"), NONE)
    assert item.lit_port is not None
    assert item.lit_port.input is None
    gui_events.move(hand.canvas, hand.node("conv2d1"), NONE)
    assert item.hovered
    assert item.lit_port is None
    gui_events.move(hand.canvas, hand.free(), NONE)
    assert not item.hovered


def test_a_double_click_renames(hand: Hand, qtbot: QtBot) -> None:
    box = hand.designer._rename_box
    with hand.one_step("Rename layer"):
        gui_events.double_click(hand.canvas, hand.node("relu1"))
        assert box.isVisible()
        assert box.text() == "relu1"
        qtbot.keyClicks(box, "first ReLU")
        gui_events.key(box, Qt.Key.Key_Return)
    assert hand.graph.node("relu1").label == "first ReLU"
    assert not box.isVisible()


def test_escape_keeps_the_old_name(hand: Hand, qtbot: QtBot) -> None:
    with hand.nothing_done():
        gui_events.click(hand.canvas, hand.node("relu1"))
        gui_events.key(hand.canvas, Qt.Key.Key_F2)
        qtbot.keyClicks(hand.designer._rename_box, "other")
        gui_events.key(hand.designer._rename_box, Qt.Key.Key_Escape)


def test_a_drag_to_the_edge_moves_the_canvas_on(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.zoom_reset()
    edge = QPointF(hand.canvas.viewport().width() - 4, hand.node("relu1").y())
    before = hand.canvas.center().x()
    gui_events.drag(hand.canvas, hand.node("relu1"), edge, drop=False)
    qtbot.waitUntil(lambda: hand.canvas.center().x() > before + 60)
    gui_events.release(hand.canvas, edge)
    assert hand.graph.node("relu1").x > hand.canvas.center().x()
