from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.document.commands import ChangeLayer
from lab.document.document import Document
from lab.document.graph import Link
from lab.ui.app import theme
from lab.ui.designer import Inspector
from lab.ui.widgets.fact_table import Fact
from tests import gui_events
from tests.ui.designer.conftest import chain


@pytest.fixture
def document() -> Document:
    return chain("input", "conv2d", "dense")


@pytest.fixture
def inspector(qtbot: QtBot, document: Document) -> Inspector:
    made = Inspector(document)
    qtbot.addWidget(made)
    made.resize(280, 700)
    made.show()
    made.activateWindow()
    return made


def _number(inspector: Inspector, field: str, part: int = 0) -> object:
    return inspector.form.editor(field).inputs()[part]


def shown(inspector: Inspector, key: str) -> Fact:
    fact = inspector.facts.fact(key)
    assert fact is not None
    return fact


def test_without_a_layer_it_says_what_to_do_and_shows_the_network(qtbot: QtBot) -> None:
    made = Inspector(chain("input", "conv2d", "flatten", "dense"))
    qtbot.addWidget(made)
    made.show()
    summary = made.summary
    assert summary.hint.isVisible()
    assert summary.title.text() == "Network"
    parameters = summary.table.fact("parameters")
    assert parameters is not None
    assert parameters.value == "5,210"
    assert [(share.name, share.value) for share in summary.bars.shares] == [("dense1", 5130), ("conv1", 80)]
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.mouseClick(summary.bars, Qt.MouseButton.LeftButton, pos=summary.bars.area(1).center().toPoint())
    assert chosen.args == ["conv2d1"]


def test_several_layers_are_shown_together(inspector: Inspector) -> None:
    inspector.show_selection(["input1", "conv2d1"])
    summary = inspector.summary
    assert summary.title.text() == "2 layers"
    assert not summary.hint.isVisible()
    parameters = summary.table.fact("parameters")
    assert parameters is not None
    assert parameters.value == "80"


def test_a_link_is_shown_as_the_tensor_that_flows_there(inspector: Inspector) -> None:
    inspector.show_selection([], [Link("conv2d1", "dense1")])
    summary = inspector.summary
    assert summary.volume.isVisible()
    assert summary.volume.accessibleName() == "8 channels, 8 height, 8 width, a batch of 32"
    facts = {fact.key: fact for fact in summary.table.facts}
    assert facts["values"].exact == "512"
    assert facts["order"].value == "3, of a batch 4"
    assert facts["memory"].exact == "2,048 bytes a sample"


def test_it_shows_what_is_known_of_a_layer(inspector: Inspector) -> None:
    inspector.show_node("conv2d1")
    assert inspector.title.text() == "Conv 2-D"
    assert inspector.name.text() == "conv1"
    assert "y = Σ w · x + b" in inspector.help.text()
    assert shown(inspector, "in").value == "1 × 8 × 8"
    out = shown(inspector, "out")
    assert (out.value, out.exact) == ("8 × 8 × 8", "8 channels × 8 height × 8 width")
    assert out.note == "channels × height × width\n(8 + 2·1 − 3)/1 + 1 = 8"
    assert (shown(inspector, "parameters").value, shown(inspector, "parameters").note) == ("80", "8·(3·3·1) + 8 = 80")
    assert (shown(inspector, "weight").name, shown(inspector, "weight").value) == ("W[1], dW[1]", "8 × 1 × 3 × 3")
    assert (shown(inspector, "bias").name, shown(inspector, "bias").value) == ("b[1], db[1]", "8")
    assert shown(inspector, "work").note == "2·72·64 = 9,216"
    assert (shown(inspector, "field").value, shown(inspector, "jump").value) == ("3 × 3", "1")
    assert shown(inspector, "dense").exact == "33,280"
    assert "against 72 + 8 = 80" in shown(inspector, "dense").note
    assert not inspector.problem_card.isVisible()


def test_an_edit_changes_the_layer_and_can_be_undone(inspector: Inspector, document: Document) -> None:
    inspector.show_node("conv2d1")
    before = document.graph.copy()
    box = _number(inspector, "channels")
    for text in ("1", "12"):
        box.selectAll()  # type: ignore[attr-defined]
        gui_events.key(box, text[-1])  # type: ignore[arg-type]
    gui_events.key(box, Qt.Key.Key_Return)  # type: ignore[arg-type]
    assert document.graph.node("conv2d1").layer.config()["channels"] == 2
    assert "2 × 8 × 8" in shown(inspector, "out").value
    assert str(document.history.undo_title) == "Change Channels of conv1"
    document.history.undo()
    assert document.graph == before
    assert "8 × 8 × 8" in shown(inspector, "out").value


