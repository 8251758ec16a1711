"""Verbs that buttons, menus and the palette call."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lab.document.document import Document
from lab.document.edits import new_layer
from lab.document.graph import Graph, Link, Node
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH, PITCH_X
from tests import gui_events
from tests.ui.designer.conftest import Hand, chain, open_designer


def test_add_without_a_choice_puts_a_layer_into_view(empty: Hand) -> None:
    with empty.one_step("Add Input"):
        empty.designer.add("input")
    assert empty.designer.chosen == "input1"
    assert empty.canvas.viewport().rect().contains(empty.node("input1").toPoint())


def test_add_goes_on_after_the_chosen_layer(empty: Hand) -> None:
    for kind in ("input", "conv2d", "relu", "flatten", "dense"):
        empty.designer.add(kind)
    assert empty.links == {
        ("input1", "conv2d1", 0),
        ("conv2d1", "relu1", 0),
        ("relu1", "flatten1", 0),
        ("flatten1", "dense1", 0),
    }
    xs = [node.x for node in empty.graph]
    assert [after - before for before, after in pairwise(xs)] == [PITCH_X] * 4
    assert not empty.document.analysis.problems


def test_add_puts_a_layer_in_between_where_a_link_goes_on(hand: Hand) -> None:
    hand.designer.choose("conv2d1")
    with hand.one_step("Insert Batch norm"):
        hand.designer.add("batch_norm")
    assert hand.links == {("input1", "conv2d1", 0), ("conv2d1", "batch_norm1", 0), ("batch_norm1", "relu1", 0)}


def test_add_in_between_serves_every_branch(qtbot: QtBot) -> None:
    document = chain("input", "conv2d", "relu")
    document.graph.add_node(Node("tanh1", new_layer("tanh"), "tanh1", 2 * PITCH_X, 136))
    document.graph.add_link(Link("conv2d1", "tanh1"))
    hand = open_designer(qtbot, document)
    hand.designer.choose("conv2d1")
    with hand.one_step("Insert Batch norm"):
        hand.designer.add("batch_norm")
    assert {("batch_norm1", "relu1", 0), ("batch_norm1", "tanh1", 0)} <= hand.links
    tiles = [(node.x, node.y) for node in hand.graph]
    assert len(set(tiles)) == len(tiles)


def test_add_of_a_layer_without_input_stands_alone(hand: Hand) -> None:
    hand.designer.choose("conv2d1")
    before = hand.links
    with hand.one_step("Add Input"):
        hand.designer.add("input")
    assert hand.links == before


def test_add_of_something_unknown_is_refused(hand: Hand) -> None:
    with hand.nothing_done():
        assert not hand.designer.add("conv")
    assert "conv2d" in str(hand.refused[0])


def test_the_mend_button_on_the_canvas_mends(qtbot: QtBot) -> None:
    hand = open_designer(qtbot, chain("input", "conv2d", "dense"))
    callout = hand.designer.scene.callouts["dense1"]
    with hand.one_step("Insert Flatten"):
        gui_events.click(hand.canvas, hand.canvas.on_screen(callout.pos() + callout.mend_rect.center()))
    assert not hand.document.analysis.problems
    assert not hand.designer.scene.callouts


def test_a_problem_without_a_mend_has_no_button(empty: Hand) -> None:
    empty.designer.add("relu")
    (callout,) = empty.designer.scene.callouts.values()
    assert callout.mend_rect.isEmpty()
    assert not empty.designer.mend("relu1")


def test_choosing_from_outside_brings_a_layer_into_view(hand: Hand) -> None:
    hand.designer.zoom_reset()
    hand.canvas.pan(QPointF(-3000, 0))
    hand.designer.choose("input1")
    assert hand.canvas.viewport().rect().contains(hand.node("input1").toPoint())
    assert hand.chosen == ["input1"]


def test_choosing_the_same_again_announces_nothing(hand: Hand) -> None:
    hand.designer.choose("relu1")
    hand.designer.choose("relu1")
    hand.designer.choose("no such layer")
    assert hand.chosen == ["relu1", None]


def test_the_choice_goes_with_its_layer(hand: Hand) -> None:
    hand.designer.choose("relu1")
    hand.designer.delete()
    assert hand.chosen == ["relu1", None]


def test_another_document_takes_the_place(hand: Hand) -> None:
    hand.designer.choose("relu1")
    old = hand.document
    new = chain("input", "flatten")
    hand.designer.set_document(new)
    assert set(hand.designer.scene.nodes) == {"input1", "flatten1"}
    assert hand.chosen[-1] is None
    old.graph.add_node(Node("stray", new_layer("relu")))
    assert "stray" not in hand.designer.scene.nodes
    new.graph.add_node(Node("guest", new_layer("relu")))
    assert "guest" in hand.designer.scene.nodes


def test_an_empty_canvas_says_what_to_do_first(empty: Hand) -> None:
    notice = empty.designer._empty
    assert notice.isVisible()
    assert "Drag an Input" in notice.text.text()
    empty.designer.add("input")
    assert not notice.isVisible()
    empty.designer.undo()
    assert notice.isVisible()


def _menu_at(hand: Hand, place: QPointF) -> tuple[QMenu, dict[str, object]]:
    at = place.toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, hand.canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(hand.canvas.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu, {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_of_a_layer(hand: Hand) -> None:
    menu, actions = _menu_at(hand, hand.node("conv2d1"))
    assert hand.designer.chosen == "conv2d1"
    assert list(actions) == [
        "Edit settings", "Fold into a block", "Rename", "Link to …",
        "Cut", "Copy", "Duplicate", "Delete and join", "Delete",
    ]  # fmt: skip
    with hand.one_step("Delete Conv 2-D and join"):
        actions["Delete and join"].trigger()  # type: ignore[attr-defined]
    menu.close()


def test_the_menu_of_a_layer_keeps_what_is_selected(hand: Hand) -> None:
    hand.designer.select_all()
    menu, actions = _menu_at(hand, hand.node("conv2d1"))
    with hand.one_step("Duplicate 3 layers"):
        actions["Duplicate"].trigger()  # type: ignore[attr-defined]
    menu.close()


def test_the_menu_of_a_layer_with_a_problem_mends_it(qtbot: QtBot) -> None:
    hand = open_designer(qtbot, chain("input", "conv2d", "dense"))
    menu, actions = _menu_at(hand, hand.node("dense1"))
    with hand.one_step("Insert Flatten"):
        actions["Insert Flatten"].trigger()  # type: ignore[attr-defined]
    menu.close()


def test_the_menu_of_a_link_deletes_it(hand: Hand) -> None:
    menu, actions = _menu_at(hand, hand.link("conv2d1", "relu1"))
    with hand.one_step("Delete link"):
        actions["Delete link"].trigger()  # type: ignore[attr-defined]
    menu.close()
    assert hand.links == {("input1", "conv2d1", 0)}


def test_the_menu_of_the_canvas(hand: Hand) -> None:
    menu, actions = _menu_at(hand, hand.free())
    assert list(actions) == [
        "Paste",
        "Add note",
        "Select all",
        "Arrange",
        "Show the whole network",
        "Zoom in",
        "Zoom out",
    ]
    actions["Select all"].trigger()  # type: ignore[attr-defined]
    menu.close()
    assert len(hand.designer.chosen_ids()) == 3


def test_the_menu_key_opens_the_menu_of_the_chosen_layer(hand: Hand) -> None:
    hand.designer.choose("relu1")
    at = hand.free().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, hand.canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(hand.canvas.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Rename" in [action.text() for action in menu.actions()]
    menu.close()


def test_a_thousand_layers_open_and_move(qtbot: QtBot) -> None:
    discovered = chain("input")
    graph = Graph(discovered.graph.nodes)
    before = "input1"
    for number in range(1000):
        node = Node(f"r{number}", new_layer("relu"), "", number % 40 * PITCH_X, number // 40 * 136.0)
        graph.add_node(node)
        graph.add_link(Link(before, node.id))
        before = node.id
    hand = open_designer(qtbot, Document(graph))
    with hand.one_step("Arrange layers"), qtbot.waitSignal(hand.designer.arranging.arranged):
        hand.designer.arrange()
    places = {(node.x, node.y) for node in hand.graph}
    assert len(places) == 1001
    assert hand.canvas.zoom < 0.2
    tile = hand.designer.scene.nodes["r500"].tile()
    assert (tile.width(), tile.height()) == (NODE_WIDTH, NODE_HEIGHT)
    gui_events.key(hand.canvas, Qt.Key.Key_A, gui_events.CONTROL)
    with hand.one_step("Move layers"):
        hand.designer.nudge(8, 0)
