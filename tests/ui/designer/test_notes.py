from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lab.document.notes import Note
from lab.ui.app import i18n
from tests import gui_events
from tests.gui_events import CONTROL, SHIFT
from tests.ui.designer.conftest import Hand, chain, open_designer

SHEET = Note("note1", "What there is to see", 0.0, 160.0, 320.0, 96.0)


@pytest.fixture
def noted(qtbot: QtBot) -> Hand:
    """Input, ReLU and a note below them."""
    document = chain("input", "relu")
    document.graph.add_note(SHEET)
    return open_designer(qtbot, document)


def sheet(hand: Hand, note_id: str = "note1") -> QPointF:
    """The middle of a note in the viewport."""
    return hand.canvas.on_screen(hand.designer.scene.notes.items[note_id].sheet().center())


def write(text: str, *, end: Qt.Key = Qt.Key.Key_Escape, keys: Qt.KeyboardModifier = gui_events.PLAIN) -> None:
    """Type into what has the focus, then a last key."""
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClicks(box, text)
    gui_events.key(box, end, keys)


@pytest.mark.parametrize(("end", "keys"), [(Qt.Key.Key_Escape, gui_events.PLAIN), (Qt.Key.Key_Return, CONTROL)])
def test_a_key_begins_a_note_and_what_is_typed_is_one_step(empty: Hand, end: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    with empty.one_step("Add note"):
        gui_events.key(empty.canvas, "t")
        write("Begin here", end=end, keys=keys)
    assert [note.text for note in empty.graph.notes] == ["Begin here"]
    assert empty.canvas.hasFocus()
    assert empty.designer.chosen_note == "note1"


def test_a_note_without_text_is_never_made(empty: Hand) -> None:
    with empty.nothing_done():
        gui_events.key(empty.canvas, "t")
        write("  ")


def test_a_note_of_chosen_layers_lies_above_them(hand: Hand) -> None:
    gui_events.click(hand.canvas, hand.node("conv2d1"))
    gui_events.key(hand.canvas, "t")
    write("Eight kernels")
    note, node = hand.graph.note("note1"), hand.graph.node("conv2d1")
    assert note.x == node.x
    assert note.y + note.height < node.y


def test_a_double_click_and_enter_write_and_leaving_takes_the_text(noted: Hand) -> None:
    with noted.one_step("Change note"):
        gui_events.double_click(noted.canvas, sheet(noted))
        QTest.keyClicks(QApplication.focusWidget(), ", here")
        noted.canvas.setFocus()
    assert noted.graph.note("note1").text == "What there is to see, here"
    gui_events.click(noted.canvas, sheet(noted))
    gui_events.key(noted.canvas, Qt.Key.Key_Return)
    write("!")
    assert noted.graph.note("note1").text == "What there is to see, here!"


def test_the_sheet_is_as_high_as_its_text(noted: Hand) -> None:
    item = noted.designer.scene.notes.items["note1"]
    assert item.sheet().height() == SHEET.height
    gui_events.double_click(noted.canvas, sheet(noted))
    write(" and to hear" * 40)
    assert item.sheet().height() > 2 * SHEET.height


def test_a_drag_moves_a_note_with_the_layers_that_are_chosen(noted: Hand) -> None:
    relu = noted.graph.node("relu1")
    gui_events.click(noted.canvas, noted.node("relu1"))
    gui_events.click(noted.canvas, sheet(noted), keys=SHIFT)
    with noted.one_step("Move layers"):
        gui_events.drag(noted.canvas, sheet(noted), sheet(noted) + QPointF(80, 40))
    note, after = noted.graph.note("note1"), noted.graph.node("relu1")
    assert (note.x, note.y) != (SHEET.x, SHEET.y)
    assert (note.x - SHEET.x, note.y - SHEET.y) == (after.x - relu.x, after.y - relu.y)


def test_escape_puts_a_dragged_note_back(noted: Hand) -> None:
    with noted.nothing_done():
        gui_events.drag(noted.canvas, sheet(noted), sheet(noted) + QPointF(80, 40), drop=False)
        gui_events.key(noted.canvas, Qt.Key.Key_Escape)
        gui_events.release(noted.canvas, sheet(noted))
    assert noted.designer.scene.notes.items["note1"].pos() == QPointF(SHEET.x, SHEET.y)


def test_the_corner_resizes(noted: Hand) -> None:
    corner = noted.canvas.on_screen(noted.designer.scene.notes.items["note1"].grip().center())
    with noted.one_step("Resize note"):
        gui_events.drag(noted.canvas, corner, corner + QPointF(noted.canvas.zoom * 80, noted.canvas.zoom * 40))
    note = noted.graph.note("note1")
    assert (note.width, note.height) == (400.0, 136.0)


def test_keys_reach_move_resize_and_delete_a_note(noted: Hand) -> None:
    gui_events.click(noted.canvas, noted.node("relu1"))
    gui_events.key(noted.canvas, Qt.Key.Key_Tab)
    assert noted.designer.chosen_note == "note1"
    assert "What there is to see" in noted.canvas.accessibleDescription()
    gui_events.key(noted.canvas, Qt.Key.Key_Right)
    gui_events.key(noted.canvas, Qt.Key.Key_Right, CONTROL)
    note = noted.graph.note("note1")
    assert (note.x, note.width) == (SHEET.x + 8, SHEET.width + 8)
    with noted.one_step("Delete note"):
        gui_events.key(noted.canvas, Qt.Key.Key_Delete)
    assert noted.graph.notes == []


def test_a_band_takes_the_notes_it_covers(noted: Hand) -> None:
    gui_events.drag(noted.canvas, noted.at(-40, 300), noted.at(100, 130))
    assert noted.designer.scene.notes.chosen() == []
    gui_events.drag(noted.canvas, noted.at(-40, 300), noted.at(360, 130))
    assert noted.designer.scene.notes.chosen() == ["note1"]


def test_copy_and_paste(noted: Hand) -> None:
    gui_events.click(noted.canvas, sheet(noted))
    with noted.one_step("Paste note"):
        gui_events.key(noted.canvas, "c", CONTROL)
        gui_events.key(noted.canvas, "v", CONTROL)
    assert [note.text for note in noted.graph.notes] == [SHEET.text, SHEET.text]
    QGuiApplication.clipboard().clear()


def test_known_words_are_shown_in_the_learners_language_and_kept_as_they_are(noted: Hand) -> None:
    noted.graph.replace_note(SHEET.changed(text="Train"))
    item = noted.designer.scene.notes.items["note1"]
    i18n.set_language("zh_CN")
    assert item.shown != "Train"
    gui_events.double_click(noted.canvas, sheet(noted))
    with noted.nothing_done():
        write("")
    assert noted.graph.note("note1").text == "Train"
