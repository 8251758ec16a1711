"""Folding, unfolding and going inside, by gestures; the canvas shows what the document holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from lab.document import edits
from lab.document.blocks import Block
from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.document.format import decode_graph, encode_graph
from lab.document.notes import Note
from lab.document.opening import ChangeBlock
from lab.ui.app import i18n, theme
from lab.ui.designer import Inspector, folding
from tests import gui_events
from tests.document.blocks import network, residual
from tests.document.edit_sequences import KINDS, EditSequences, number
from tests.ui.designer.conftest import CanvasSequences, Hand, open_designer

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def blocks(qtbot: QtBot) -> Hand:
    """Input, Conv 2-D, a residual block twice, flatten, dense."""
    document = Document(network(residual(repeat=2)))
    document.do(edits.tidy(document.graph))  # type: ignore[arg-type]
    hand = open_designer(qtbot, document)
    hand.designer.fit()
    return hand


def inside(hand: Hand) -> Hand:
    """The same hand, for what is shown now."""
    now = Hand.__new__(Hand)
    now.__dict__.update(hand.__dict__, document=hand.designer.document, graph=hand.designer.document.graph)
    return now


def block_of(hand: Hand) -> Block:
    layer = hand.graph.node("block1").layer
    assert isinstance(layer, Block)
    return layer


def test_two_layers_are_folded_by_key_and_unfolded_again(hand: Hand) -> None:
    hand.designer.scene.select({"conv2d1", "relu1"})
    with hand.one_step("Fold 2 layers"):
        gui_events.key(hand.canvas, Qt.Key.Key_G, CONTROL)
    assert [node.kind for node in hand.graph.order()] == ["input", "block"]
    assert hand.designer.chosen == "block1"
    with hand.one_step("Unfold block1"):
        gui_events.key(hand.canvas, Qt.Key.Key_G, CONTROL | SHIFT)
    assert hand.links == {("input1", "conv2d1", 0), ("conv2d1", "relu1", 0)}


def test_what_cannot_be_folded_is_said(hand: Hand) -> None:
    hand.designer.select_all()
    with hand.nothing_done():
        gui_events.key(hand.canvas, Qt.Key.Key_G, CONTROL)
    assert "data starts there" in str(hand.refused[-1])


def test_a_double_click_goes_inside_and_escape_comes_back(blocks: Hand) -> None:
    gui_events.double_click(blocks.canvas, blocks.node("block1"))
    assert blocks.designer.breadcrumbs.isVisible()
    here = inside(blocks)
    assert [node.kind for node in here.graph.order()] == ["entry", "conv2d", "relu", "conv2d", "add"]
    assert here.mirrors()
    assert here.document.analysis.nodes["add1"].output == (4, 6, 6)
    gui_events.key(blocks.canvas, Qt.Key.Key_Escape)
    assert not blocks.designer.breadcrumbs.isVisible()
    assert blocks.designer.document is blocks.document
    assert blocks.designer.chosen == "block1"
    assert blocks.mirrors()


def test_edits_inside_are_one_step_outside(blocks: Hand) -> None:
    before = blocks.graph.copy()
    blocks.designer.choose("block1")
    gui_events.key(blocks.canvas, Qt.Key.Key_Return)
    here = inside(blocks)
    with here.one_step("Insert Batch norm"):
        here.drag_tile("batch_norm", here.link("conv2d1", "relu1"))
    here.document.do(ChangeLayer("conv2d1", "channels", 6))
    here.document.do(ChangeLayer("conv2d2", "channels", 4))
    assert [node.kind for node in block_of(blocks).inside.order()] == ["conv2d", "batch_norm", "relu", "conv2d", "add"]
    assert not blocks.document.analysis.problems
    gui_events.key(blocks.canvas, Qt.Key.Key_Escape)
    gui_events.key(blocks.canvas, Qt.Key.Key_Escape)
    assert str(blocks.document.history.undo_title) == "Change block1"
    blocks.designer.undo()
    assert blocks.graph == before


def test_a_second_input_inside_is_a_port_outside(blocks: Hand) -> None:
    blocks.document.do(ChangeLayer("block1", "repeat", 1))
    blocks.designer.levels.open("block1")
    here = inside(blocks)
    here.designer.scene.select(set())
    here.drag_tile("input", here.free())
    assert block_of(blocks).most_inputs == 2
    assert blocks.document.analysis.nodes["block1"].problem is not None
    here.designer.undo()
    assert block_of(blocks).most_inputs == 1
    assert not blocks.document.analysis.problems


def test_deleting_everything_inside_keeps_the_block(blocks: Hand) -> None:
    blocks.designer.levels.open("block1")
    here = inside(blocks)
    before = block_of(blocks)
    here.designer.scene.select({"conv2d1", "relu1", "conv2d2", "add1"})
    gui_events.key(here.canvas, Qt.Key.Key_Delete)
    assert "at least one layer" in str(here.refused[-1])
    assert block_of(blocks) == before


def test_what_arrives_is_shown_inside(blocks: Hand) -> None:
    blocks.designer.levels.open("block1")
    here = inside(blocks)
    blocks.document.do(ChangeLayer("conv2d1", "channels", 3))
    assert here.document.analysis.nodes["input1"].output == (3, 6, 6)


def test_a_block_that_goes_is_left(blocks: Hand) -> None:
    blocks.designer.levels.open("block1")
    blocks.document.do(edits.delete(blocks.graph, ["block1"]))  # type: ignore[arg-type]
    assert blocks.designer.document is blocks.document
    assert blocks.mirrors()


def test_blocks_inside_blocks_and_the_way_back(blocks: Hand) -> None:
    blocks.designer.scene.select({"block1", "flatten1"})
    blocks.designer.fold()
    blocks.designer.levels.open("block2")
    inside(blocks).designer.levels.open("block1")
    assert blocks.designer.levels.titles == ["Block", "Residual block"]
    here = inside(blocks)
    here.document.do(ChangeLayer("conv2d1", "bias", False))
    outer = blocks.graph.node("block2").layer
    assert isinstance(outer, Block)
    assert outer.inside.node("block1").layer.inside.node("conv2d1").layer.setting("bias") is False  # type: ignore[attr-defined]
    network_crumb = blocks.designer.breadcrumbs.crumbs[0]
    network_crumb.click()
    assert blocks.designer.document is blocks.document
    assert blocks.designer.chosen == "block2"


def test_layers_are_announced_as_the_flat_network_has_them(blocks: Hand) -> None:
    gui_events.click(blocks.canvas, blocks.node("block1"))
    assert blocks.chosen[-1] == "block1:2:add1"
    blocks.designer.levels.open("block1")
    gui_events.click(blocks.canvas, inside(blocks).node("relu1"))
    assert blocks.chosen[-1] == "block1:2:relu1"
    blocks.designer.choose("block1:1:conv2d2")
    assert blocks.designer.chosen == "conv2d2"
    blocks.designer.choose("dense1")  # which stands outside
    assert blocks.designer.document is blocks.document
    assert blocks.designer.chosen == "dense1"
    blocks.designer.choose("block1:1:conv2d2")
    assert blocks.designer.chosen == "block1"
    assert blocks.chosen[-1] == "block1:1:conv2d2"


def test_the_run_is_shown_on_blocks_and_inside(blocks: Hand) -> None:
    designer = blocks.designer
    assert designer.seen_layers() == {"input1", "conv2d1", "block1:2:add1", "flatten1", "dense1"}
    picture = np.zeros((4, 8, 4), np.uint8)
    designer.set_miniatures({"block1:2:add1": picture, "block1:2:relu1": picture})
    designer.set_edge_weights({"block1:2:add1": 1.0})
    designer.set_running("block1:1:relu1")
    assert designer.scene.nodes["block1"].strip is not None
    assert designer.scene.nodes["block1"].running
    designer.levels.open("block1")
    assert designer.seen_layers() == {f"block1:2:{name}" for name in ("conv2d1", "relu1", "conv2d2", "add1")}
    assert designer.scene.nodes["relu1"].running
    assert designer.scene.nodes["relu1"].strip is not None


def test_a_block_is_drawn_at_every_zoom(blocks: Hand) -> None:
    pictures = []
    for repeat in (1, 2):
        blocks.document.do(ChangeLayer("block1", "repeat", repeat))
        for zoom in (0.1, 0.3, 1.0):
            blocks.canvas.zoom_by_hand(zoom)
            pictures.append(blocks.canvas.grab().toImage())
    assert pictures[2] != pictures[5]  # a stack


# -- any sequence of edits


def _sequences(qtbot: QtBot) -> type[EditSequences]:
    theme.reduce_motion(True)

    class Mirrored(CanvasSequences):
        """The canvas follows; now and then what happens inside a block is done on the canvas."""

        @rule(pick=number, kinds=st.lists(st.sampled_from(KINDS), max_size=3), inner=number, back=st.booleans())
        def edit_on_the_canvas(self, pick: int, kinds: list[str], inner: int, back: bool) -> None:
            """Open a block, edit there, undo there, and come back: the block outside is what was made inside."""
            found = self.block(pick)
            if found is None:
                return
            self.designer.levels.open(found[0])
            document = self.designer.document
            for kind in kinds:
                at = document.graph.nodes[inner % len(document.graph)].id
                self.designer.do(edits.add_after(document.graph, edits.new_layer(kind), at))
            if back:
                for _ in kinds:
                    self.designer.undo()
            block = self.graph.node(found[0]).layer
            assert isinstance(block, Block)
            self.mirrored(document)
            if back:
                assert block == found[1]
            else:
                inside = {node.id: node.layer for node in document.graph if node.kind != "entry"}
                assert {node.id: node.layer for node in block.nodes} == inside
            folding.go_back(self.designer)
            assert self.designer.document is self.document
            self.edited()

        def edited(self) -> None:
            self.mirrored(self.document)

        def mirrored(self, document: Document) -> None:
            scene, graph = self.designer.scene, document.graph
            assert set(scene.nodes) == {node.id for node in graph}
            assert set(scene.links) == set(graph.links)
            for node in graph:
                item = scene.nodes[node.id]
                assert item.node == node
                assert item.pos() == QPointF(node.x, node.y)
                assert item.report == document.analysis.nodes[node.id]

        def teardown(self) -> None:
            self.designer.deleteLater()

    return Mirrored


def test_the_canvas_follows_any_sequence_of_edits(qtbot: QtBot) -> None:
    run_state_machine_as_test(
        _sequences(qtbot), settings=settings(max_examples=10, stateful_step_count=12, deadline=None, derandomize=True)
    )


@pytest.mark.slow
def test_the_canvas_follows_a_thousand_sequences_of_edits(qtbot: QtBot) -> None:
    run_state_machine_as_test(
        _sequences(qtbot), settings=settings(max_examples=1000, stateful_step_count=30, deadline=None)
    )


# -- the inspector


@pytest.fixture
def inspector(qtbot: QtBot, blocks: Hand) -> Inspector:
    made = Inspector(blocks.document)
    qtbot.addWidget(made)
    made.opened.connect(blocks.designer.open_block)
    made.resize(300, 900)
    made.show()
    made.activateWindow()
    made.show_node("block1")
    return made


def _rows(inspector: Inspector) -> list[str]:
    items = [inspector.block.layers.topLevelItem(row) for row in range(inspector.block.layers.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_the_inspector_lists_what_is_inside(inspector: Inspector) -> None:
    assert _rows(inspector)[0] == "conv1\n4 × 6 × 6 · 148"
    assert len(_rows(inspector)) == 4
    inspector.show_node("dense1")
    assert not inspector.block.isVisible()


def test_title_repetitions_and_knobs_are_edited(inspector: Inspector, blocks: Hand) -> None:
    inspector.block.title.selectAll()
    for letter in "Res":
        gui_events.key(inspector.block.title, letter)
    gui_events.key(inspector.block.title, Qt.Key.Key_Return)
    assert block_of(blocks).title == "Res"
    assert inspector.title.text() == "Res"
    box = inspector.form.editor("repeat").inputs()[0]
    box.selectAll()  # type: ignore[attr-defined]
    gui_events.key(box, "5")
    gui_events.key(box, Qt.Key.Key_Return)
    assert block_of(blocks).repeat == 5
    width = inspector.block.knobs.editor("Width").inputs()[0]
    width.selectAll()  # type: ignore[attr-defined]
    gui_events.key(width, "8")
    gui_events.key(width, Qt.Key.Key_Return)
    assert block_of(blocks).setting("Width") == 8
    for _ in range(3):
        blocks.designer.undo()
    assert block_of(blocks) == residual(repeat=2)


def test_the_title_and_the_knobs_of_a_template_speak_the_language(inspector: Inspector, blocks: Hand) -> None:
    blocks.document.do(ChangeBlock("block1", block_of(blocks).replace(title="Stage 1")))
    i18n.set_language("zh_CN")
    assert inspector.block.title.text() == i18n.term("Stage 1") != "Stage 1"
    assert i18n.term("Channels") in inspector.block.knobs.editor("Width").inputs()[0].accessibleDescription()
    inspector.block.title.editingFinished.emit()
    assert block_of(blocks).title == "Stage 1"
    blocks.designer.levels.open("block1")
    labels = blocks.designer.breadcrumbs.findChildren(QLabel)
    assert i18n.term("Stage 1") in [label.text() for label in labels]


def test_a_name_that_cannot_be_is_explained(inspector: Inspector, blocks: Hand) -> None:
    refused: list[object] = []
    inspector.refused.connect(refused.append)
    inspector.block.title.setText("{x}")
    gui_events.key(inspector.block.title, Qt.Key.Key_Return)
    assert refused
    assert block_of(blocks).title == "Residual block" == inspector.block.title.text()


def test_knobs_are_made_and_removed_from_the_menu(inspector: Inspector, blocks: Hand) -> None:
    menu = inspector.block.knob_menu
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "Kernel of all Conv 2-D").trigger()
    assert [knob.name for knob in block_of(blocks).knobs] == ["Width", "Kernel"]
    box = inspector.block.knobs.editor("Kernel").inputs()[0]
    box.selectAll()  # type: ignore[attr-defined]
    gui_events.key(box, "5")
    gui_events.key(box, Qt.Key.Key_Return)
    assert {node.layer.setting("kernel") for node in block_of(blocks).nodes if node.kind == "conv2d"} == {(5, 5)}
    menu.aboutToShow.emit()
    gone = menu.actions()[-1].menu()
    assert isinstance(gone, QMenu)
    next(a for a in gone.actions() if a.text() == "Width").trigger()
    assert [knob.name for knob in block_of(blocks).knobs] == ["Kernel"]


def test_a_layer_of_the_list_is_opened(inspector: Inspector, blocks: Hand) -> None:
    item = inspector.block.layers.topLevelItem(2)
    assert item is not None
    inspector.block.layers.itemActivated.emit(item, 0)
    assert blocks.designer.chosen == "conv2d2"
    assert blocks.designer.levels.titles == ["Residual block"]


def test_notes_inside_stay_with_the_block(blocks: Hand) -> None:
    blocks.designer.levels.open("block1")
    sub = inside(blocks).document
    sub.do(edits.write(sub.graph, Note("note1", "", 40, -120), "What this is for"))
    blocks.designer.escape()
    assert [note.text for note in block_of(blocks).notes] == ["What this is for"]
    blocks.designer.levels.open("block1")
    assert "note1" in blocks.designer.scene.notes.items
    blocks.designer.escape()
    assert decode_graph(encode_graph(blocks.graph, blocks.document.setup))[0] == blocks.graph
    blocks.designer.choose("block1")
    blocks.designer.unfold()
    assert [note.text for note in blocks.graph.notes] == ["What this is for"]
