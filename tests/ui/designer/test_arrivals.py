"""Large edits come onto the canvas in pieces: in the end it shows what the document holds, whatever was done since."""

from __future__ import annotations

import random
import threading

import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lab.document import edits
from lab.document.commands import ChangeLayer, Move, Remove, Rename, Sequence
from lab.document.document import Document
from lab.document.folding import unfold_node
from lab.document.graph import Link
from lab.document.setup import discover_all
from lab.spec.errors import GraphError
from lab.spec.message import Message
from lab.ui.app import canvas_cost, i18n, theme
from lab.ui.designer import arrivals, drawing
from lab.ui.designer.scene import NetworkScene
from tests import gui_events
from tests.document.blocks import network, residual
from tests.document.edit_sequences import number
from tests.ui.designer.conftest import CanvasSequences, Endless, Hand, begin_designer, complete, open_designer


@pytest.fixture
def deep(qtbot: QtBot) -> Hand:
    """Input, Conv 2-D, a residual block fifty times, flatten, dense; the block is chosen."""
    document = Document(network(residual(repeat=50)))
    document.do(edits.tidy(document.graph))  # type: ignore[arg-type]
    hand = open_designer(qtbot, document)
    hand.designer.choose("block1")
    return hand


def _complete(hand: Hand) -> bool:
    return not hand.designer.scene.arrivals.waiting


def _ways_are_right(hand: Hand) -> bool:
    anew = complete(NetworkScene(hand.document))
    ways = {link: item.path for link, item in anew.links.items()}
    anew.detach()
    anew.deleteLater()
    return ways == {link: item.path for link, item in hand.designer.scene.links.items()}


def _unfold(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.designer.arranging.unfolded):
        hand.designer.unfold()


def test_a_deep_block_is_unfolded_beside_the_window(deep: Hand, qtbot: QtBot) -> None:
    scene = deep.designer.scene
    _unfold(deep, qtbot)
    assert "block1" not in deep.graph
    assert deep.designer.chosen is None
    assert len(scene.nodes) < len(deep.graph) == 204  # it is on its way
    qtbot.waitUntil(lambda: _complete(deep))
    assert deep.mirrors()
    assert _ways_are_right(deep)
    assert len(deep.designer.chosen_ids()) == 200
    assert deep.canvas.viewport().rect().contains(deep.canvas.seen(scene.extent()).toRect())
    assert all(item.scene() is scene for item in (*scene.nodes.values(), *scene.links.values()))
    assert scene.links[Link("conv2d1", "conv2d2")]._label == "4 × 6 × 6"
    deep.designer.undo()
    assert set(scene.nodes) == {"input1", "conv2d1", "block1", "flatten1", "dense1"}  # what goes, goes at once
    qtbot.waitUntil(lambda: _complete(deep))
    assert deep.mirrors()
    assert _ways_are_right(deep)
    assert deep.designer.chosen == "block1"
    deep.designer.redo()
    qtbot.waitUntil(lambda: _complete(deep))
    assert deep.mirrors()
    assert _ways_are_right(deep)
    assert len(deep.designer.chosen_ids()) == 200


def test_what_is_still_to_come_can_be_edited(deep: Hand, qtbot: QtBot) -> None:
    document, scene = deep.document, deep.designer.scene
    _unfold(deep, qtbot)
    coming = [node for node in document.graph if node.id not in scene.nodes]
    assert len(coming) > 20
    one, other, gone = (
        next(node.id for node in coming[20:] if node.kind == kind) for kind in ("conv2d", "relu", "add")
    )
    document.do(ChangeLayer(one, "channels", 9))
    document.do(Rename(other, "here"))
    document.do(Move({other: (4000.0, -800.0)}))
    document.do(Remove([gone]))
    document.do(edits.add_after(document.graph, edits.new_layer("tanh"), coming[-1].id))
    document.do(edits.add_after(document.graph, edits.new_layer("tanh"), "input1"))
    document.do(Remove(links=document.graph.inputs(coming[-2].id)))
    qtbot.waitUntil(lambda: _complete(deep))
    assert deep.mirrors()
    assert _ways_are_right(deep)
    assert scene.nodes[other].node.label == "here"
    assert scene.nodes[one].node.layer == document.graph.node(one).layer
    assert {node_id for node_id, item in scene.nodes.items() if item.report.problem} == {
        problem.node for problem in document.analysis.problems
    }
    while document.history.undo_title is not None:
        document.history.undo()
    qtbot.waitUntil(lambda: _complete(deep))
    assert deep.mirrors()


def test_what_is_still_to_come_can_be_found(deep: Hand, qtbot: QtBot) -> None:
    _unfold(deep, qtbot)
    designer = deep.designer
    last = [node.id for node in deep.document.graph if node.kind == "relu" and node.id not in designer.scene.nodes][-1]
    designer.find_layer()
    box = designer.find_box
    box.line.setText(last)
    box.go(1)
    qtbot.waitUntil(lambda: _complete(deep))
    assert designer.chosen == last


