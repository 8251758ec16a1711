from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from lab.document.graph import Link
from tests import gui_events
from tests.gui_events import CONTROL, SHIFT
from tests.ui.designer.conftest import Hand, chain, open_designer

Key = Qt.Key


def test_tab_walks_the_layers_along_the_links(hand: Hand) -> None:
    hand.designer.choose("input1")
    walked = []
    for _ in range(2):
        gui_events.key(hand.canvas, Key.Key_Tab)
        walked.append(hand.designer.chosen)
    gui_events.key(hand.canvas, Key.Key_Backtab)
    assert [*walked, hand.designer.chosen] == ["conv2d1", "relu1", "conv2d1"]


def test_behind_the_last_layer_tab_leaves_the_canvas(hand: Hand) -> None:
    hand.designer.choose("relu1")
    assert hand.canvas.hasFocus()
    gui_events.key(hand.canvas, Key.Key_Tab)
    assert not hand.canvas.hasFocus()


def test_reaching_the_canvas_by_tab_chooses_its_first_layer(hand: Hand) -> None:
    hand.designer.zoom_bar.fit_button.setFocus()
    hand.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert hand.designer.chosen == "input1"


def test_tab_follows_one_branch_to_its_end_before_the_next(qtbot: QtBot) -> None:
    document = chain("input", "conv2d", "relu")
    graph = document.graph
    from lab.document.edits import new_layer
    from lab.document.graph import Node

    for name, kind in (("b1", "sigmoid"), ("b2", "tanh"), ("join", "add")):
        graph.add_node(Node(name, new_layer(kind), name, 240, 160))
    for link in (Link("input1", "b1"), Link("b1", "b2"), Link("b2", "join", 0), Link("relu1", "join", 1)):
        graph.add_link(link)
    hand = open_designer(qtbot, document)
    hand.designer.choose("input1")
    walked = ["input1"]
    while hand.designer.walk():
        walked.append(str(hand.designer.chosen))
    assert walked == ["input1", "conv2d1", "relu1", "b1", "b2", "join"]


def test_arrow_keys_move_by_the_grid_and_merge(hand: Hand) -> None:
    hand.designer.choose("relu1")
    with hand.one_step("Move layers"):
        for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Left):
            gui_events.key(hand.canvas, key)
        gui_events.key(hand.canvas, Key.Key_Down, SHIFT)
    node = hand.graph.node("relu1")
    assert (node.x, node.y) == (488, 48)


def test_arrow_keys_without_a_chosen_layer_do_nothing(hand: Hand) -> None:
    with hand.nothing_done():
        gui_events.key(hand.canvas, Key.Key_Right)


def test_delete_takes_the_links_along(hand: Hand) -> None:
    hand.designer.choose("conv2d1")
    with hand.one_step("Delete Conv 2-D"):
        gui_events.key(hand.canvas, Key.Key_Delete)
    assert not hand.links
    assert hand.designer.chosen is None


def test_delete_and_join_closes_the_gap(hand: Hand) -> None:
    hand.designer.choose("conv2d1")
    with hand.one_step("Delete Conv 2-D and join"):
        gui_events.key(hand.canvas, Key.Key_Delete, CONTROL)
    assert hand.links == {("input1", "relu1", 0)}


def test_delete_of_layers_and_links_together_is_one_step(hand: Hand) -> None:
    hand.designer.scene.select({"relu1"}, {Link("input1", "conv2d1")})
    with hand.one_step("Delete ReLU"):
        gui_events.key(hand.canvas, Key.Key_Delete)
    assert not hand.links
    assert "relu1" not in hand.graph


def test_duplicate_copies_layers_and_the_links_among_them(hand: Hand) -> None:
    hand.designer.scene.select({"conv2d1", "relu1"})
    with hand.one_step("Duplicate 2 layers"):
        gui_events.key(hand.canvas, Key.Key_D, CONTROL)
    assert ("conv2d2", "relu2", 0) in hand.links
    assert hand.graph.node("conv2d2").label == "conv2"
    assert hand.designer.chosen_ids() == ["conv2d2", "relu2"]
    assert hand.graph.node("conv2d2").y > hand.graph.node("conv2d1").y


def test_copy_and_paste(hand: Hand) -> None:
    hand.designer.scene.select({"conv2d1", "relu1"})
    with hand.nothing_done():
        gui_events.key(hand.canvas, Key.Key_C, CONTROL)
    with hand.one_step("Paste 2 layers"):
        gui_events.key(hand.canvas, Key.Key_V, CONTROL)
    assert ("conv2d2", "relu2", 0) in hand.links


def test_cut_and_paste(hand: Hand) -> None:
    hand.designer.choose("relu1")
    with hand.one_step("Delete ReLU"):
        gui_events.key(hand.canvas, Key.Key_X, CONTROL)
    with hand.one_step("Paste ReLU"):
        gui_events.key(hand.canvas, Key.Key_V, CONTROL)
    assert hand.graph.node("relu1").kind == "relu"


