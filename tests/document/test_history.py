from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.document.commands import ChangeLayer, Move, Remove, Rename, Sequence
from lab.document.document import Document
from lab.document.graph import Link
from lab.document.setup import discover_all
from lab.spec.errors import LabError
from lab.spec.message import Message
from tests.document.networks import commands, document


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_undo_and_redo_are_exact_whatever_is_done(data: st.DataObject) -> None:
    discover_all()
    edited = Document()
    states = [edited.graph.copy()]
    titles: list[str] = []
    for _ in range(data.draw(st.integers(1, 12))):
        before = edited.graph.copy()
        try:
            command = data.draw(commands(edited.graph))
            if command is None:
                continue
            edited.history.end_merge()
            edited.do(command)
        except LabError:
            assert edited.graph == before  # what is refused changes nothing
            continue
        states.append(edited.graph.copy())
        titles.append(str(edited.history.undo_title))
    for state, title in zip(states[-2::-1], reversed(titles), strict=True):
        assert str(edited.history.undo_title) == title
        edited.history.undo()
        assert edited.graph == state
        assert [node.id for node in edited.graph] == [node.id for node in state]
        assert edited.graph.links == state.links
    assert edited.history.undo_title is None
    assert edited.history.clean
    for state, title in zip(states[1:], titles, strict=True):
        assert str(edited.history.redo_title) == title
        edited.history.redo()
        assert edited.graph == state
    assert edited.history.redo_title is None


def test_undoing_a_delete_puts_the_links_back_in_their_order() -> None:
    edited = document("input", "relu", "flatten")
    before = edited.graph.copy()
    edited.do(Remove(["input1"]))
    edited.history.undo()
    assert edited.graph.links == before.links


def test_a_new_step_forgets_what_was_undone() -> None:
    edited = document("input", "relu")
    edited.do(Rename("relu1", "a"))
    edited.history.undo()
    edited.do(Rename("relu1", "b"))
    edited.history.redo()
    assert edited.graph.node("relu1").label == "b"


def test_typing_in_one_field_is_one_step() -> None:
    edited = document("input", "conv2d")
    for count in (1, 12, 120):
        edited.do(ChangeLayer("conv2d1", "channels", count))
    edited.history.undo()
    assert edited.graph.node("conv2d1").layer.config()["channels"] == 8
    edited.history.redo()
    assert edited.graph.node("conv2d1").layer.config()["channels"] == 120


def test_another_field_is_another_step() -> None:
    edited = document("input", "conv2d")
    edited.do(ChangeLayer("conv2d1", "channels", 3))
    edited.do(ChangeLayer("conv2d1", "stride", 2))
    edited.history.undo()
    assert edited.graph.node("conv2d1").layer.config()["channels"] == 3


@pytest.mark.parametrize("between", ["undo", "save", "end"])
def test_nothing_merges_across(between: str) -> None:
    edited = document("input", "relu")
    edited.do(Rename("relu1", "a"))
    if between == "undo":
        edited.do(Rename("relu1", "ab"))
        edited.history.end_merge()
        edited.do(Rename("relu1", "abc"))
        edited.history.undo()
    elif between == "save":
        edited.history.mark_saved()
    else:
        edited.history.end_merge()
    label = edited.graph.node("relu1").label
    edited.do(Rename("relu1", "other"))
    edited.history.undo()
    assert edited.graph.node("relu1").label == label


def test_clean_means_as_it_was_saved() -> None:
    edited = document("input", "relu")
    assert edited.history.clean
    edited.do(Rename("relu1", "a"))
    assert not edited.history.clean
    edited.history.mark_saved()
    assert edited.history.clean
    edited.history.undo()
    assert not edited.history.clean
    edited.history.redo()
    assert edited.history.clean


def test_each_step_is_announced_once() -> None:
    edited = document("input", "relu")
    told: list[str] = []
    edited.edited.connect(lambda: told.append("edited"))
    edited.history.changed.connect(lambda: told.append("changed"))
    edited.do(Move({"relu1": (8, 8)}))
    edited.history.undo()
    edited.history.redo()
    assert told == ["edited", "changed"] * 3
    edited.history.redo()
    assert len(told) == 6


def test_a_sequence_that_fails_half_way_changes_nothing() -> None:
    edited = document("input", "relu")
    before = edited.graph.copy()
    broken = Sequence(Message("Break"), [Rename("relu1", "x"), Remove(links=[Link("relu1", "input1")])])
    with pytest.raises(LabError):
        edited.do(broken)
    assert edited.graph == before
    assert edited.history.undo_title is None
