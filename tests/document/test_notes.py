from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from lab.document import clipboard, edits, files
from lab.document.commands import Add, ChangeNote, Move, Remove
from lab.document.document import Document
from lab.document.format import decode_graph, encode_graph
from lab.document.graph import Graph
from lab.document.layout import NODE_HEIGHT, PITCH_X
from lab.document.model import Model
from lab.document.notes import Note, height_for
from lab.document.setup import default_setup
from lab.document.templates.base import Template, chain, layer
from lab.spec.errors import FileError, GraphError
from lab.spec.message import Message
from tests.document import networks

SHEET = Note("note1", "Two lines\nof text.", 40.0, -200.0, 320.0, 96.0)


def noted() -> Document:
    graph = networks.chain("input", "relu")
    graph.add_note(SHEET)
    return Document(graph)


def test_every_edit_of_notes_is_undone_and_done_again_exactly() -> None:
    edited = noted()
    other = Note("note2", "More")
    states = [edited.graph.copy()]
    for command in (
        Add(notes=[other]),
        Move({"relu1": (8.0, 16.0)}, notes={"note1": (80.0, 88.0)}),
        ChangeNote(edited.graph.note("note1").changed(text="Else"), Message("Change note")),
        Remove(["input1"], notes=["note1"]),
    ):
        edited.do(command)
        edited.history.end_merge()
        states.append(edited.graph.copy())
    for state in states[-2::-1]:
        edited.history.undo()
        assert edited.graph == state
        assert [note.id for note in edited.graph.notes] == [note.id for note in state.notes]
    for state in states[1:]:
        edited.history.redo()
        assert edited.graph == state


def test_changes_of_one_note_merge_and_those_of_another_do_not() -> None:
    edited = noted()
    edited.do(Add(notes=[Note("note2", "More")]))
    edited.history.end_merge()
    for note_id, width in (("note1", 100.0), ("note1", 200.0), ("note2", 104.0)):
        edited.do(edits.resize(edited.graph.note(note_id), width, 96.0))  # type: ignore[arg-type]
    edited.history.undo()
    assert edited.graph.note("note1").width == 200.0
    edited.history.undo()
    assert edited.graph.note("note1") == SHEET


def test_writing_adds_changes_and_takes_away() -> None:
    edited = noted()
    new = Note("note2", "")
    assert edits.write(edited.graph, new, "  \n") is None
    assert edits.write(edited.graph, SHEET, SHEET.text) is None
    for text, ids in (("Said", ["note1", "note2"]), ("Said again", ["note1", "note2"]), ("", ["note1"])):
        edited.do(edits.write(edited.graph, new, text))  # type: ignore[arg-type]
        assert [note.id for note in edited.graph.notes] == ids


def test_a_note_is_no_part_of_the_network() -> None:
    edited = noted()
    before = edited.analysis
    edited.do(edits.write(edited.graph, SHEET, "Else"))  # type: ignore[arg-type]
    assert edited.analysis is before


def test_an_unknown_or_doubled_note_is_named() -> None:
    graph = Graph(notes=[SHEET])
    with pytest.raises(GraphError, match='no note with the id "note9"'):
        graph.note("note9")
    with pytest.raises(GraphError, match='already a note with the id "note1"'):
        graph.add_note(SHEET)


def test_files_keep_notes(tmp_path: Path) -> None:
    graph = noted().graph
    graph.add_note(Note("note2", "第二张 · ∂L/∂W\n\ttab", -3.5, 1e6, 48.0, 5000.0))
    files.save(tmp_path / "net.cnnlab", Model(graph, default_setup()))
    back = files.load(tmp_path / "net.cnnlab").graph
    assert back == graph
    assert back.notes == graph.notes


def test_a_file_of_the_version_before_has_none() -> None:
    old = encode_graph(networks.chain("input"), default_setup())
    old = old.replace(b'"version": 3', b'"version": 2').replace(b' "notes": [],\n', b"")
    assert b"notes" not in old
    assert decode_graph(old)[0].notes == []


def test_a_file_with_two_notes_of_one_id_is_refused() -> None:
    twice = encode_graph(Graph(notes=[SHEET, replace(SHEET, id="note2")]), default_setup()).replace(b"note2", b"note1")
    with pytest.raises(FileError, match='Two notes have the id "note1"'):
        decode_graph(twice)


def test_notes_travel_over_the_clipboard() -> None:
    edited = noted()
    copied = clipboard.from_text(clipboard.to_text(edited.graph, ["relu1"], ["note1"]))
    assert copied.notes == [SHEET]
    edited.do(edits.paste(edited.graph, copied, 0.0, 600.0))
    new, node = edited.graph.note("note2"), edited.graph.node("relu2")
    old = edited.graph.node("relu1")
    assert (new.x - node.x, new.y - node.y) == (SHEET.x - old.x, SHEET.y - old.y)
    alone = clipboard.from_text(clipboard.to_text(edited.graph, [], ["note1"]))
    assert (len(alone), alone.notes) == (0, [SHEET])


def test_a_duplicate_lies_below() -> None:
    edited = noted()
    edited.do(edits.duplicate(edited.graph, [], ["note1"]))
    assert edited.graph.note("note2").y >= SHEET.y + SHEET.height


def test_arranging_keeps_notes_off_the_layers() -> None:
    graph = networks.chain("input", "relu", "relu")
    graph.add_note(Note("note1", "on the way", PITCH_X, 0.0))
    graph.add_note(Note("note2", "aside", 0.0, 4000.0))
    for number, node in enumerate(graph.nodes):
        graph.replace_node(node.changed(x=0.0, y=1000.0 * number))
    edited = Document(graph)
    edited.do(edits.tidy(graph))  # type: ignore[arg-type]
    top = min(node.y for node in edited.graph)
    assert edited.graph.note("note1").y + Note.height <= top
    assert edited.graph.note("note2").y == 4000.0


class Explained(Template):
    note: ClassVar[Message] = Message("What there is to see. " * 20)

    def graph(self) -> Graph:
        return chain([layer("input"), layer("relu"), layer("relu"), layer("relu")])

    def setup(self):  # type: ignore[no-untyped-def]
        return default_setup()


def test_the_note_of_a_template_lies_above_its_network() -> None:
    graph = Explained().model().graph
    (note,) = graph.notes
    assert note.text == str(Explained.note)
    assert note.y + note.height < min(node.y for node in graph) - NODE_HEIGHT / 2
    assert note.x == min(node.x for node in graph)
    assert note.height >= height_for(note.text, note.width)