def test_paste_into_another_window(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.select_all()
    hand.designer.copy()
    other = open_designer(qtbot, chain())
    with other.one_step("Paste 3 layers"):
        gui_events.key(other.canvas, Key.Key_V, CONTROL)
    assert other.links == hand.links
    assert [node.layer for node in other.graph] == [node.layer for node in hand.graph]


@pytest.mark.parametrize("text", ["", "hello", "[1, 2]", '{"format": "something else"}'])
def test_pasting_what_is_not_ours_says_so(hand: Hand, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    with hand.nothing_done():
        gui_events.key(hand.canvas, Key.Key_V, CONTROL)
    assert "There are no layers on the clipboard" in str(hand.refused[0])
    assert hand.canvas.hint.isVisible()


def test_copy_of_nothing_leaves_the_clipboard_alone(hand: Hand) -> None:
    QGuiApplication.clipboard().setText("precious")
    gui_events.key(hand.canvas, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "precious"


def test_select_all_and_none(hand: Hand) -> None:
    gui_events.key(hand.canvas, Key.Key_A, CONTROL)
    assert len(hand.designer.chosen_ids()) == 3
    gui_events.key(hand.canvas, Key.Key_Escape)
    assert hand.designer.chosen_ids() == []


def test_undo_and_redo_by_key(hand: Hand) -> None:
    hand.designer.choose("relu1")
    before = hand.graph.copy()
    gui_events.key(hand.canvas, Key.Key_Delete)
    gui_events.key(hand.canvas, Key.Key_Z, CONTROL)
    assert hand.graph == before
    assert hand.designer.chosen == "relu1"
    gui_events.key(hand.canvas, Key.Key_Y, CONTROL)
    assert "relu1" not in hand.graph


def test_l_links_by_list(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.choose("relu1")
    hand.designer.add("flatten")
    hand.designer.scene.select((), {Link("relu1", "flatten1")})
    hand.designer.delete()
    hand.designer.choose("relu1")
    gui_events.key(hand.canvas, Key.Key_L)
    chooser = hand.designer.link_chooser
    assert [chooser.list.item(row).text() for row in range(chooser.list.count())] == ["Flatten · flatten1"]
    assert hand.designer.scene.nodes["flatten1"].pointed
    with hand.one_step("Link layers"):
        qtbot.keyClicks(chooser.search, "flat")
        gui_events.key(chooser.search, Key.Key_Return)
    assert ("relu1", "flatten1", 0) in hand.links
    assert not chooser.isVisible()
    assert not hand.designer.scene.nodes["flatten1"].pointed


def test_the_list_of_targets_is_walked_and_narrowed(hand: Hand, qtbot: QtBot) -> None:
    for kind in ("add", "concatenate"):
        hand.designer.choose(None)
        hand.designer.add(kind)
    hand.designer.choose("relu1")
    gui_events.key(hand.canvas, Key.Key_L)
    chooser = hand.designer.link_chooser
    assert chooser.list.currentItem().text() == "Add · add1"
    gui_events.key(chooser.search, Key.Key_Down)
    assert chooser.list.currentItem().text() == "Concatenate · concatenate1"
    gui_events.key(chooser.search, Key.Key_Down)
    assert chooser.list.currentItem().text() == "Add · add1"
    qtbot.keyClicks(chooser.search, "nothing like it")
    with hand.nothing_done():
        gui_events.key(chooser.search, Key.Key_Return)
    chooser.hide()


def test_escape_leaves_the_list_of_targets(hand: Hand) -> None:
    hand.designer.add("add")
    hand.designer.choose("relu1")
    with hand.nothing_done():
        gui_events.key(hand.canvas, Key.Key_L)
        assert hand.designer.link_chooser.isVisible()
        gui_events.key(hand.designer.link_chooser.search, Key.Key_Escape)
    assert not hand.designer.link_chooser.isVisible()


def test_l_without_a_target_says_so(hand: Hand) -> None:
    hand.designer.choose("relu1")
    with hand.nothing_done():
        gui_events.key(hand.canvas, Key.Key_L)
    assert "No layer can take a link from relu1" in str(hand.refused[0])


def test_enter_asks_for_the_first_setting(hand: Hand, qtbot: QtBot) -> None:
    hand.designer.choose("conv2d1")
    with qtbot.waitSignal(hand.designer.edit_requested) as asked:
        gui_events.key(hand.canvas, Key.Key_Return)
    assert asked.args == ["conv2d1"]


def test_f_fits_and_control_zero_is_the_natural_size(hand: Hand) -> None:
    hand.designer.zoom_out()
    gui_events.key(hand.canvas, Key.Key_0, CONTROL)
    assert hand.canvas.zoom == 1
    hand.canvas.zoom_by_hand(0.3)
    gui_events.key(hand.canvas, Key.Key_F)
    assert hand.canvas.keeps_fit
    assert hand.canvas.zoom == 1


def test_keys_that_mean_nothing_here_are_left_to_the_window(hand: Hand, qtbot: QtBot) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_G, Qt.KeyboardModifier.NoModifier, "g")
    QCoreApplication.sendEvent(hand.canvas, event)
    assert not event.isAccepted()