def test_after_an_edit_that_fails_all_is_there_as_before(deep: Hand, qtbot: QtBot) -> None:
    command = unfold_node(deep.graph, "block1")
    with pytest.raises(GraphError):
        deep.document.do(Sequence(Message("Wrong"), [command, Remove(["nothing"])]))
    qtbot.waitUntil(lambda: _complete(deep))
    assert "block1" in deep.graph
    assert deep.mirrors()
    assert _ways_are_right(deep)
    deep.designer.add("relu")
    assert deep.mirrors()  # at once, as ever


def test_pictures_and_bars_come_along(deep: Hand, qtbot: QtBot) -> None:
    deep.designer.set_bars("parameters")
    _unfold(deep, qtbot)
    qtbot.waitUntil(lambda: _complete(deep))
    strip = np.zeros((4, 4, 3), np.uint8)
    deep.designer.set_miniatures({node.id: strip for node in deep.graph})
    ids = [node.id for node in deep.graph if node.kind not in ("input", "flatten", "dense")]
    deep.designer.scene.select(set(ids))
    deep.designer.fold()
    deep.designer.undo()
    qtbot.waitUntil(lambda: _complete(deep))
    items = deep.designer.scene.nodes
    assert all(item.strip is not None for item in items.values())
    assert all(item.share > 0 for item in items.values() if item.node.kind == "conv2d")


def test_another_document_may_be_shown_meanwhile(deep: Hand, qtbot: QtBot) -> None:
    _unfold(deep, qtbot)
    other = Document(network(residual()))
    deep.designer.set_document(other)
    qtbot.waitUntil(lambda: _complete(deep))
    assert set(deep.designer.scene.nodes) == {node.id for node in other.graph}


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Blocks are unfolded until that is called off; then this is set."""
    unfold = Endless()
    monkeypatch.setattr("lab.ui.designer.arranging.unfold_node", unfold)
    return unfold.ended


def test_escape_calls_unfolding_off(deep: Hand, endless: threading.Event) -> None:
    with deep.nothing_done():
        deep.designer.unfold()
        gui_events.key(deep.canvas, Qt.Key.Key_Escape)
        assert endless.wait(60)
    assert deep.designer.chosen == "block1"


def test_a_network_that_was_edited_meanwhile_keeps_its_block(deep: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(deep.designer.arranging.unfolded):
        deep.designer.unfold()
        deep.document.do(Rename("dense1", "last"))
    assert "block1" in deep.graph
    assert "Unfold it again" in str(deep.refused[-1])


def test_a_block_of_too_many_layers_is_refused(deep: Hand, qtbot: QtBot) -> None:
    deep.document.do(ChangeLayer("block1", "repeat", 1000))
    _unfold(deep, qtbot)
    assert "4,000 layers" in str(deep.refused[-1])
    assert "block1" in deep.graph


def test_random_edits_that_all_come_in_pieces(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.reduce_motion(True)
    monkeypatch.setattr(arrivals, "AT_ONCE", 2)
    monkeypatch.setattr(arrivals, "_LARGE", 3)
    monkeypatch.setattr(arrivals, "PIECE", 0.0)
    dice = random.Random(5)

    class Mirrored(CanvasSequences):
        """The canvas follows some pieces behind."""

        def edited(self) -> None:
            self.pieces(dice.randrange(12))

        @rule(pick=number)
        def choose(self, pick: int) -> None:
            if len(self.graph):
                self.designer.scene.select(set(self.ids([pick, pick + 1])))

        @rule()
        def everything_arrives(self) -> None:
            self.pieces(10_000)
            hand = Hand(self.designer)
            assert hand.mirrors()
            assert _ways_are_right(hand)

        def pieces(self, most: int) -> None:
            waiting = self.designer.scene.arrivals
            while waiting.waiting and most:
                waiting.work()
                most -= 1

        def teardown(self) -> None:
            self.everything_arrives()
            self.designer.close()
            self.designer.deleteLater()

    run_state_machine_as_test(
        Mirrored, settings=settings(max_examples=10, stateful_step_count=15, deadline=None, derandomize=True)
    )


@pytest.fixture
def opening(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A large network that is being opened, a little in each turn of the event loop: some of it is there."""
    monkeypatch.setattr(arrivals, "PIECE", 0.0)
    discover_all()
    hand = begin_designer(qtbot, Document(canvas_cost.residual(400)))
    assert len(hand.designer.scene.nodes) < len(hand.graph)
    return hand


