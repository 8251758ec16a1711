from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from lab.document.commands import Add
from lab.document.edits import new_layer
from lab.document.graph import Link, Node
from tests import gui_events
from tests.ui.designer.conftest import Hand, chain, open_designer


@pytest.fixture
def loose(qtbot: QtBot) -> Hand:
    """Input and Conv 2-D linked; below them ReLU, Add and a second Input without links."""
    document = chain("input", "conv2d")
    document.do(
        Add(
            [
                Node("relu1", new_layer("relu"), "relu1", 0, 240),
                Node("add1", new_layer("add"), "add1", 240, 240),
                Node("input2", new_layer("input"), "input2", 480, 240),
            ]
        )
    )
    return open_designer(qtbot, document)


def test_drag_from_output_to_input_links(loose: Hand) -> None:
    with loose.one_step("Link layers"):
        gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.input("relu1"))
    assert ("conv2d1", "relu1", 0) in loose.links


def test_drag_from_input_back_to_output_links(loose: Hand) -> None:
    with loose.one_step("Link layers"):
        gui_events.drag(loose.canvas, loose.input("relu1"), loose.output("conv2d1"))
    assert ("conv2d1", "relu1", 0) in loose.links


def test_a_link_may_be_dropped_anywhere_on_a_node(loose: Hand) -> None:
    with loose.one_step("Link layers"):
        gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.node("relu1"))
    assert ("conv2d1", "relu1", 0) in loose.links


def test_a_merging_layer_offers_one_more_port_than_it_has_links(loose: Hand) -> None:
    item = loose.designer.scene.nodes["add1"]
    assert item.inputs == 2
    for source in ("conv2d1", "relu1", "input2"):
        gui_events.drag(loose.canvas, loose.output(source), loose.node("add1"))
    assert {link for link in loose.links if link[1] == "add1"} == {
        ("conv2d1", "add1", 0),
        ("relu1", "add1", 1),
        ("input2", "add1", 2),
    }
    assert item.inputs == 4


def test_a_port_that_is_taken_gives_way_to_a_free_one_of_the_same_node(loose: Hand) -> None:
    gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.input("add1", 0))
    gui_events.drag(loose.canvas, loose.output("relu1"), loose.input("add1", 0))
    assert ("relu1", "add1", 1) in loose.links


def test_a_circle_is_refused_in_words(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.node("input1"))
    assert "circle" in str(loose.refused[0])
    assert not loose.canvas.hint.isHidden()
    assert "circle" in loose.canvas.hint.text()


def test_a_taken_input_is_refused_in_words(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.output("relu1"), loose.node("conv2d1"))
    assert "already has a link" in str(loose.refused[0])


def test_a_layer_that_takes_no_input_says_so(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.output("relu1"), loose.node("input2"))
    assert str(loose.refused[0]) == "input2 takes no input: data starts there."


def test_while_a_link_is_drawn_only_possible_targets_stay_bright(loose: Hand) -> None:
    gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.free(), drop=False)
    bright = {node_id for node_id, item in loose.designer.scene.nodes.items() if item.opacity() == 1.0}
    assert bright == {"conv2d1", "relu1", "add1"}
    gui_events.move(loose.canvas, loose.node("input1"))
    assert "circle" in loose.canvas.hint.text()
    gui_events.key(loose.canvas, Qt.Key.Key_Escape)
    assert all(item.opacity() == 1.0 for item in loose.designer.scene.nodes.values())
    assert loose.canvas.hint.isHidden()


def test_a_link_dropped_on_nothing_is_forgotten(loose: Hand) -> None:
    count = len(loose.designer.scene.items())
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.free())
    assert len(loose.designer.scene.items()) == count
    assert not loose.refused


def test_escape_gives_up_a_link(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.output("conv2d1"), loose.node("relu1"), drop=False)
        gui_events.key(loose.canvas, Qt.Key.Key_Escape)
        gui_events.release(loose.canvas, loose.node("relu1"))


def test_a_links_end_dragged_off_deletes_it(loose: Hand) -> None:
    with loose.one_step("Delete link"):
        gui_events.drag(loose.canvas, loose.input("conv2d1"), loose.free())
    assert not loose.links


def test_a_links_end_dragged_to_another_layer_moves_it(loose: Hand) -> None:
    with loose.one_step("Move link"):
        gui_events.drag(loose.canvas, loose.input("conv2d1"), loose.input("relu1"))
    assert loose.links == {("input1", "relu1", 0)}


def test_a_links_beginning_dragged_to_another_layer_moves_it(loose: Hand) -> None:
    item = loose.designer.scene.links[Link("input1", "conv2d1")]
    start = loose.canvas.on_screen(item.path.pointAtPercent(0) + QPointF(16, 0))
    assert loose.designer.scene.port_at(loose.canvas.in_scene(start)) is None
    with loose.one_step("Move link"):
        gui_events.drag(loose.canvas, start, loose.output("input2"))
    assert loose.links == {("input2", "conv2d1", 0)}


def test_a_links_end_dropped_where_it_was_stays(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.input("conv2d1"), loose.free(), loose.input("conv2d1"))


def test_a_link_is_chosen_by_a_click_and_deleted(loose: Hand) -> None:
    gui_events.click(loose.canvas, loose.link("input1", "conv2d1"))
    assert loose.designer.scene.chosen_links() == [Link("input1", "conv2d1")]
    with loose.one_step("Delete link"):
        gui_events.key(loose.canvas, Qt.Key.Key_Delete)
    assert not loose.links


def test_the_middle_of_a_link_cannot_be_dragged_off(loose: Hand) -> None:
    with loose.nothing_done():
        gui_events.drag(loose.canvas, loose.link("input1", "conv2d1"), loose.free())


def test_a_click_on_a_port_chooses_its_layer(loose: Hand) -> None:
    gui_events.click(loose.canvas, loose.input("conv2d1"))
    assert loose.designer.chosen == "conv2d1"
    gui_events.click(loose.canvas, loose.output("relu1"))
    assert loose.designer.chosen == "relu1"