def test_it_shows_edits_made_elsewhere(inspector: Inspector, document: Document) -> None:
    inspector.show_node("conv2d1")
    document.do(ChangeLayer("conv2d1", "channels", 5))
    assert "5 × 8 × 8" in shown(inspector, "out").value
    assert _number(inspector, "channels").value == 5  # type: ignore[attr-defined]


def test_a_problem_is_said_and_mended(inspector: Inspector, document: Document, qtbot: QtBot) -> None:
    inspector.show_node("dense1")
    assert "flat" in inspector.problem.text()
    assert inspector.mend_button.text() == "Insert Flatten"
    qtbot.mouseClick(inspector.mend_button, Qt.MouseButton.LeftButton)
    assert not document.analysis.problems
    assert not inspector.problem_card.isVisible()
    assert str(document.history.undo_title) == "Insert Flatten"


def test_a_layer_without_input_knows_nothing_yet(inspector: Inspector, document: Document) -> None:
    document.graph.remove_link(Link("input1", "conv2d1"))
    inspector.show_node("conv2d1")
    assert shown(inspector, "in").value == "nothing"
    assert shown(inspector, "out").value == "not known yet"
    assert not inspector.mend_button.isVisible()


def test_renaming_is_one_step_however_much_is_typed(inspector: Inspector, document: Document, qtbot: QtBot) -> None:
    inspector.show_node("conv2d1")
    inspector.name.setFocus()
    inspector.name.selectAll()
    qtbot.keyClicks(inspector.name, "edges")
    assert document.graph.node("conv2d1").label == "edges"
    gui_events.key(inspector.name, Qt.Key.Key_Return)
    document.history.undo()
    assert document.graph.node("conv2d1").label == "conv1"
    assert inspector.name.text() == "conv1"


def test_an_empty_name_is_not_taken(inspector: Inspector, document: Document, qtbot: QtBot) -> None:
    inspector.show_node("conv2d1")
    inspector.name.setFocus()
    inspector.name.selectAll()
    gui_events.key(inspector.name, Qt.Key.Key_Backspace)
    assert document.graph.node("conv2d1").label == "conv1"
    inspector.form.focus_first()
    assert inspector.name.text() == "conv1"


def test_the_same_field_of_two_layers_is_two_steps(inspector: Inspector, document: Document) -> None:
    for node_id, field in (("conv2d1", "channels"), ("dense1", "units")):
        inspector.show_node(node_id)
        inspector.form.edited.emit(field, 3)
    document.history.undo()
    assert document.graph.node("conv2d1").layer.config()["channels"] == 3


def test_the_keys_go_to_the_first_setting(inspector: Inspector) -> None:
    inspector.show_node("conv2d1")
    inspector.edit_first()
    assert inspector.form.isAncestorOf(QApplication.focusWidget())


def test_the_keys_go_to_the_name_where_there_is_no_setting(inspector: Inspector, document: Document) -> None:
    relu = chain("input", "relu")
    inspector.set_document(relu)
    inspector.show_node("relu1")
    inspector.edit_first()
    assert inspector.name.hasFocus()


def test_a_deleted_layer_is_no_longer_shown(inspector: Inspector, document: Document) -> None:
    from lab.document.commands import Remove

    inspector.show_node("conv2d1")
    document.do(Remove(["conv2d1"]))
    assert inspector.summary.isVisible()
    document.history.undo()
    assert inspector.title.isVisible()


def test_another_document(inspector: Inspector, document: Document) -> None:
    inspector.show_node("conv2d1")
    inspector.set_document(chain("input", "flatten"))
    assert inspector.summary.isVisible()
    inspector.show_node("flatten1")
    document.do(ChangeLayer("conv2d1", "channels", 5))
    assert inspector.title.text() == "Flatten"


def test_an_edit_that_cannot_be_is_announced(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_node("conv2d1")
    with qtbot.waitSignal(inspector.refused) as refused:
        inspector.form.edited.emit("channels", -3)
    assert "Channels" in str(refused.args[0])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_follows_the_theme(inspector: Inspector, qapp: QApplication, mode: theme.Mode) -> None:
    inspector.show_node("dense1")
    theme.apply(qapp, mode)
    assert theme.tokens().error in inspector.problem_card.styleSheet()