def test_a_large_network_is_opened_in_pieces(opening: Hand, qtbot: QtBot) -> None:
    scene = opening.designer.scene
    place, zoom = scene.extent(), opening.canvas.zoom
    qtbot.waitUntil(lambda: _complete(opening))
    assert opening.mirrors()
    assert _ways_are_right(opening)
    tiles = [item.tile() for item in scene.nodes.values()]
    assert place == drawing.united(tiles)  # so that it was fitted into the view at once
    assert opening.canvas.zoom <= zoom
    assert opening.canvas.viewport().rect().contains(opening.canvas.seen(scene.extent()).toRect())
    assert all(item.report is opening.document.analysis.nodes[node_id] for node_id, item in scene.nodes.items())
    opening.designer.add("relu")
    assert opening.mirrors()  # at once, as ever


def test_what_is_in_view_comes_first(opening: Hand) -> None:
    scene, last = opening.designer.scene, opening.graph.nodes[-1]
    opening.canvas.zoom_by_hand(1.0)
    opening.canvas.center_at(drawing.tile_of(last).center())
    seen = opening.canvas.mapToScene(opening.canvas.viewport().rect()).boundingRect()
    near = {node.id for node in opening.graph if drawing.tile_of(node).intersects(seen)}
    coming = near - set(scene.nodes)
    assert last.id in coming
    for _ in coming:
        scene.arrivals.work()
    assert near <= set(scene.nodes)
    assert len(scene.nodes) < len(opening.graph)


def test_what_is_still_to_come_can_be_chosen(opening: Hand, qtbot: QtBot) -> None:
    designer, last = opening.designer, opening.graph.nodes[-1].id
    designer.choose(last)
    assert designer.chosen == last
    gui_events.key(opening.canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert designer.chosen == opening.graph.nodes[-2].id
    assert not _complete(opening)
    qtbot.waitUntil(lambda: _complete(opening))
    assert opening.mirrors()
    assert len(designer.chosen_ids()) == 1


def test_all_that_is_still_to_come_can_be_deleted(opening: Hand, qtbot: QtBot) -> None:
    with opening.nothing_done():
        opening.designer.select_all()
        gui_events.key(opening.canvas, Qt.Key.Key_Delete)
        assert len(opening.graph) == 0
        assert opening.mirrors()
        opening.designer.undo()
        qtbot.waitUntil(lambda: _complete(opening))
    assert len(opening.designer.chosen_ids()) == len(opening.graph)


def test_many_layers_are_folded_beside_the_window(opening: Hand, qtbot: QtBot) -> None:
    designer, data = opening.designer, opening.graph.nodes[0].id
    designer.scene.select({node.id for node in opening.graph} - {data})
    with qtbot.waitSignal(designer.arranging.folded):
        designer.fold()
    assert {node.id for node in opening.graph} == {data, "block1"}
    assert opening.mirrors()
    qtbot.waitUntil(lambda: _complete(opening))
    assert designer.chosen == "block1"
    designer.undo()
    assert len(opening.graph) > 300
    qtbot.waitUntil(lambda: _complete(opening))
    assert opening.mirrors()
    designer.redo()
    assert opening.mirrors()


def test_layers_of_a_network_that_was_edited_meanwhile_are_not_folded(opening: Hand, qtbot: QtBot) -> None:
    designer, (data, *others) = opening.designer, opening.graph.nodes
    designer.scene.select({node.id for node in others})
    with qtbot.waitSignal(designer.arranging.folded):
        designer.fold()
        opening.document.do(Rename(data.id, "first"))
    assert len(opening.graph) == len(others) + 1
    assert "Fold the layers again" in str(opening.refused[-1])


def test_why_many_layers_cannot_be_folded_is_said(opening: Hand, qtbot: QtBot) -> None:
    opening.designer.select_all()
    with qtbot.waitSignal(opening.designer.arranging.folded):
        opening.designer.fold()
    assert opening.document.history.undo_title is None
    assert "data starts there" in str(opening.refused[-1])


def test_a_way_back_to_a_large_network_chooses_the_block_that_was_left(opening: Hand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _complete(opening))
    designer = opening.designer
    designer.scene.select({node.id for node in opening.graph.nodes[-6:]})
    designer.fold()
    assert designer.open_block("block1")
    designer.escape()
    assert not _complete(opening)
    assert designer.chosen_ids() == ["block1"]


def test_texts_are_laid_out_before_they_are_seen(opening: Hand, qtbot: QtBot) -> None:
    items = opening.designer.scene.nodes
    assert opening.canvas.zoom < drawing.DETAIL

    def ready() -> bool:
        return len(items) == len(opening.graph) and all(item._texts is not None for item in items.values())

    qtbot.waitUntil(ready)
    opening.document.do(Rename("add1", "here"))
    opening.canvas.zoom_by_hand(1.0)
    assert [text.text() for _, text, _ in items["add1"].lay_out()] == ["Add", "here"]
    i18n.set_language("zh_CN")
    assert not ready()
    qtbot.waitUntil(ready)
    assert items["add1"].lay_out()[0][1].text() == "相加"
