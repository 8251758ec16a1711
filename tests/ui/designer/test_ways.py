"""Links find their way again only where something has changed, and then the same way as in a scene made anew."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath
from pytestqt.qtbot import QtBot

from lab.document.commands import Add, Move, Remove
from lab.document.document import Document
from lab.document.edits import new_layer
from lab.document.graph import Link, Node
from lab.document.layout import NODE_HEIGHT, NODE_WIDTH
from lab.document.setup import discover_all
from lab.ui.app import theme
from lab.ui.app.canvas_cost import residual
from lab.ui.designer.link_item import LinkItem
from lab.ui.designer.scene import NetworkScene
from lab.ui.designer.tiles import Tiles
from tests.ui.designer.conftest import complete, open_designer


@pytest.fixture
def document() -> Document:
    discover_all()
    return Document(residual(60))


def _ways(scene: NetworkScene) -> dict[Link, QPainterPath]:
    return {link: item.path for link, item in scene.links.items()}


def _anew(document: Document) -> dict[Link, QPainterPath]:
    scene = complete(NetworkScene(document))
    ways = _ways(scene)
    _close(scene)
    return ways


def _close(scene: NetworkScene) -> None:
    scene.detach()
    scene.deleteLater()


def test_ways_are_those_of_a_scene_made_anew(document: Document) -> None:
    scene, dice = complete(NetworkScene(document)), random.Random(7)
    scene.still = True
    ids = [node.id for node in document.graph]
    places = [(node.x, node.y) for node in document.graph]
    for number in range(40):
        moved, (x, y) = dice.choice(ids), dice.choice(places)
        document.do(Move({moved: (x + dice.choice((0, 40, 90)), y + dice.choice((0, 30, 70)))}))
        if number % 10 == 4:
            document.do(Add([Node(f"new{number}", new_layer("relu"), "", x + 20, y + 20)]))
        if number % 10 == 8:
            document.do(Remove([f"new{number - 4}"]))
        assert _ways(scene) == _anew(document), number
    while document.history.undo_title is not None:
        document.history.undo()
    assert _ways(scene) == _anew(document)
    _close(scene)


def test_ways_are_right_once_all_layers_have_arrived(qtbot: QtBot, document: Document) -> None:
    hand = open_designer(qtbot, document)
    theme.reduce_motion(False)
    scene = hand.designer.scene
    add = next(node for node in document.graph if node.kind == "add")
    document.do(Move({add.id: (add.x - 700, add.y + 10)}))
    document.do(Move({"relu1": (add.x, add.y)}))  # while the first is on its way
    assert scene.nodes[add.id].pos() != QPointF(add.x - 700, add.y + 10)
    qtbot.waitUntil(lambda: _ways(scene) == _anew(document))


def test_ways_are_right_when_layers_are_sent_elsewhere_on_their_way(qtbot: QtBot, document: Document) -> None:
    hand = open_designer(qtbot, document)
    theme.reduce_motion(False)
    scene, ids = hand.designer.scene, [node.id for node in document.graph]
    document.do(Move({node_id: (400.0 * number, 900.0) for number, node_id in enumerate(ids[10:14])}))
    qtbot.waitUntil(lambda: scene.nodes[ids[10]].pos() != QPointF(0, 900) and scene.nodes[ids[10]].y() > 0)
    document.history.undo()
    qtbot.waitUntil(lambda: not scene._glide.moving)
    assert _ways(scene) == _anew(document)


def test_tiles_in_an_area_are_those_that_touch_it() -> None:
    dice = random.Random(3)
    tiles = {
        f"layer{number}": QRectF(8 * dice.randrange(-90, 90), 8 * dice.randrange(-60, 60), NODE_WIDTH, NODE_HEIGHT)
        for number in range(200)
    }
    found = Tiles(tiles.items())
    for _ in range(300):
        corner, ignored = QPointF(8 * dice.randrange(-100, 90), 8 * dice.randrange(-70, 60)), {"layer1", "layer7"}
        area = QRectF(corner, QSizeF(8 * dice.randrange(1, 60), 8 * dice.randrange(1, 30)))
        touched = [tile for node_id, tile in tiles.items() if tile.intersects(area) and node_id not in ignored]
        place = QRectF.getCoords
        assert sorted(map(place, found.touching(area, ignored))) == sorted(map(place, touched))


def test_an_edit_far_away_moves_no_link(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = complete(NetworkScene(document))
    scene.still = True
    sought: list[Link] = []
    seek = LinkItem.show_ends

    def counting(item: LinkItem, start: QPointF, end: QPointF) -> None:
        sought.append(item.link)
        seek(item, start, end)

    monkeypatch.setattr(LinkItem, "show_ends", counting)
    document.do(Add([Node("far", new_layer("relu"), "", 50_000, 50_000)]))
    document.do(Move({"far": (51_000, 50_000)}))
    assert sought == []
    document.do(Move({"relu1": (50_000, 51_000)}))
    assert {link for link in document.graph.links if "relu1" in (link.source, link.target)} <= set(sought)
    assert len(sought) < len(document.graph.links) / 2
    _close(scene)
