"""From far all layers and links are drawn at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer, Remove
from lab.ui.app import theme
from lab.ui.designer import drawing
from tests import gui_events
from tests.ui.designer.conftest import Hand, chain, open_designer


@pytest.fixture(params=[0.3, 0.1])
def far(qtbot: QtBot, request: pytest.FixtureRequest) -> Hand:
    """Input, Conv 2-D and ReLU from far and from very far."""
    hand = open_designer(qtbot, chain("input", "conv2d", "relu"))
    hand.canvas.zoom = request.param  # smaller than a hand can make it
    hand.canvas.zoom_by_hand(request.param)
    hand.canvas.center_at(QPointF(240, 0))
    return hand


def seen(hand: Hand, x: float, y: float) -> QColor:
    """The colour at a place of the scene."""
    picture = hand.canvas.viewport().grab().toImage()
    return picture.pixelColor(hand.at(x, y).toPoint())


def bar(hand: Hand, x: float, y: float = 0.0) -> QColor:
    """The colour of a tile's bar; from very far of the tile, which is all bar then."""
    return seen(hand, x + (4 if hand.canvas.zoom > drawing.OVERVIEW else 76), y + 28)


def test_a_layer_shows_its_groups_colour(far: Hand) -> None:
    assert far.canvas.zoom < drawing.DETAIL
    assert bar(far, 240) == theme.tokens().group("Convolution")
    assert bar(far, 480) == theme.tokens().group("Activation")


def test_what_is_chosen_is_marked(far: Hand) -> None:
    edge = 1.0 / far.canvas.zoom if far.canvas.zoom > drawing.OVERVIEW else -40.0
    assert seen(far, 240 - edge, 28) != QColor(theme.tokens().accent)
    far.designer.scene.select({"conv2d1"})
    assert seen(far, 240 - edge, 28) == QColor(theme.tokens().accent)


def test_a_drag_moves_what_is_seen_before_it_is_dropped(far: Hand) -> None:
    start = far.node("relu1")
    gui_events.drag(far.canvas, start, start + QPointF(0, 400 * far.canvas.zoom), drop=False)
    moved = far.designer.scene.nodes["relu1"].tile()
    assert moved.y() == pytest.approx(400, abs=8)
    nothing = QColor(theme.tokens().background)
    assert bar(far, 480, moved.y()) != nothing
    assert bar(far, 480) == nothing
    far.canvas.cancel()
    assert bar(far, 480, moved.y()) == nothing
    assert bar(far, 480) == theme.tokens().group("Activation")


def test_what_is_deleted_is_gone(far: Hand) -> None:
    far.document.do(Remove(["conv2d1"]))
    assert bar(far, 240) == QColor(theme.tokens().background)


def test_nearer_every_layer_draws_itself_again(far: Hand) -> None:
    far.designer.zoom_reset()
    far.canvas.center_at(QPointF(240, 0))
    assert seen(far, 242, 12) == theme.tokens().group("Convolution")
    assert not far.designer.scene.overview.isVisible()


def test_after_an_edit_the_same_overview_shows_it(far: Hand) -> None:
    scene = far.designer.scene
    overview, items = scene.overview, len(scene.items())
    far.document.do(ChangeLayer("conv2d1", "channels", 4))
    assert (scene.overview, len(scene.items())) == (overview, items)
