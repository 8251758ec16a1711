from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF

from lab.document.layout import NODE_HEIGHT, NODE_WIDTH, PITCH_X
from tests import gui_events
from tests.ui.designer.conftest import Hand


def test_a_tile_dropped_on_the_empty_canvas_becomes_a_layer_there(empty: Hand) -> None:
    with empty.one_step("Add Input"):
        assert empty.drag_tile("input", QPointF(10, 10), QPointF(403, 305))
    (node,) = empty.graph
    assert node.kind == "input"
    assert (node.x % 8, node.y % 8) == (0, 0)
    middle = empty.at(node.x + NODE_WIDTH / 2, node.y + NODE_HEIGHT / 2)
    assert (middle - QPointF(403, 305)).manhattanLength() <= 8


def test_a_tile_dropped_away_from_everything_is_not_linked(hand: Hand) -> None:
    before = hand.links
    with hand.one_step("Add Dense"):
        assert hand.drag_tile("dense", hand.free(), hand.free() + QPointF(40, 0))
    assert hand.links == before
    assert hand.designer.chosen == "dense1"


def test_a_tile_dropped_on_a_link_is_inserted_and_makes_room(hand: Hand) -> None:
    place = hand.link("conv2d1", "relu1")
    with hand.one_step("Insert Batch norm"):
        assert hand.drag_tile("batch_norm", hand.free(), place)
    assert hand.links == {("input1", "conv2d1", 0), ("conv2d1", "batch_norm1", 0), ("batch_norm1", "relu1", 0)}
    places = [hand.graph.node(node_id).x for node_id in ("conv2d1", "batch_norm1", "relu1")]
    assert places == [PITCH_X, 2 * PITCH_X, 3 * PITCH_X]


def test_the_link_lights_up_while_a_tile_is_over_it_and_goes_out_when_it_leaves(hand: Hand) -> None:
    (item,) = [item for link, item in hand.designer.scene.links.items() if link.target == "relu1"]
    with hand.nothing_done():
        hand.drag_tile("sigmoid", hand.free(), hand.link("conv2d1", "relu1"), drop=False)
        assert not item.lit
    seen: list[bool] = []
    item.set_state = lambda **state: seen.append(state["lit"])  # type: ignore[method-assign]
    hand.drag_tile("sigmoid", hand.free(), hand.link("conv2d1", "relu1"), drop=False)
    assert seen == [True, False]


def test_a_tile_that_leaves_again_takes_its_ghost_with_it(hand: Hand) -> None:
    count = len(hand.designer.scene.items())
    with hand.nothing_done():
        assert hand.drag_tile("dense", hand.free(), hand.free() + QPointF(9, 9), drop=False)
    assert len(hand.designer.scene.items()) == count


def test_a_tile_dropped_beside_an_open_output_is_linked_to_it(hand: Hand) -> None:
    relu = hand.graph.node("relu1")
    place = hand.at(relu.x + PITCH_X + NODE_WIDTH / 2, relu.y + NODE_HEIGHT / 2 + 10)
    with hand.one_step("Add Flatten"):
        hand.drag_tile("flatten", hand.free(), place)
    assert ("relu1", "flatten1", 0) in hand.links


def test_a_layer_without_input_is_never_put_into_a_link(hand: Hand) -> None:
    before = hand.links
    hand.drag_tile("input", hand.free(), hand.link("conv2d1", "relu1"))
    assert hand.links == before
    assert "input2" in hand.graph


def test_a_tile_dropped_on_a_node_lies_beside_it(hand: Hand) -> None:
    hand.drag_tile("dense", hand.free(), hand.node("conv2d1"))
    new = hand.graph.node("dense1")
    others = [node for node in hand.graph if node.id != "dense1"]
    assert all(abs(new.x - o.x) >= NODE_WIDTH or abs(new.y - o.y) >= NODE_HEIGHT for o in others)


def test_other_things_that_are_dragged_are_left_to_the_window(hand: Hand) -> None:
    mime = QMimeData()
    mime.setText("file:///tmp/network.cnnlab")
    with hand.nothing_done():
        assert not gui_events.drag_mime(hand.canvas, mime, hand.free(), hand.node("relu1"))


def test_an_unknown_kind_of_tile_is_refused_in_words(hand: Hand) -> None:
    with hand.nothing_done():
        assert not hand.drag_tile("perceptron9000", hand.free(), hand.free())
    assert 'There is no layer called "perceptron9000"' in str(hand.refused[0])
