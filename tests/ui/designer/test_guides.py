"""What is dragged snaps to what lies around."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from lab.document.commands import Move
from lab.ui.designer.guides import Guides, Neighbours
from tests import gui_events
from tests.ui.designer.conftest import Hand

ALT = Qt.KeyboardModifier.AltModifier


def _guides(hand: Hand) -> list[Guides]:
    return [item for item in hand.designer.scene.items() if isinstance(item, Guides)]


def _drop(hand: Hand, node_id: str, to: QPointF, keys: Qt.KeyboardModifier = gui_events.PLAIN) -> None:
    """Drag a node so that its top left comes to a place of the scene."""
    node = hand.graph.node(node_id)
    away = (to - QPointF(node.x, node.y)) * hand.canvas.zoom
    start = hand.node(node_id)
    gui_events.drag(hand.canvas, start, start + away, keys=keys)


def test_a_layer_snaps_to_its_neighbours_row_and_column(hand: Hand) -> None:
    hand.designer.zoom_reset()
    hand.document.do(Move({"relu1": (480.0, 200.0)}))
    _drop(hand, "relu1", QPointF(247, 153))
    assert hand.graph.node("relu1").x == hand.graph.node("conv2d1").x
    _drop(hand, "relu1", QPointF(480, 9))
    assert hand.graph.node("relu1").y == hand.graph.node("conv2d1").y


def test_with_alt_it_keeps_to_the_grid_alone(hand: Hand) -> None:
    hand.designer.zoom_reset()
    hand.document.do(Move({"relu1": (480.0, 200.0)}))
    _drop(hand, "relu1", QPointF(247, 153), ALT)
    node = hand.graph.node("relu1")
    assert (node.x, node.y) == (248.0, 152.0)


def test_a_line_shows_while_it_is_aligned_and_goes_with_the_drag(hand: Hand) -> None:
    hand.designer.zoom_reset()
    start = hand.node("relu1")
    with hand.nothing_done():
        gui_events.drag(hand.canvas, start, start + QPointF(-236, 160), drop=False)
        (guides,) = _guides(hand)
        line = guides.path().boundingRect()
        assert (line.left(), line.width()) == (240.0, 0.0)
        assert line.bottom() > 160
        gui_events.move(hand.canvas, start + QPointF(-120, 60))
        assert guides.path().isEmpty()
        gui_events.key(hand.canvas, Qt.Key.Key_Escape)
    assert _guides(hand) == []


def test_of_several_the_smallest_move_counts_and_then_the_nearest() -> None:
    rect = QRectF(0, 0, 100, 50)
    near, far, other = QRectF(3, 200, 100, 50), QRectF(3, 900, 100, 50), QRectF(-5, 70, 100, 50)
    away, (line,) = Neighbours([far, near, other]).align(rect, 8)
    assert away == QPointF(3, 0)
    assert line.y2() < 300
    assert Neighbours([QRectF(20, 90, 60, 50)]).align(rect, 8)[0] == QPointF(0, 0)  # the middles are aligned already
    assert Neighbours([QRectF(500, 500, 100, 50)]).align(rect, 8) == (QPointF(0, 0), [])
